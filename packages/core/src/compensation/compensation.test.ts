import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Adjustment, CompensationRule } from "../adjustment/index.ts";
import { checkCompensation } from "../adjustment/index.ts";
import type { Option } from "../quote/index.ts";
import {
  AT,
  compiledSample,
  FLAT_12,
  FREE,
  inputFor,
  PHONE,
  sampleAdjustment,
  sampleCatalogue,
  sampleOffer,
} from "../quote/sample-catalogue.ts";
import { type AudienceMember, inAudience, mergeMember } from "./audience.ts";
import { estimateCost, vouchersWithin } from "./budget.ts";
import { isEqualWay, judgedBy, judgeQuote } from "./judge-quote.ts";

const rule: CompensationRule = {
  kind: "voucher",
  amount: 50_00,
  currency: "CNY",
  budget: 1_000_00,
  valid_until: "2026-12-31T16:00:00.000Z",
  audience: "no_equal_way",
};

/** The verdict of a cart while an adjustment is in force beside others. */
function verdictOf(
  fields: Partial<Adjustment>,
  { offers = sampleCatalogue().offers, total = PHONE.total, beside = [] as Adjustment[] } = {},
) {
  const whole = compiledSample({ offers, adjustments: [sampleAdjustment("a", fields), ...beside] });
  const cart = { ...PHONE, total, items: [{ ...PHONE.items[0]!, unit_amount: total }] };
  return judgeQuote(judgedBy(whole, "a")!, inputFor(cart), AT);
}

const dearer = { ...FLAT_12, fees: [{ ...FLAT_12.fees![0]!, charge: { ppm: 9_000 } }] };

describe("a quote", () => {
  test.each([
    [
      "a dearer way with an interest-free one of the same count beside it",
      { scope: { offer: "qinghe-12" } },
      "found_equal",
    ],
    ["the cheapest of its count", { scope: { offer: "yunshan-12" } }, "missed"],
    ["a count that nothing else has", { scope: { offer: "qinghe-24" } }, "missed"],
    ["one with an equal and one without", { scope: { partner: "qinghe" } }, "missed"],
    ["the card's own instalments, which nobody here prices", { scope: { offer: "issuer" } }, "missed"],
    ["renting, beside instalments of the same count", { scope: { offer: "lease-12" } }, "missed"],
    ["only less prominence", { kind: "demote", scope: { partner: "qinghe" } }, "not_missed"],
    ["not yet in force", { scope: { partner: "qinghe" }, starts_at: "2026-11-23T02:00:00.000Z" }, "not_missed"],
  ] as const)("that lacks %s", (_, fields, verdict) => {
    expect(verdictOf(fields)).toBe(verdict);
  });

  test("of a cart that could not have used the way anyway has missed nothing", () => {
    expect(verdictOf({ scope: { offer: "qinghe-12" } }, { total: 500_00 })).toBe("not_missed");
  });

  test("has missed what another pause closed too, and has no equal that is paused itself", () => {
    const beside = [sampleAdjustment("b", { scope: { partner: "yunshan" } })];
    expect(verdictOf({ scope: { offer: "yunshan-12" } }, { beside })).toBe("missed");
    expect(verdictOf({ scope: { offer: "qinghe-12" } }, { beside })).toBe("missed");
    expect(verdictOf({ scope: { count: 36 } }, { beside })).toBe("not_missed");
  });

  test("finds an equal only at no higher total", () => {
    const only = (terms: typeof FLAT_12) => [
      sampleOffer("gone", { with: FLAT_12 }),
      sampleOffer("stays", { partner: "yunshan", with: terms }),
    ];
    const gone = { scope: { offer: "gone" } };
    expect([FREE, FLAT_12, dearer].map((terms) => verdictOf(gone, { offers: only(terms) }))).toEqual([
      "found_equal",
      "found_equal",
      "missed",
    ]);
  });

  test("knows nothing of an adjustment that is not in the catalogue", () => {
    expect(judgedBy(compiledSample(), "a")).toBeUndefined();
  });

  test("takes an issuer's price for an issuer's only", () => {
    const issuer = { count: null, method: "card_instalments", total: null } as Option;
    const priced = { count: null, method: "card_instalments", total: 1 } as Option;
    expect([isEqualWay(issuer, issuer), isEqualWay(issuer, priced), isEqualWay(priced, issuer)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

const member = fc.record({
  missedAt: fc.integer({ min: 0, max: 10 ** 12 }).map((ms) => new Date(ms).toISOString()),
  foundEqual: fc.boolean(),
});

test("a shopper's quotes come to the same in whatever order they are read", () => {
  fc.assert(
    fc.property(fc.array(member, { minLength: 1, maxLength: 10 }), (members) => {
      const forth = members.reduce(mergeMember);
      expect(members.toReversed().reduce(mergeMember)).toEqual(forth);
      expect(forth.missedAt).toBe(members.map(({ missedAt }) => missedAt).sort()[0]);
      expect(inAudience("no_equal_way", forth)).toBe(members.every(({ foundEqual }) => !foundEqual));
      expect(inAudience("missed_way", forth as AudienceMember)).toBe(true);
    }),
  );
});

test("no compensation passes its budget, however it is granted in parts", () => {
  const amounts = fc.integer({ min: 1, max: 10 ** 6 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 10 ** 9 }), fc.array(fc.nat(500)), (amount, budget, parts) => {
      let spent = 0;
      for (const shoppers of parts) {
        const { cost, vouchers, leftOut } = estimateCost({ ...rule, amount, budget }, shoppers, spent);
        expect(vouchers + leftOut).toBe(shoppers);
        spent += cost;
        expect(spent).toBeLessThanOrEqual(budget);
        if (leftOut > 0) expect(vouchersWithin({ amount, budget }, spent)).toBe(0);
      }
    }),
  );
});

test.each([
  [{}, []],
  [{ currency: "XXX" }, ["/currency"]],
  [{ budget: 49_99 }, ["/budget"]],
  [{ budget: 50_00 }, []],
  [{ valid_until: "2026-02-30T00:00:00Z" }, ["/valid_until"]],
  [{ valid_until: AT }, ["/valid_until"]],
])("a rule with %j is unsound at %j", (fields, paths) => {
  expect(checkCompensation({ ...rule, ...fields }, Date.parse(AT)).map(({ path }) => path)).toEqual(paths);
});
