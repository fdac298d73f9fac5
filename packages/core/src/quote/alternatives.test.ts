import { expect, test } from "vitest";
import type { BriefPrice } from "../schedule/index.ts";
import { rankAlternatives, type WayOut, wayOutOf } from "./alternatives.ts";
import type { Option } from "./types.ts";

const way = (offer: string, perPeriod: number, fields: Partial<Option> = {}): WayOut =>
  wayOutOf(
    {
      id: `opt_${offer}`,
      offer,
      method: "store_instalments",
      count: 6,
      priced_by: "offer",
      total: 600,
      ...fields,
    } as Option,
    perPeriod,
  );
const card = (offer: string, fields: Partial<Option> = {}) => way(offer, 0, { method: "card", count: 1, ...fields });
const issuer = (offer: string) => way(offer, 0, { priced_by: "issuer", count: null, total: null });
const lease = (offer: string, count = 12) => way(offer, 90, { method: "lease", count });

const TWELVE = { count: 12, method: "store_instalments" } as const;
const PRICE = { per_period: 100, total: 1_200 } as BriefPrice;
const ranked = (
  ways: readonly WayOut[],
  chosen: "auto" | readonly string[] = "auto",
  missing: Parameters<typeof rankAlternatives>[1] = TWELVE,
) => rankAlternatives(ways, missing, PRICE, chosen).map(({ option }) => option.slice("opt_".length));

test.each<[Partial<Option>, WayOut["kind"]]>([
  [{ method: "lease" }, "lease"],
  [{ method: "lease", priced_by: "issuer" }, "lease"],
  [{ priced_by: "issuer" }, "issuer"],
  [{ method: "card", count: 1 }, "full"],
  [{ method: "debit", count: 1 }, "full"],
  [{ method: "card", count: 3 }, "plan"],
  [{ method: "store_instalments", count: 1 }, "plan"],
])("a way with %j is a %s", (fields, kind) => {
  expect(way("a", 1, fields).kind).toBe(kind);
});

test("no way out is none, and no more than three are named", () => {
  expect(ranked([])).toEqual([]);
  expect(ranked([way("a", 1)])).toEqual(["a"]);
  expect(ranked([way("a", 1), way("b", 2)])).toEqual(["b", "a"]);
  expect(ranked([way("a", 1), way("b", 2), way("c", 3), way("d", 4)])).toEqual(["d", "c", "b"]);
});

test("the same count first, then what is nearest per period, then the issuer's, then in full, however they stand", () => {
  const all = [way("same", 500, { count: 12 }), way("near", 110), way("far", 150), issuer("issuer"), card("full")];
  for (let turn = 0; turn < all.length; turn += 1) {
    const turned = [...all.slice(turn), ...all.slice(0, turn)];
    expect(ranked(turned)).toEqual(["same", "near", "far"]);
    expect(ranked(turned.filter(({ option }) => option.offer !== "same"))).toEqual(["near", "far", "issuer"]);
    expect(ranked(turned.filter(({ kind }) => kind !== "plan"))).toEqual(["issuer", "full"]);
  }
});

test("nearer below counts as much as nearer above, and equals keep their order: lowest total first", () => {
  expect(ranked([way("cheap", 90), way("dear", 110), way("near", 109)])).toEqual(["near", "cheap", "dear"]);
  expect(ranked([way("dear", 110), way("cheap", 90)])).toEqual(["dear", "cheap"]);
  const same = ["a", "b", "c", "d"].map((offer) => way(offer, 1, { count: 12 }));
  expect(ranked(same)).toEqual(["a", "b", "c"]);
});

test("a distance of any amount never passes the next kind", () => {
  expect(ranked([issuer("issuer"), way("huge", 10 ** 12)])).toEqual(["huge", "issuer"]);
});

test("what the adjustment names comes first, in its order, whatever it is; the rest follow by the rules", () => {
  const all = [way("same", 100, { count: 12 }), way("near", 101), issuer("issuer"), card("full")];
  expect(ranked(all, ["full", "near"])).toEqual(["full", "near", "same"]);
  expect(ranked(all, ["gone", "issuer"])).toEqual(["issuer", "same", "near"]);
  expect(ranked(all, [])).toEqual(["same", "near", "issuer"]);
  expect(ranked(all, ["full", "issuer", "near", "same"])).toEqual(["full", "issuer", "near"]);
  expect(ranked([...all, lease("lease")], ["lease"])).toEqual(["lease", "same", "near"]);
});

test("three of the same count do not hide what is named, behind them", () => {
  const same = ["a", "b", "c"].map((offer) => way(offer, 1, { count: 12 }));
  expect(ranked([...same, way("named", 9)], ["named"])).toEqual(["named", "a", "b"]);
});

test("renting replaces only renting", () => {
  expect(ranked([lease("lease"), way("plan", 100)])).toEqual(["plan"]);
  expect(ranked([lease("lease"), way("plan", 100)], "auto", { count: 12, method: "lease" })).toEqual(["lease", "plan"]);
  expect(ranked([lease("longer", 24), way("plan", 95)], "auto", { count: 12, method: "lease" })).toEqual([
    "plan",
    "longer",
  ]);
});

test("where nobody knows what the missing way costs, other plans keep their order and no difference is told", () => {
  const ways = [way("far", 900), way("near", 100)];
  const untold = { extra_total: null, extra_per_period: null };
  expect(rankAlternatives(ways, TWELVE, undefined, "auto")).toEqual([
    { option: "opt_far", ...untold },
    { option: "opt_near", ...untold },
  ]);
});

test("differences are told against the missing way's own price", () => {
  expect(rankAlternatives([way("a", 130, { total: 1_170 }), issuer("b")], TWELVE, PRICE, "auto")).toEqual([
    { option: "opt_a", extra_total: -30, extra_per_period: 30 },
    { option: "opt_b", extra_total: null, extra_per_period: null },
  ]);
});
