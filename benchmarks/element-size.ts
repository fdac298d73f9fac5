import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type Figure, figure } from "./measure.ts";

const DIST = path.join(import.meta.dirname, "..", "packages", "checkout", "dist");

/** Bytes over the wire of the elements, gzipped, both languages included, beside their budgets. */
export function elementSize(): Figure[] {
  return [
    size("element_first_paint", "fenqi-checkout.js", 12 * 1024),
    size("element_sheets", "fenqi-sheets.js", 8 * 1024),
  ];
}

function size(name: string, file: string, limit: number): Figure {
  const value = gzipSync(readFileSync(path.join(DIST, file)), { level: 9 }).byteLength;
  return figure({ name, value, unit: "bytes gz", floor: limit, goal: 1, good: "below" });
}
