import { COMPARE_WORDS } from "@fenqi/words/compare";
import { date } from "@fenqi/words/dates";
import { money } from "@fenqi/words/money";
import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { ComparedWay, Comparison } from "../quote.ts";
import type { Setting } from "../view/view.ts";

const TOP = 16;
const HEIGHT = 320;
const LEFT = 56;
const LABELS = 268;

interface Line {
  readonly look: string;
  readonly name: string;
  readonly values: readonly number[];
}

/** Stairs of what has been paid by each month; label at each line's end, ring at the break-even, rule at the chosen length. */
export function chart(setting: Setting, shown: Comparison, names: readonly string[], width: number): TemplateResult {
  const { locale } = setting;
  const w = COMPARE_WORDS[locale];
  const lines = linesOf(shown.ways, names, w.joint);
  const cheapest = Math.min(
    ...shown.ways.flatMap(({ kind, total_to_own: own }) => (kind === "buy" && own !== null ? [own] : [])),
  );
  const resold = cheapest - shown.resale;
  const months = (shown.ways[0]?.paid_by_month.length ?? 25) - 1;
  const step = niceStep(Math.max(...lines.flatMap(({ values }) => values)));
  const top = step * Math.ceil(Math.max(...lines.flatMap(({ values }) => values)) / step);
  const x = (month: number) => round(LEFT + (month / months) * (width - LEFT - LABELS));
  const y = (amount: number) => round(TOP + HEIGHT * (1 - amount / top));
  const say = (minor: number) => money(minor, shown.currency, locale);
  const ground = y(0);
  const even = shown.break_even && shown.break_even.month <= months ? shown.break_even : null;
  const rent = shown.ways.find(({ kind }) => kind === "rent");
  const rentSoFar = rent?.paid_by_month[Math.max(0, Math.min(shown.months, months) - 1)] ?? 0;
  const marks = Array.from({ length: months / 3 + 1 }, (_, index) => index * 3);
  const ticks = Array.from({ length: top / step + 1 }, (_, index) => index * step);
  const bare = (minor: number) => (minor / 100).toLocaleString("en");
  const labels = placeLabels([
    ...lines.map((line) => ({ ...line, at: y(line.values.at(-1) ?? 0), amount: line.values.at(-1) ?? 0 })),
    ...(rent ? [{ look: "sold", name: w.buyAndSell, at: y(resold), amount: resold }] : []),
  ]);
  return html`<svg class="chart" width=${width} height=${HEIGHT + 56} role="img" aria-labelledby="chart-title">${
    even
      ? svg`<rect class="zone" x=${x(0)} y=${TOP} width=${x(even.month) - x(0)} height=${HEIGHT}></rect><text class="info" x=${x(0) + 8} y=${TOP + 18}>${w.rentCheaper}</text><text class="act" x=${x(even.month) + 8} y=${TOP + 18}>${w.buyCheaper}</text>`
      : nothing
  }${ticks.map((tick) => svg`<path class="grid" d="M${LEFT} ${y(tick)}H${x(months)}"></path><text x=${LEFT - 8} y=${y(tick) + 4} text-anchor="end">${bare(tick)}</text>`)}${marks.map(
    (month) => svg`<text x=${x(month)} y=${ground + 20} text-anchor="middle">${month || w.now}</text>`,
  )}<text x=${x(months) + 14} y=${ground + 20}>${w.months}</text><path class="rule" d="M${x(shown.months)} ${TOP}V${ground}"></path>${lines.map(
    ({ look, values }) => svg`<path class="line ${look}" d=${stairs(values, x, y)}></path>`,
  )}${rent ? svg`<path class="line sold" d="M${x(0)} ${y(resold)}H${x(months)}"></path>` : nothing}${labels.map(
    ({ look, name, at, y: to, amount }) =>
      svg`<path class="leader ${look}" d="M${x(months)} ${at}L${x(months) + 10} ${to}"></path><text class=${look} x=${x(months) + 14} y=${to + 4}>${name}</text><text class="${look} sum" x=${width} y=${to + 4} text-anchor="end">${say(amount)}</text>`,
  )}${
    rent
      ? svg`<circle class="dot rent" cx=${x(shown.months)} cy=${y(rentSoFar)} r="4"></circle><circle class="dot sold" cx=${x(shown.months)} cy=${y(resold)} r="4"></circle>`
      : nothing
  }<text class="you" x=${x(shown.months) + 8} y=${ground - 34}>${w.yourMonths(shown.months)}</text>${
    rent ? svg`<text x=${x(shown.months) + 8} y=${ground - 16}>${w.rentSum(say(rentSoFar))}</text>` : nothing
  }${
    even
      ? svg`<circle class="ring" cx=${x(even.month)} cy=${y(resold)} r="6"></circle><circle cx=${x(even.month)} cy=${y(resold)} r="2"></circle><g transform="translate(${x(even.month) + 14} ${y(resold) + 12})"><rect class="callout" width="190" height="46" rx="4"></rect><text class="you" x="10" y="19">${w.evenAt(even.month)}</text><text x="10" y="37">${w.evenOn(date(even.on, locale, { near: "2000-01-01" }), even.payment)}</text></g>`
      : nothing
  }</svg>`;
}

/** Ways that end at one amount and are bought without extra cost share a line's label. */
function linesOf(ways: readonly ComparedWay[], names: readonly string[], joint: string): Line[] {
  const lines = ways.map((way, index) => ({ look: lookOf(way), name: names[index] ?? "", values: way.paid_by_month }));
  const free = lines.filter(({ look }) => look === "free" || look === "full");
  const label = free.map(({ name }) => name).join(joint);
  return lines.flatMap((line) =>
    free.includes(line) ? [{ ...line, name: line === free.at(-1) ? label : "" }] : [line],
  );
}

function lookOf(way: ComparedWay): string {
  if (way.kind !== "buy") return way.kind === "rent" ? "rent" : "own";
  if (way.count === 1) return "full";
  return way.extra_over_cash === 0 ? "free" : "cost";
}

/** Labels keep 17 px from each other, pushed down from the top; unnamed lines have none. */
function placeLabels<T extends { readonly name: string; readonly at: number }>(
  labels: readonly T[],
): (T & { y: number })[] {
  let last = Number.NEGATIVE_INFINITY;
  return labels
    .filter(({ name }) => name !== "")
    .sort((a, b) => a.at - b.at)
    .map((label) => {
      last = Math.max(label.at, last + 17);
      return { ...label, y: last };
    });
}

function stairs(values: readonly number[], x: (month: number) => number, y: (amount: number) => number): string {
  return `M${x(0)} ${y(0)}${values.map((value, month) => `${month ? `H${x(month)}` : ""}V${y(value)}`).join("")}`;
}

/** 1, 2 or 5 times a power of ten, so that about seven lines fit. */
function niceStep(largest: number): number {
  const rough = Math.max(1, largest) / 7;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
