import { readFileSync } from "node:fs";
import { judgeApr } from "./apr.ts";
import { Fields, VectorFileError } from "./fields.ts";
import { judgeInterval } from "./intervals.ts";
import type { Outcome } from "./outcome.ts";
import { judgeSchedule } from "./schedules.ts";

const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** Every vector of a file, held against core. Throws {@link VectorFileError} when the file is not of a known format. */
export function judgeFile(path: string): Outcome[] {
  const file = new Fields(parse(path), path);
  const kind = file.choice("kind", ["apr", "schedules"]);
  if (file.count("schemaVersion") !== 1) file.fail("schemaVersion", "must be 1");
  const vectors = file.objects("vectors");
  if (kind === "schedules") return vectors.map(judgeSchedule);
  const intervals = file.has("intervals") ? file.objects("intervals") : [];
  return [...intervals.map(judgeInterval), ...vectors.map(judgeApr)];
}

function parse(path: string): unknown {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > LARGEST_FILE_BYTES) throw new RangeError("is larger than 64 MB");
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new VectorFileError(`${path}: ${cause instanceof Error ? cause.message : "cannot be read"}`, { cause });
  }
}
