import { describe, expect, test } from "vitest";
import { STANDARD_EXPLANATIONS } from "../../../words/src/explanations.ts";
import type { Adjustment } from "../adjustment/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Offer } from "../offer/index.ts";
import type { Fee, Terms } from "../schedule/index.ts";
import { priceAll } from "./price-all.ts";
import { quote } from "./quote.ts";
import {
  AT,
  compiledSample,
  FLAT_12,
  FREE,
  FULL,
  inputFor,
  PHONE,
  sampleAdjustment,
  sampleOffer,
} from "./sample-catalogue.ts";
import type { Option, QuoteInput } from "./types.ts";

type Fields = Partial<Offer> & { readonly with?: Terms };

/** The only offer of a catalogue, priced whether a cart can use it or not. */
function priced(fields: Fields, rest: Partial<Catalogue> = {}, input: QuoteInput = inputFor()): Option {
  const compiled = compiledSample({ offers: [sampleOffer("own", fields)], ...rest });
  const answer = priceAll(compiled, input, AT);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value[0]!;
}

const fee = (charge: Fee["charge"], when: Fee["when"], fields: Partial<Fee> = {}): Fee => ({
  code: "service_fee",
  charge,
  per: "total",
  when,
  charged_by: "qinghe",
  ...fields,
});

test("a plain way has no badge, no adjustment and nothing that changed", () => {
  const option = priced({});
  expect([option.badges, option.adjustments, option.changed_from]).toEqual([[], [], undefined]);
  expect(option.prominence).toBe("normal");
});

test("a way stands collapsed where its offer says so", () => {
  expect(priced({ prominence: "collapsed" }).prominence).toBe("collapsed");
});

describe("the first due date", () => {
  test("is that of the first instalment, whatever is paid at checkout", () => {
    const option = priced({ with: { ...FLAT_12, down_payment: { ppm: 200_000 } } });
    expect([option.pay_today, option.first_due_on]).toEqual([999_80, "2026-12-22"]);
  });

  test("is the day itself where all is paid on it", () => {
    const option = priced({ count: 1, with: FULL });
    expect([option.first_due_on, option.last_due_on]).toEqual(["2026-11-22", "2026-11-22"]);
  });
});

describe("who bears the cost", () => {
  const borne = (store_bears_ppm: number, count = 12) =>
    priced({ count, with: { ...FLAT_12, store_bears_ppm } }).badges;

  test("the store, in part: said so", () => expect(borne(500_000)).toEqual(["store_pays_part"]));
  test("the store, whole: free of interest", () => expect(borne(1_000_000)).toEqual(["interest_free"]));
  test("one payment is no instalment plan, and never called free of interest", () => {
    expect(borne(1_000_000, 1)).toEqual(["store_pays_part"]);
    expect(priced({ count: 1, with: FREE }).badges).toEqual([]);
  });
});

test("a deposit that is waived is nothing, and told as waived", () => {
  const lease = { rent: { amount: 289_00 }, deposit: { amount: 1_000_00 }, buyouts: [] };
  const leased = (fields: object) =>
    priced({ method: "lease", with: { repayment: "lease", lease: { ...lease, ...fields } } }).lease;
  expect(leased({})).toMatchObject({ deposit: 1_000_00, deposit_waived: false });
  expect(leased({ deposit_waived: true })).toMatchObject({ deposit: 0, deposit_waived: true });
});

describe("adjustments on an option", () => {
  const WIDE = { restrict: { amount: { min: 1 } } } as const;
  const told = (...adjustments: Adjustment[]) => priced({}, { adjustments });
  const kindsOf = (...adjustments: Adjustment[]) => told(...adjustments).adjustments.map(({ id, kind }) => [id, kind]);
  const lifted_at = "2026-11-22T02:00:00.000Z";

  test("are told while in force where they change how a way is shown or priced", () => {
    expect(kindsOf(sampleAdjustment("a", { kind: "demote" }))).toEqual([["a", "demote"]]);
    expect(kindsOf(sampleAdjustment("a", { kind: "reprice", terms: FREE }))).toEqual([["a", "reprice"]]);
    expect(kindsOf(sampleAdjustment("a", { kind: "introduce" }))).toEqual([["a", "introduce"]]);
    expect(kindsOf(sampleAdjustment("a", { kind: "restrict", ...WIDE }))).toEqual([]);
    expect(kindsOf(sampleAdjustment("a", { kind: "demote", starts_at: "2026-11-23T00:00:00.000Z" }))).toEqual([]);
  });

  test("are told as a return where they closed the way for this cart until a short while ago", () => {
    expect(kindsOf(sampleAdjustment("a", { lifted_at }))).toEqual([["a", "lift"]]);
    expect(kindsOf(sampleAdjustment("a", { kind: "restrict", ...WIDE, lifted_at }))).toEqual([["a", "lift"]]);
    expect(kindsOf(sampleAdjustment("a", { kind: "withdraw", lifted_at }))).toEqual([]);
    expect(kindsOf(sampleAdjustment("a", { kind: "demote", lifted_at }))).toEqual([]);
    expect(kindsOf(sampleAdjustment("a", { lifted_at, scope: { channel: "app" } }))).toEqual([]);
  });

  test("are no return before they are lifted, nor where they were lifted before they began", () => {
    const later = "2026-11-22T03:00:00.000Z";
    expect(kindsOf(sampleAdjustment("a", { kind: "restrict", ...WIDE, lifted_at: later }))).toEqual([]);
    const never = { starts_at: lifted_at, lifted_at };
    expect(kindsOf(sampleAdjustment("a", never))).toEqual([]);
  });

  test("a return says so with a badge and the standard words, unless something is better now", () => {
    const option = told(sampleAdjustment("a", { lifted_at }), sampleAdjustment("b", { kind: "demote" }));
    expect(option.badges).toEqual(["restored"]);
    expect(option.prominence).toBe("collapsed");
    const { version, "zh-CN": text } = STANDARD_EXPLANATIONS.find(({ id }) => id === "restored")!;
    expect(option.adjustments.map(({ explanation }) => explanation)).toEqual([
      { id: "restored", version, text },
      { id: "exp_b", version: 1, text: "暂不可用：支付连接正在按计划升级" },
    ]);
  });

  test("neither a new price nor a demotion is a return, and a new price demotes nothing", () => {
    const option = told(sampleAdjustment("a", { kind: "reprice", terms: FREE }));
    expect([option.badges, option.prominence]).toEqual([["interest_free"], "normal"]);
    expect(told(sampleAdjustment("a", { kind: "demote" })).badges).toEqual([]);
  });
});

