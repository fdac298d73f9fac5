import { describe, expect, test } from "vitest";
import { fixtureQuote } from "../fixture/quote.ts";
import { arrange, isFree, largestTotal } from "./arrange.ts";
import { bestWay } from "./best.ts";
import { arrangeMissing } from "./missing.ts";
import { segmentsOf } from "./segments.ts";

const quote = fixtureQuote("zh-CN");

describe("arranging", () => {
  test("lowest total first, full payment before its equals, the issuer's price last, what was demoted apart", () => {
    const { groups, more } = arrange({ ...quote, options: [...quote.options].reverse() });
    expect(groups.map(({ options }) => options.map(({ id }) => id))).toEqual([
      ["card-full"],
      ["yunshan-12"],
      ["qinghe-6", "qinghe-12"],
      ["any-card"],
    ]);
    expect(more.map(({ id }) => id)).toEqual(["qinghe-3"]);
  });

  test("nothing is lost: every option stands in a group or under more", () => {
    const { groups, more } = arrange(quote);
    expect(groups.flatMap(({ options }) => options).length + more.length).toBe(quote.options.length);
  });

  test("interest-free is said only where the total equals the cash price", () => {
    const [, free] = quote.options;
    if (!free) throw new Error("the fixture has it");
    expect(isFree(free)).toBe(true);
    expect(isFree({ ...free, cost: 1 })).toBe(false);
    expect(isFree({ ...free, badges: [] })).toBe(false);
  });
});

describe("missing ways", () => {
  test("one cause at one partner is one row; order limits are folded", () => {
    const { groups, folded } = arrangeMissing(quote);
    expect(groups.map(({ category, rows }) => [category, rows.map(({ counts, status }) => [counts, status])])).toEqual([
      ["maintenance", [[[3, 6, 12], "paused"]]],
      ["partner_terms", [[[24], "paused"]]],
      ["business", [[[24], "ended"]]],
    ]);
    expect(folded.map(({ way }) => way.offer)).toEqual(["shibei-36"]);
  });

  test("nothing is lost: every missing way is named by a row", () => {
    const { groups, folded } = arrangeMissing(quote);
    const named = [...groups.flatMap(({ rows }) => rows), ...folded].flatMap(({ offers }) => offers);
    expect(named.sort()).toEqual(quote.missing.map(({ offer }) => offer).sort());
  });
});

describe("the way a product page speaks of", () => {
  test("lowest total, then most instalments", () => {
    expect(bestWay(quote).option?.id).toBe("yunshan-12");
  });

  test("paused by an adjustment, and every way left costs more: the reason takes its place", () => {
    const options = quote.options.filter(({ id }) => id !== "yunshan-12");
    const missing = quote.missing.map((way) => ({
      ...way,
      alternatives: [{ option: "qinghe-6", extra_total: 18996, extra_per_period: 44825 }],
    }));
    expect(bestWay({ ...quote, options, missing }).missing?.offer).toBe("shibei-3");
  });

  test("without instalments, in full", () => {
    expect(bestWay({ ...quote, options: quote.options.slice(0, 1), missing: [] }).option?.id).toBe("card-full");
  });
});

test("a strip's payments add up to the total, with and without rows", () => {
  for (const option of [...quote.options, ...fixtureQuote("zh-CN", false).options]) {
    if (option.total === null) continue;
    expect(segmentsOf(option).reduce((sum, { total }) => sum + total, 0)).toBe(option.total);
  }
  expect(largestTotal(quote)).toBe(535893);
});
