import type { CurrencySummary, SimulationSummary, Tally, WaySummary } from "@fenqi/core/simulation";
import { formatAmount } from "./amount.ts";
import { type Column, table } from "./table.ts";

const MOST_ROWS = 40;

/** A simulation for people at a terminal: who loses, what catches them, what it costs, and quotes to open. */
export function simulationText(summary: SimulationSummary): string {
  const { quotes, refused, unreadable, currencies, examples } = summary;
  const left = [...(refused > 0 ? [`${count(refused)} refused`] : []), ...unread(unreadable)];
  const lines = [`${count(quotes)} quotes replayed${left.length > 0 ? `, ${left.join(", ")}` : ""}`];
  for (const currency of currencies) lines.push("", ...currencyLines(currency));
  if (examples.length > 0) {
    lines.push("", "examples", ...examples.map(({ kind, quotes: ids }) => `  ${EXAMPLES[kind]}: ${ids.join(" ")}`));
  }
  return `${lines.join("\n")}\n`;
}

const unread = (lines: number): string[] => (lines > 0 ? [`${count(lines)} not recorded quotes`] : []);

const EXAMPLES = {
  without_instalments: "left without instalments",
  losing: "lose a way",
  gaining: "gain a way",
  dearer: "cheapest instalments dearer",
  cheaper: "cheapest instalments cheaper",
  folded: "a way folded away",
  refused: "refused",
  unreadable: "not recorded quotes",
} as const satisfies Record<SimulationSummary["examples"][number]["kind"], string>;

const CARTS = [
  ["all carts", "all"],
  ["lose a way", "losing"],
  ["left without instalments", "without_instalments"],
  ["gain a way", "gaining"],
  ["cheapest instalments dearer", "dearer"],
  ["cheapest instalments cheaper", "cheaper"],
] as const;

const left = (head: string): Column => ({ head });
const right = (head: string): Column => ({ head, align: "right" });

function currencyLines(summary: CurrencySummary): string[] {
  const { currency, all } = summary;
  const carts = CARTS.map(([said, field]) => {
    const { carts: n, amount } = summary[field];
    return [said, count(n), share(n, all.carts), formatAmount(amount, currency)];
  });
  return [
    ...table([left(currency), right("carts"), right(""), right("amount")], carts),
    "",
    ...wayLines(summary),
    ...segmentLines(summary),
    ...cheapestLines(summary),
  ];
}

function wayLines({ ways, currency }: CurrencySummary): string[] {
  const touched = ways.filter(isTouched);
  if (touched.length === 0) return ["No way is lost, gained, repriced or moved."];
  const rows = touched.toSorted((a, b) => b.lost.carts - a.lost.carts).map((way) => wayCells(way, currency));
  const columns = [left("way"), right("had it"), right("lose it"), right("amount"), right("gain it"), right("dearer")];
  return first(table([...columns, right("cheaper"), right("folded"), left("caught by")], rows));
}

function isTouched({ lost, gained, dearer, cheaper, folded, unfolded }: WaySummary): boolean {
  return [lost, gained, dearer, cheaper, folded, unfolded].some(({ carts }) => carts > 0);
}

function wayCells({ offer, kept, lost, gained, dearer, cheaper, folded, caught_by }: WaySummary, currency: string) {
  const caught = caught_by.slice(0, 3).map(({ option, carts }) => `${option ?? "nothing"} ${share(carts, lost.carts)}`);
  return [
    offer,
    count(kept.carts + lost.carts),
    count(lost.carts),
    formatAmount(lost.amount, currency),
    ...[gained, dearer, cheaper, folded].map(({ carts }) => count(carts)),
    caught.join(", "),
  ];
}

function segmentLines({ segments, segments_cut, currency }: CurrencySummary): string[] {
  const touched = segments
    .filter(({ losing, gaining }) => losing.carts + gaining.carts > 0)
    .sort((a, b) => (a.by === "amount" && b.by === "amount" ? Number(a.value) - Number(b.value) : 0));
  if (touched.length === 0) return [];
  const rows = touched.map(({ by, value, all, losing, gaining, without_instalments }) => [
    by,
    by === "amount" ? `from ${formatAmount(Number(value), currency)}` : value,
    count(all.carts),
    ...[losing, without_instalments, gaining].map((tally: Tally) => `${count(tally.carts)}`),
    share(losing.carts, all.carts),
  ]);
  const columns = [left("carts by"), left(""), right("all"), right("lose a way"), right("without instalments")];
  const cut = segments_cut.map((by) => `Only the first values of ${by} are told.`);
  return ["", ...first(table([...columns, right("gain a way"), right("losing")], rows)), ...cut];
}

function cheapestLines({ cheapest, currency }: CurrencySummary): string[] {
  const { carts, before, after, bands, without } = cheapest;
  const each = (sum: number) => (carts === 0 ? "–" : formatAmount(Math.round(sum / carts), currency));
  const ends = bands.map(({ up_to_percent: end }, at) =>
    end === null ? `above ${bands[at - 1]?.up_to_percent} %` : end === 0 ? "free" : `up to ${end} %`,
  );
  const rows = [
    ["cost in all", formatAmount(before, currency), formatAmount(after, currency)],
    ["cost per cart", each(before), each(after)],
    ...bands
      .map((band, at) => ({ ...band, said: ends[at]! }))
      .filter((band) => band.before + band.after > 0)
      .map((band) => [band.said, count(band.before), count(band.after)]),
    ["no priced instalments", count(without.before), count(without.after)],
  ];
  const head = `cheapest instalments (${count(carts)} carts with some on both sides)`;
  return ["", ...table([left(head), right("before"), right("after")], rows)];
}

const first = (lines: readonly string[]): string[] =>
  lines.length <= MOST_ROWS + 1
    ? [...lines]
    : [...lines.slice(0, MOST_ROWS + 1), `… and ${lines.length - MOST_ROWS - 1} more; --json has them all`];

const count = (n: number): string => n.toLocaleString("en");

const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