describe("what changed", () => {
  const OLD = "2026-01-01T00:00:00.000Z";
  const succeeded = (before: Terms, now: Terms, effective_from = "2026-11-01T00:00:00.000Z", explanation?: string) =>
    priced(
      {
        terms: [
          { version: 1, effective_from: OLD, terms: before },
          { version: 2, effective_from, terms: now, ...(explanation && { explanation }) },
        ],
      },
      {
        explanations: [...STANDARD_EXPLANATIONS, { id: "own.new", version: 3, "zh-CN": "新条款", en: "New terms" }],
      },
    ).changed_from;

  test("is told with the old price and since when, for thirty days", () => {
    const old = priced({});
    expect(succeeded(FLAT_12, FREE)).toEqual({ total: old.total, runs: old.runs, since: "2026-11-01T00:00:00.000Z" });
    expect(succeeded(FLAT_12, FREE, "2026-10-23T02:28:00.001Z")).toBeDefined();
    expect(succeeded(FLAT_12, FREE, "2026-10-23T02:28:00.000Z")).toBeUndefined();
  });

  test("says why, where the catalogue does", () => {
    expect(succeeded(FLAT_12, FREE, undefined, "own.new")?.explanation).toEqual({
      id: "own.new",
      version: 3,
      text: "新条款",
    });
  });

  test("is nothing where the price stayed; another total, or other instalments, is a change", () => {
    expect(succeeded(FREE, { ...FREE, contingent: { late_daily_ppm: 500 } })).toBeUndefined();
    const atCheckout: Terms = { ...FREE, fees: [fee({ amount: 10_00 }, "checkout")] };
    expect(succeeded(atCheckout, FREE)?.total).toBe(5_009_00);
    const downPayment: Terms = { ...FREE, down_payment: { ppm: 200_000 } };
    expect(succeeded(downPayment, FREE)?.total).toBe(4_999_00);
  });

  test("is nothing where there was no price before: new offers, and those that only the issuer could price", () => {
    const born = { terms: [{ version: 1, effective_from: "2026-11-10T00:00:00.000Z", terms: FREE }] };
    expect(priced(born).changed_from).toBeUndefined();
    expect(succeeded({ repayment: "issuer" }, FREE)).toBeUndefined();
  });
});

describe("a cost that no rate can tell", () => {
  const cart = (total: number, currency = "CNY") =>
    inputFor({ ...PHONE, currency, total, items: [{ ...PHONE.items[0]!, unit_amount: total }] });
  const codesOf = (fields: Fields, input: QuoteInput) => {
    const answer = quote(compiledSample({ offers: [sampleOffer("own", { count: 3, ...fields })] }), input, AT);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.missing.map(({ causes }) => causes.map(({ code }) => code));
  };
  const checkoutFee = (amount: number): Terms => ({ ...FREE, fees: [fee({ amount }, "checkout")] });

  test("is above every ceiling where more is paid at checkout than the goods are worth", () => {
    expect(codesOf({ with: checkoutFee(60_00) }, cart(50_00))).toEqual([["rate_above_cap"]]);
    expect(codesOf({ with: checkoutFee(10) }, cart(50_00))).toEqual([]);
    const perPeriod: Terms = { ...FREE, fees: [fee({ ppm: 500_000 }, "checkout", { per: "period" })] };
    expect(codesOf({ with: perPeriod }, cart(5_000_00))).toEqual([["rate_above_cap"]]);
  });

  test("and the help does not promise what it would be", () => {
    const perPeriod: Terms = { ...FREE, fees: [fee({ ppm: 500_000 }, "checkout", { per: "period" })] };
    const dear = sampleOffer("own", { count: 3, with: perPeriod, conditions: { amount: { min: 6_000_00 } } });
    const answer = quote(compiledSample({ offers: [dear] }), inputFor(), AT);
    expect(answer.ok && answer.value.missing.map((way) => way.would_help)).toEqual([[]]);
  });

  test("is no loan where all is paid at once", () => {
    expect(codesOf({ count: 1, with: { ...FULL, fees: [fee({ ppm: 30_000 }, "first")] } }, cart(50_00))).toEqual([]);
    const australian = { markets: ["AU"], currency: "AUD" };
    const inAustralia = { ...cart(9_000_00, "AUD"), market: "AU" };
    const paid: Terms = { ...FULL, fees: [fee({ ppm: 30_000 }, "first")] };
    expect(codesOf({ ...australian, count: 1, with: paid }, inAustralia)).toEqual([]);
    expect(codesOf({ ...australian, with: checkoutFee(300_00) }, inAustralia)).toEqual([["cost_above_cap"]]);
  });
});
