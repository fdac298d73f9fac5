import { describe, expect, test } from "vitest";
import type { Adjustment } from "../adjustment/index.ts";
import type { MarketCeiling } from "../cost/index.ts";
import type { Offer } from "../offer/index.ts";
import { FLAT_12, sampleAdjustment, sampleCatalogue, sampleOffer } from "../quote/sample-catalogue.ts";
import { checkCatalogue } from "./check.ts";
import type { Catalogue } from "./types.ts";

const flawsOf = (fields: Partial<Catalogue>) =>
  checkCatalogue(sampleCatalogue(fields)).map(({ path, code }) => [path, code]);
const T0 = "2026-11-20T00:00:00.000Z";
const T1 = "2026-11-21T00:00:00.000Z";
const NO_DAY = "2026-02-30T00:00:00.000Z";
const sample = sampleCatalogue();

test("a sound catalogue has no flaw, and every flaw says what is wrong", () => {
  expect(flawsOf({})).toEqual([]);
  const [flaw] = checkCatalogue({ ...sample, merchant: { ...sample.merchant, time_zone: "Mars/Olympus" } });
  expect(flaw).toEqual({
    path: "/merchant/time_zone",
    code: "unknown_zone",
    message: "Mars/Olympus is not an IANA time zone",
  });
});

test.each(["partners", "offers", "explanations"] as const)("an id stands once among the %s", (list) => {
  const [first] = sample[list];
  const flaws = flawsOf({ [list]: [...sample[list], first] });
  expect(flaws).toEqual([[`/${list}/${sample[list].length}/id`, "duplicate"]]);
});

test("an id stands once among adjustments and calendars, and may stand in both", () => {
  const [a, b] = [sampleAdjustment("a", {}), sampleAdjustment("b", {})];
  const calendar = { id: "a", days: [] } as unknown as NonNullable<Catalogue["calendars"]>[number];
  expect(flawsOf({ adjustments: [a, b], calendars: [calendar] })).toEqual([]);
  expect(flawsOf({ adjustments: [a, b, a] })).toEqual([["/adjustments/2/id", "duplicate"]]);
  expect(flawsOf({ calendars: [calendar, calendar] })).toEqual([["/calendars/1/id", "duplicate"]]);
});

test.each([
  "off.order",
  "off.incident",
  "off.order.min",
  "off.order.max",
  "off.line.gift_card",
  "off.line.discount",
  "restored",
])("the standard explanation %s must be there", (id) => {
  const found = checkCatalogue({ ...sample, explanations: sample.explanations.filter((each) => each.id !== id) });
  expect(found).toEqual([
    { path: "/explanations", code: "missing", message: `the standard explanation ${id} is missing` },
  ]);
});

describe("a ceiling", () => {
  const CEILING = { id: "fr", market: "FR", currency: "EUR", from: "2026-10-01", max_ppm: 211_100, source: "JO" };
  test.each<[string, Partial<MarketCeiling>, string[][]]>([
    ["is sound", {}, []],
    ["has bounds and an end", { above: 1, up_to: 2, until: "2026-10-02" }, []],
    ["is of a market that has a regime", { market: "ZZ" }, [["/ceilings/0/market", "unknown_market"]]],
    ["is of one that had it by then", { from: "1999-01-01" }, [["/ceilings/0/market", "unknown_market"]]],
    ["is in a currency", { currency: "XXX" }, [["/ceilings/0/currency", "unknown_currency"]]],
    ["begins on a day", { from: "2026-02-30" }, [["/ceilings/0/from", "bad_day"]]],
    ["ends on a day", { until: "2026-13-01" }, [["/ceilings/0/until", "bad_day"]]],
    ["ends after it begins", { until: "2026-10-01" }, [["/ceilings/0/until", "bad_order"]]],
    ["reaches some amount", { above: 2, up_to: 2 }, [["/ceilings/0/up_to", "bad_order"]]],
  ])("%s", (_, fields, flaws) => expect(flawsOf({ ceilings: [{ ...CEILING, ...fields }] })).toEqual(flaws));

  test("stands once", () => {
    expect(flawsOf({ ceilings: [CEILING, CEILING] })).toEqual([["/ceilings/1/id", "duplicate"]]);
  });
});

const term = { version: 1, effective_from: T0, terms: FLAT_12 };
const window = (from?: string, until?: string) => ({ ...(from && { from }), ...(until && { until }) });

