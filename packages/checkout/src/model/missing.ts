import type { MissingWay, Quote } from "../quote.ts";

/** Ways with one cause at one partner: one row, "12、24 期". */
export interface MissingRow {
  readonly way: MissingWay;
  readonly counts: readonly number[];
  readonly offers: readonly string[];
  /** Paused comes back, ended does not, other fits another order or shopper. */
  readonly status: "paused" | "ended" | "other";
}

export interface MissingGroup {
  readonly category: string;
  readonly rows: readonly MissingRow[];
}

export interface MissingArranged {
  readonly groups: readonly MissingGroup[];
  /** What this order could never have: folded. */
  readonly folded: readonly MissingRow[];
}

const ENDS = new Set(["business", "partner_terms", "compliance", "validity", "risk"]);

/** Missing ways by the heading of their first cause, in the order of the answer. */
export function arrangeMissing(quote: Quote): MissingArranged {
  const rows = new Map<string, MissingWay[]>();
  for (const way of quote.missing) {
    const key = rowKey(way);
    rows.set(key, [...(rows.get(key) ?? []), way]);
  }
  const groups = new Map<string, MissingRow[]>();
  for (const ways of rows.values()) {
    const row = toRow(ways);
    const category = categoryOf(row.way);
    groups.set(category, [...(groups.get(category) ?? []), row]);
  }
  const folded = groups.get("order") ?? [];
  groups.delete("order");
  return { groups: [...groups].map(([category, of]) => ({ category, rows: of })), folded };
}

export function categoryOf(way: MissingWay): string {
  return way.causes[0]?.category ?? "order";
}

/** Everything a row says must be equal, but the count and the alternative's difference. */
function rowKey({ partner, method, causes, back, would_help }: MissingWay): string {
  return JSON.stringify([partner.id, method, causes.map((cause) => cause.explanation.text), back, would_help]);
}

/** The row speaks for its longest way, whose alternatives matter most. */
function toRow(ways: readonly MissingWay[]): MissingRow {
  const sorted = [...ways].sort((a, b) => (a.count ?? 0) - (b.count ?? 0));
  const way = sorted.at(-1) as MissingWay;
  const ended = way.back.kind === "none" && ENDS.has(categoryOf(way));
  return {
    way,
    counts: sorted.flatMap(({ count }) => (count === null ? [] : [count])),
    offers: sorted.map(({ offer }) => offer),
    status: way.back.kind !== "none" || categoryOf(way) === "incident" ? "paused" : ended ? "ended" : "other",
  };
}
