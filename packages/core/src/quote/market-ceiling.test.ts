import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { MarketCeiling } from "../cost/index.ts";
import type { Terms } from "../schedule/index.ts";
import { quote } from "./quote.ts";
import { compiledSample, inputFor, PHONE, sampleOffer } from "./sample-catalogue.ts";

const CEILING: MarketCeiling = {
  id: "fr",
  market: "FR",
  currency: "EUR",
  from: "2026-10-01",
  max_ppm: 150_000,
  source: "an invented one",
};

interface Asked {
  readonly ceilings?: readonly Partial<MarketCeiling>[];
  readonly rate_ppm?: number;
  readonly total?: number;
  readonly at?: string;
  readonly market?: string;
  readonly terms?: Partial<Terms>;
  readonly min?: number;
}

/** Twelve months at so much a year, nominal, where these ceilings hold. */
function ask(asked: Asked) {
  const { ceilings = [{}], rate_ppm = 200_000, total = 500_00, at = "2026-11-22T02:28:00.000Z", market = "FR" } = asked;
  const terms: Terms = { repayment: "annuity", rate_ppm, ...asked.terms };
  const conditions = asked.min === undefined ? undefined : { amount: { min: asked.min } };
  const offer = sampleOffer("own", {
    ...{ markets: ["FR", "DE"], currency: "EUR", with: terms },
    ...(conditions && { conditions }),
  });
  const catalogue = compiledSample({
    offers: [offer],
    ceilings: ceilings.map((fields, n) => ({ ...CEILING, id: `c${n}`, ...fields })),
  });
  const item = { ...PHONE.items[0]!, unit_amount: total };
  const answer = quote(catalogue, { ...inputFor({ currency: "EUR", total, items: [item] }), market }, at);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

const causesOf = (asked: Asked) =>
  ask(asked).missing.flatMap(({ causes }) => causes.map(({ code, facts }) => [code, facts]));
const above = [["rate_above_cap", { cap: "15" }]];

test.each<[string, Asked, unknown[]]>([
  ["a way above it is missing, by the code of every ceiling on the rate", {}, above],
  ["a way below it is an option", { rate_ppm: 100_000 }, []],
  ["it is held against the yearly rate that is shown: 14 % nominal is 14.93 % effective", { rate_ppm: 140_000 }, []],
  ["and 14.1 % nominal is 15.05 %", { rate_ppm: 141_000 }, above],
  ["another market has none", { market: "DE" }, []],
  ["on its first day, there where the merchant is", { at: "2026-09-30T16:00:00.000Z" }, above],
  ["not before it", { at: "2026-09-30T15:59:59.000Z" }, []],
  ["not from the day on which it ends", { ceilings: [{ until: "2026-11-22" }] }, []],
  ["another currency's says nothing", { ceilings: [{ currency: "PLN" }] }, []],
  ["an amount at the upper bound is within", { ceilings: [{ up_to: 500_00 }] }, above],
  ["an amount above it is not", { ceilings: [{ up_to: 499_99 }] }, []],
  ["an amount at the lower bound is not within", { ceilings: [{ above: 500_00 }] }, []],
  ["an amount above it is", { ceilings: [{ above: 499_99 }] }, above],
  [
    "the amount is what is lent, not what is bought",
    { ceilings: [{ above: 400_00 }], terms: { down_payment: { ppm: 200_000 } } },
    [],
  ],
  [
    "of two that are passed the first is named",
    { ceilings: [{ max_ppm: 195_000 }, { max_ppm: 150_000 }] },
    [["rate_above_cap", { cap: "19.5" }]],
  ],
  ["a rate of the very ceiling keeps", { rate_ppm: 0, ceilings: [{ max_ppm: 0 }] }, []],
])("%s", (_, asked, causes) => expect(causesOf(asked)).toEqual(causes));

test("its words name the ceiling", () => {
  const [cause] = ask({ ceilings: [{ max_ppm: 211_100 }], rate_ppm: 300_000 }).missing[0]!.causes;
  expect(cause!.explanation.text).toContain("21.11%");
});

test("a larger cart is no help where a ceiling would meet it there", () => {
  const helpOf = (rate_ppm: number) =>
    ask({ min: 600_00, rate_ppm, ceilings: [{ above: 550_00 }] }).missing[0]!.would_help.length;
  expect([helpOf(100_000), helpOf(200_000)]).toEqual([1, 0]);
});

test("whatever the bands, a way is an option where no ceiling of its amount is passed", () => {
  const band = fc.record({
    above: fc.integer({ min: 0, max: 900_00 }),
    width: fc.integer({ min: 1, max: 500_00 }),
    max_ppm: fc.integer({ min: 0, max: 400_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(band, { maxLength: 4 }),
      fc.integer({ min: 20_00, max: 1_200_00 }),
      fc.integer({ min: 1_000, max: 400_000 }),
      (bands, total, rate_ppm) => {
        const ceilings = bands.map(({ width, ...rest }) => ({ ...rest, up_to: rest.above + width }));
        const free = ask({ total, rate_ppm, ceilings: [] }).options[0]!;
        const isPassed = ceilings.some(
          (one) => one.above < total && total <= one.up_to && Number(free.rate!.headline) * 10_000 > one.max_ppm,
        );
        expect(ask({ total, rate_ppm, ceilings }).options.length).toBe(isPassed ? 0 : 1);
      },
    ),
    { numRuns: 60 },
  );
});