describe("an offer", () => {
  test.each<
    [
      string,
      Partial<Offer> & { readonly with?: Offer["terms"][number]["terms"] },
      readonly (readonly [string, string])[],
    ]
  >([
    ["of a partner that is there", { partner: "card" }, []],
    ["of a partner that is not", { partner: "nobody" }, [["/partner", "unknown_reference"]]],
    ["in no currency", { currency: "XXX" as never }, [["/currency", "unknown_currency"]]],
    ["in a market without a regime", { markets: ["CN", "AQ"] }, [["/markets/1", "unknown_market"]]],
    ["valid for a while", { valid: window(T0, T1) }, []],
    ["valid from", { valid: window(T0) }, []],
    ["valid until", { valid: window(undefined, T1) }, []],
    ["valid for no time", { valid: window(T0, T0) }, [["/valid", "bad_order"]]],
    ["valid backwards", { valid: window(T1, T0) }, [["/valid", "bad_order"]]],
    ["valid from no day", { valid: window(NO_DAY) }, [["/valid/from", "bad_instant"]]],
    ["valid until no day", { valid: window(T0, NO_DAY) }, [["/valid/until", "bad_instant"]]],
    ["whose quota renews", { quota: { id: "q", max_count: 1, renews_at: T1 } }, []],
    [
      "whose quota renews on no day",
      { quota: { id: "q", max_count: 1, renews_at: NO_DAY } },
      [["/quota/renews_at", "bad_instant"]],
    ],
    ["whose quota never renews", { quota: { id: "q", max_count: 1 } }, []],
    ["of one amount", { conditions: { amount: { min: 5, max: 5 } } }, []],
    ["from an amount", { conditions: { amount: { min: 5 } } }, []],
    ["up to an amount", { conditions: { amount: { max: 5 } } }, []],
    ["of no amount", { conditions: { amount: { min: 6, max: 5 } } }, [["/conditions/amount", "bad_order"]]],
    [
      "in windows",
      { conditions: { windows: [window(T0, T1), window(T1, T0)] } },
      [["/conditions/windows/1", "bad_order"]],
    ],
    [
      "with rules",
      {
        conditions: {
          rules: [
            { code: "a", about: "order", when: "cart.total > 1", explanation: "restored" },
            { code: "b", about: "order", when: "cart.total >", explanation: "nothing" },
          ],
        },
      },
      [
        ["/conditions/rules/1/explanation", "unknown_reference"],
        ["/conditions/rules/1/when", "bad_rule"],
      ],
    ],
    ["priced by nobody", { count: null }, [["/terms/0/terms/repayment", "bad_terms"]]],
    ["priced by its issuer", { count: null, with: { repayment: "issuer" } }, []],
    [
      "with a calendar that is not there",
      { with: { ...FLAT_12, due: { calendar: "cn" } } as never },
      [["/terms/0/terms/due/calendar", "unknown_reference"]],
    ],
    [
      "with newer terms, and words for them",
      { terms: [term, { ...term, version: 2, effective_from: T1, explanation: "restored" }] },
      [],
    ],
    [
      "with terms in no order",
      { terms: [term, { ...term, version: 1, effective_from: T0 }] },
      [
        ["/terms/1/effective_from", "bad_order"],
        ["/terms/1/version", "bad_order"],
      ],
    ],
    [
      "with terms of no day, without words",
      { terms: [{ ...term, effective_from: NO_DAY, explanation: "nothing" }] },
      [
        ["/terms/0/effective_from", "bad_instant"],
        ["/terms/0/explanation", "unknown_reference"],
      ],
    ],
  ])("%s", (_name, fields, flaws) => {
    const offers = [...sample.offers, sampleOffer("own", fields)];
    const own = `/offers/${sample.offers.length}`;
    expect(flawsOf({ offers })).toEqual(flaws.map(([path, code]) => [own + path, code]));
  });

  test("a rule that does not parse says so in one line", () => {
    const rules = [{ code: "a", about: "order", when: "cart.total >", explanation: "restored" }] as const;
    const [flaw] = checkCatalogue({ ...sample, offers: [sampleOffer("own", { conditions: { rules } })] });
    expect(flaw!.message).toMatch(/^[^\n]+$/);
  });
});

