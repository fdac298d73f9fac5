import { readFileSync } from "node:fs";
import path from "node:path";
import { type Figure, figure } from "./measure.ts";

const SIZES = path.join(import.meta.dirname, "..", "packages", "checkout", "dist", "sizes.json");
const KB = 1_024;

/**
 * Bytes of the elements after gzip, both languages included, as the build measured them, beside the budgets: the first
 * request's script and its styles; what is asked for beside the quote; the larger of the two sheets, on first use.
 */
export function elementSize(): Figure[] {
  const sizes: { readonly [part: string]: number } = JSON.parse(readFileSync(SIZES, "utf8"));
  const within = (name: string, value: number, kilobytes: number) =>
    figure({ name, value, unit: "bytes gz", floor: kilobytes * KB, goal: 1, good: "below" });
  return [
    within("element_first_script", sizes.script!, 12),
    within("element_styles", sizes.styles!, 4),
    within("element_more", sizes.more!, 8),
    within("element_sheet", Math.max(sizes.review!, sizes.compare!), 8),
  ];
}
