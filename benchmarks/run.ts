/**
 * Measures Fenqi against its goals: `npm run bench [-- NAME…] [--long] [--record]`, NAME being a key of BENCHMARKS.
 *
 * Prints a JSON line per figure, then a table. Every figure is a ratio to a floor, a peer or a limit measured in the same
 * run. `--long` loads memory for ten minutes, simulates a million quotes, verifies a million audit entries, closes
 * 100,000 plans and imports a million rows of a settlement file; `--record` writes benchmarks/baseline.json. A figure on the wrong side of its goal is a finding, never a failed run.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { accept } from "./accept.ts";
import { auditVerify } from "./audit-verify.ts";
import { catalogueChange } from "./catalogue-change.ts";
import { close } from "./close.ts";
import { elementSize } from "./element-size.ts";
import type { Figure } from "./measure.ts";
import { memory } from "./memory.ts";
import { neighbours } from "./neighbours.ts";
import { overload } from "./overload.ts";
import { partnerDead } from "./partner-dead.ts";
import { quoteInProcess } from "./quote-in-process.ts";
import { quoteOverHttp } from "./quote-over-http.ts";
import { repayment } from "./repayment.ts";
import { settlement } from "./settlement.ts";
import { simulation } from "./simulation.ts";
import { start } from "./start.ts";
import { webhooks } from "./webhooks.ts";

const BASELINE = path.join(import.meta.dirname, "baseline.json");
const WORSE_BY = 1.1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: "boolean", default: false }, record: { type: "boolean", default: false } },
});
const databaseUrl = process.env.FENQI_BENCH_DATABASE_URL ?? "";

const BENCHMARKS: { readonly [name: string]: () => Figure[] | Promise<Figure[]> } = {
  quote: quoteInProcess,
  element: elementSize,
  simulation: () => simulation(values.long ? 1_000_000 : 200_000),
  http: () => quoteOverHttp(databaseUrl),
  partner: partnerDead,
  change: () => catalogueChange(databaseUrl),
  audit: () => auditVerify(databaseUrl, values.long ? 1_000_000 : 100_000),
  repayment: () => repayment(databaseUrl),
  accept: () => accept(databaseUrl),
  close: () => close(databaseUrl, values.long ? 100_000 : 20_000),
  webhooks: () => webhooks(databaseUrl),
  settlement: () => settlement(databaseUrl, values.long ? 1_000_000 : 50_000),
  overload: () => overload(databaseUrl),
  neighbours,
  start: () => start(databaseUrl),
  memory: () => memory(databaseUrl, values.long ? 600 : 20),
};

const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
const unknown = names.filter((name) => BENCHMARKS[name] === undefined);
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}`);
  process.exit(2);
}

const baseline: { readonly [name: string]: number } = existsSync(BASELINE)
  ? JSON.parse(readFileSync(BASELINE, "utf8"))
  : {};
const figures: Figure[] = [];
for (const name of names) {
  for (const each of await BENCHMARKS[name]!()) {
    figures.push(each);
    const { good, ...line } = each;
    console.log(JSON.stringify({ ...line, reached: isReached(each) }));
  }
}
console.log(`\n${tableOf(figures)}`);
if (values.record) {
  const recorded = { ...baseline, ...Object.fromEntries(figures.map(({ name, ratio }) => [name, round(ratio)])) };
  writeFileSync(BASELINE, `${JSON.stringify(recorded, null, 2)}\n`);
}

function isReached({ ratio, goal, good }: Figure): boolean {
  return good === "below" ? ratio <= goal : ratio >= goal;
}

function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((each) => [
    each.name,
    `${round(each.value)} ${each.unit}`,
    `${round(each.floor)}`,
    `${round(each.ratio)}`,
    `${each.good === "below" ? "≤" : "≥"} ${each.goal}`,
    isReached(each) ? "reached" : "missed",
    isWorse(each) ? `worse than the recorded ${baseline[each.name]}` : "",
  ]);
  const all = [["figure", "measured", "floor", "ratio", "goal", "", ""], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function isWorse({ name, ratio, good }: Figure): boolean {
  const recorded = baseline[name];
  if (recorded === undefined) return false;
  return good === "below" ? ratio > recorded * WORSE_BY : ratio < recorded / WORSE_BY;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
