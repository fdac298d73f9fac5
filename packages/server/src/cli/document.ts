import { readFileSync, statSync } from "node:fs";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { Refused } from "./command.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML or JSON file with the way from a JSON pointer to the place in the text. */
export interface SourceDocument {
  readonly file: string;
  readonly value: unknown;
  /** Where a pointer's key or item stands; for one that is not there, the nearest thing around it. Lines count from 1. */
  readonly locate: (pointer: string) => Position;
}

const MAX_BYTES = 5 * 1024 * 1024;

/** Reads a file. One that cannot be read or parsed is {@link Refused}, with the line of the error. */
export function readDocument(file: string): SourceDocument {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new Refused(`${file} has ${size} bytes; at most ${MAX_BYTES} are read.`);
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${file} cannot be read: ${(error as Error).message}`);
  }
  return parseText(file, text);
}

export function parseText(file: string, text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    throw new Refused(...document.errors.slice(0, 20).map((e) => at(file, positionAt(e.pos[0]), e.message)));
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new Refused(`${file} is not read: ${(error as Error).message}.`);
  }
  return {
    file,
    value,
    locate: (pointer) => positionAt(offsetOf(document.contents, pointer)),
  };
}

/** `file:line:column message`, as editors and terminals link it. */
export const at = (file: string, { line, column }: Position, message: string): string =>
  `${file}:${line}:${column} ${message}`;

function offsetOf(root: unknown, pointer: string): number {
  const steps = pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  let node = root;
  let offset = startOf(node) ?? 0;
  for (const step of steps) {
    const next = memberOf(node, step);
    if (!next) break;
    offset = startOf(next.at) ?? offset;
    node = next.value;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

/** A map's member begins at its key, a list's at itself. */
function memberOf(node: unknown, step: string): { at: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
    return pair && { at: pair.key, value: pair.value };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { at: item, value: item };
  }
  return undefined;
}
