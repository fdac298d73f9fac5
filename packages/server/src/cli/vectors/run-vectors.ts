import { VectorFileError } from "./fields.ts";
import { judgeFile } from "./judge-file.ts";
import type { Outcome } from "./outcome.ts";

/** Where lines go. */
export interface VectorOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * Holds the figures of vector files against core: one line per vector (id, expected, computed, verdict), tabs between, and a closing count.
 *
 * A vector marked `unverified` is computed and shown, and skipped. Returns the exit code: 1 when one fails, 2 when a file cannot
 * be read or none is named.
 */
export function runVectors(paths: readonly string[], { out, err }: VectorOutput): number {
  if (paths.length === 0) {
    err("Usage: npm run vectors -- FILE…\n");
    return 2;
  }
  const outcomes: Outcome[] = [];
  try {
    for (const path of paths) outcomes.push(...judgeFile(path));
  } catch (error) {
    if (!(error instanceof VectorFileError)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
  for (const { id, expected, computed, verdict } of outcomes) {
    out(`${id}\texpected ${expected}\tcomputed ${computed}\t${verdict}\n`);
  }
  const count = (verdict: Outcome["verdict"]) => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  out(`${count("pass")} pass, ${count("FAIL")} fail, ${count("skipped")} unverified, ${outcomes.length} in all\n`);
  return count("FAIL") === 0 ? 0 : 1;
}