const rule = {
  kind: "voucher",
  amount: 1,
  currency: "CNY",
  budget: 1,
  valid_until: "2027-01-01T00:00:00.000Z",
  audience: "missed_way",
} as const;
const title = { "zh-CN": "公告", en: "News" };
const steps = [{ share_ppm: 1_000_000, dwell_minutes: 0 }];

describe("an adjustment", () => {
  test.each<[string, Partial<Adjustment>, readonly (readonly [string, string])[]]>([
    ["of what is there", { scope: { partner: "qinghe", offer: "qinghe-12" } }, []],
    ["of a partner that is not", { scope: { partner: "nobody" } }, [["/scope/partner", "unknown_reference"]]],
    ["of an offer that is not", { scope: { offer: "none" } }, [["/scope/offer", "unknown_reference"]]],
    ["that starts on no day", { starts_at: NO_DAY }, [["/starts_at", "bad_instant"]]],
    ["lifted as it starts", { starts_at: T0, lifted_at: T0 }, []],
    ["lifted before it starts", { starts_at: T1, lifted_at: T0 }, [["/lifted_at", "bad_order"]]],
    ["lifted on no day", { lifted_at: NO_DAY }, [["/lifted_at", "bad_instant"]]],
    ["back on no day", { back: { kind: "at", at: NO_DAY } }, [["/back/at", "bad_instant"]]],
    ["with a word on no day", { back: { kind: "update_by", by: NO_DAY } }, [["/back/by", "bad_instant"]]],
    ["back in a window", { back: { kind: "window", from: T0, until: T1 } }, []],
    ["back in no window", { back: { kind: "window", from: T1, until: T0 } }, [["/back", "bad_order"]]],
    ["back from no day", { back: { kind: "window", from: NO_DAY, until: T1 } }, [["/back/from", "bad_instant"]]],
    ["never back", { back: { kind: "none" } }, []],
    [
      "without words",
      { explanation: { id: "e", version: 1, "zh-CN": " ", en: "" } },
      [
        ["/explanation/zh-CN", "missing"],
        ["/explanation/en", "missing"],
      ],
    ],
    ["that points to ways", { alternatives: ["card-full", "none"] }, [["/alternatives/1", "unknown_reference"]]],
    ["that narrows nothing", { kind: "restrict" }, [["/restrict", "missing"]]],
    ["that narrows", { kind: "restrict", restrict: { amount: { min: 1 } } }, []],
    [
      "that narrows to nothing",
      { kind: "restrict", restrict: { amount: { min: 2, max: 1 } } },
      [["/restrict/amount", "bad_order"]],
    ],
    ["that reprices to nothing", { kind: "reprice" }, [["/terms", "missing"]]],
    ["that reprices", { kind: "reprice", terms: FLAT_12 }, []],
    [
      "that reprices by a calendar that is not there",
      { kind: "reprice", terms: { ...FLAT_12, due: { calendar: "cn" } } as never },
      [["/terms/due/calendar", "unknown_reference"]],
    ],
    ["that comes back by steps", { ramp: { steps } }, []],
    ["that comes back by none", { ramp: { steps: [] } }, [["/ramp/steps", "bad_ramp"]]],
    ["that compensates", { compensation: rule }, []],
    [
      "that compensates beyond its budget",
      { compensation: { ...rule, amount: 2 } },
      [["/compensation/budget", "bad_order"]],
    ],
    ["with a title of its own", { title }, [["/title", "out_of_place"]]],
    ["that informs", { kind: "inform", title }, []],
    [
      "that informs of nothing",
      { kind: "inform" },
      [
        ["/title/zh-CN", "missing"],
        ["/title/en", "missing"],
      ],
    ],
    [
      "that informs in one language",
      { kind: "inform", title: { "zh-CN": "公告", en: " " } },
      [["/title/en", "missing"]],
    ],
    [
      "that informs and changes",
      { kind: "inform", title, restrict: {}, terms: FLAT_12, ramp: { steps }, compensation: rule },
      [
        ["/restrict", "out_of_place"],
        ["/terms", "out_of_place"],
        ["/ramp", "out_of_place"],
        ["/compensation", "out_of_place"],
      ],
    ],
  ])("%s", (_name, fields, flaws) => {
    const adjustments = [sampleAdjustment("first", {}), sampleAdjustment("own", fields)];
    expect(flawsOf({ adjustments })).toEqual(flaws.map(([path, code]) => [`/adjustments/1${path}`, code]));
  });
});
