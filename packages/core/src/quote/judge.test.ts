import { expect, test } from "vitest";
import type { Adjustment } from "../adjustment/index.ts";
import { parseInstant } from "../calendar/index.ts";
import { addressOf, type CompiledOffer } from "../catalogue/index.ts";
import { aggregateCart, type Offer, type ShopperFacts, type Situation } from "../offer/index.ts";
import { GONE_STAYS_MS, isInForce, isInScope, newestTerms, reasonsAgainst, termsInForce } from "./judge.ts";
import { compiledSample, FLAT_12, FREE, PHONE, sampleAdjustment, sampleOffer } from "./sample-catalogue.ts";

const STARTS = "2026-11-20T02:00:00.000Z";
const LIFTED = "2026-11-25T02:00:00.000Z";
const [starts, lifted] = [parseInstant(STARTS), parseInstant(LIFTED)];
const BETWEEN = starts + 1;

function compiled(fields: Parameters<typeof sampleOffer>[1], ...adjustments: readonly Adjustment[]): CompiledOffer {
  const catalogue = compiledSample({ offers: [sampleOffer("own", fields)], adjustments });
  return catalogue.addressed.get(addressOf("CN", "web", "CNY"))![0]!;
}

const situation = (at: number, shopper?: ShopperFacts): Situation => ({
  cart: aggregateCart(PHONE),
  shopper,
  market: "CN",
  channel: "web",
  at,
  zone: "Asia/Shanghai",
});
const codesOf = (
  offer: CompiledOffer,
  at: number,
  facts: Parameters<typeof reasonsAgainst>[2] = {},
  shopper?: ShopperFacts,
) => reasonsAgainst(offer, situation(at, shopper), facts).map(({ code }) => code);

test("an adjustment is in force from its start on, until it is lifted", () => {
  const pause = sampleAdjustment("a", { starts_at: STARTS, lifted_at: LIFTED });
  const { adjustments } = compiled({}, pause);
  const at = (ms: number) => isInForce(adjustments[0]!, situation(ms));
  expect([starts - 1, starts, lifted - 1, lifted].map(at)).toEqual([false, true, true, false]);
});

test("one that comes back is not in force for whom it is open to", () => {
  const ramp = (admits_ppm: number) => compiled({}, sampleAdjustment("a", { admits_ppm })).adjustments[0]!;
  expect(isInForce(ramp(999_999), situation(BETWEEN))).toBe(true);
  expect(isInForce(ramp(1_000_000), situation(BETWEEN))).toBe(false);
  expect(isInForce(ramp(0), situation(BETWEEN, { ref: "s" }))).toBe(true);
  expect(isInForce(ramp(999_999), situation(BETWEEN, { ref: "s" }))).toBe(false);
});

test("an offer that ended is named for thirty days more", () => {
  const offer = compiled({ valid: { until: STARTS } });
  const end = starts + GONE_STAYS_MS;
  expect([starts, end - 1, end].map((at) => isInScope(offer, situation(at)))).toEqual([true, true, false]);
  expect([starts - 1, starts].map((at) => codesOf(offer, at))).toEqual([[], ["no_longer_offered"]]);
});

test("an offer that was withdrawn is named for thirty days more, also behind a second withdrawal; one paused always", () => {
  const end = starts + GONE_STAYS_MS;
  const withdrawn = sampleAdjustment("w", { kind: "withdraw", starts_at: STARTS });
  const scope = (offer: CompiledOffer) => [end - 1, end].map((at) => isInScope(offer, situation(at)));
  expect(scope(compiled({}, withdrawn))).toEqual([true, false]);
  expect(
    scope(compiled({}, sampleAdjustment("other", { kind: "withdraw", scope: { segment: "none" } }), withdrawn)),
  ).toEqual([true, false]);
  expect(scope(compiled({}, { ...withdrawn, lifted_at: LIFTED }))).toEqual([true, true]);
  expect(scope(compiled({}, sampleAdjustment("p", { starts_at: STARTS })))).toEqual([true, true]);
});

test("an offer begins with its first terms, or with its window where that is later", () => {
  const from = (fields: Partial<Offer>) =>
    compiled({ ...fields, terms: [{ version: 1, effective_from: STARTS, terms: FREE }] });
  expect([starts - 1, starts].map((at) => codesOf(from({}), at))).toEqual([["not_yet_offered"], []]);
  const later = from({ valid: { from: LIFTED } });
  expect([lifted - 1, lifted].map((at) => codesOf(later, at))).toEqual([["not_yet_offered"], []]);
});

test("a way that is introduced is missing until then, for whom it is meant", () => {
  const introduce = sampleAdjustment("i", { kind: "introduce", starts_at: STARTS, back: { kind: "none" } });
  expect([starts - 1, starts].map((at) => codesOf(compiled({}, introduce), at))).toEqual([["not_yet_offered"], []]);
  const forOthers = compiled({}, { ...introduce, scope: { segment: "students" } });
  expect(codesOf(forOthers, starts - 1)).toEqual([]);
  expect(codesOf(forOthers, starts - 1, {}, { segments: ["students"] })).toEqual(["not_yet_offered"]);
});

test("the newest terms that have begun hold; before any has, the first", () => {
  const terms = [STARTS, LIFTED].map((effective_from, index) => ({
    version: index + 1,
    effective_from,
    terms: index ? FREE : FLAT_12,
  }));
  const offer = compiled({ terms });
  const at = (ms: number) => newestTerms(offer, ms).terms;
  expect([starts - 1, starts, lifted - 1, lifted].map(at)).toEqual([FLAT_12, FLAT_12, FLAT_12, FREE]);
});

test("a new price takes the place of the offer's own terms while it is in force", () => {
  const reprice = sampleAdjustment("r", { kind: "reprice", terms: FREE, starts_at: STARTS, lifted_at: LIFTED });
  const offer = compiled({}, sampleAdjustment("d", { kind: "demote" }), reprice);
  const at = (ms: number) => termsInForce(offer, situation(ms)).terms;
  expect([starts - 1, starts, lifted - 1, lifted].map(at)).toEqual([FLAT_12, FREE, FREE, FLAT_12]);
});

const used = (count: number, amount = 0) => ({ quotas: { q: { count, amount } } });
const TOTAL = PHONE.total;

test.each<[Offer["quota"], Parameters<typeof reasonsAgainst>[2], boolean]>([
  [undefined, used(9), false],
  [{ id: "q" }, used(9, 9), false],
  [{ id: "q", max_count: 2 }, undefined, false],
  [{ id: "q", max_count: 2 }, {}, false],
  [{ id: "q", max_count: 2 }, { quotas: {} }, false],
  [{ id: "other", max_count: 2 }, used(9), false],
  [{ id: "q", max_count: 2 }, used(1, 10 ** 9), false],
  [{ id: "q", max_count: 2 }, used(2), true],
  [{ id: "q", max_amount: TOTAL + 100 }, used(9, 100), false],
  [{ id: "q", max_amount: TOTAL + 100 }, used(0, 101), true],
  [{ id: "q", max_amount: TOTAL - 1 }, used(0), true],
  [{ id: "q", max_count: 2, max_amount: TOTAL }, used(2, 0), true],
  [{ id: "q", max_count: 2, max_amount: TOTAL }, used(0, 1), true],
  [{ id: "q", max_count: 2, max_amount: TOTAL }, used(0, 0), false],
])("a quota of %j with %j is full: %s", (quota, facts, full) => {
  const offer = compiled(quota === undefined ? {} : { quota });
  expect(codesOf(offer, BETWEEN, facts)).toEqual(full ? ["quota_used_up"] : []);
});

test("a partner that cannot be reached, and one that declined, are told of their own ways only", () => {
  const offer = compiled({});
  expect(codesOf(offer, BETWEEN, { partners_down: ["card"] }, { declined_by: ["card"] })).toEqual([]);
  expect(codesOf(offer, BETWEEN, { partners_down: ["qinghe"] })).toEqual(["partner_unavailable"]);
  expect(codesOf(offer, BETWEEN, undefined, { declined_by: ["qinghe"] })).toEqual(["lender_declined"]);
});

test("reasons stand in the fixed order, whatever found them", () => {
  const offer = compiled(
    { valid: { until: STARTS }, quota: { id: "q", max_count: 1 }, conditions: { amount: { min: TOTAL + 1 } } },
    sampleAdjustment("p", {}),
    sampleAdjustment("n", { kind: "restrict", restrict: { amount: { max: 1 } } }),
  );
  const facts = { ...used(1), partners_down: ["qinghe"] };
  expect(codesOf(offer, BETWEEN, facts, { declined_by: ["qinghe"] })).toEqual([
    "suspended",
    "restricted",
    "no_longer_offered",
    "partner_unavailable",
    "quota_used_up",
    "amount_below_min",
    "lender_declined",
  ]);
});

test("two adjustments are two reasons, whichever words they have", () => {
  const words = { id: "same", version: 1, "zh-CN": "暂停", en: "Paused" };
  const offer = compiled(
    {},
    sampleAdjustment("a", { explanation: words }),
    sampleAdjustment("b", { explanation: words }),
  );
  expect(reasonsAgainst(offer, situation(BETWEEN), {}).map(({ by }) => by?.adjustment.id)).toEqual(["a", "b"]);
});

test("the store's own rules are one reason where they say the same, and two where they do not", () => {
  const rule = (code: string, explanation: string) => ({ code, about: "store", when: "false", explanation }) as const;
  const codes = (...rules: ReturnType<typeof rule>[]) => codesOf(compiled({ conditions: { rules } }), BETWEEN);
  expect(codes(rule("a", "restored"), rule("b", "restored"))).toEqual(["store_rule"]);
  expect(codes(rule("a", "restored"), rule("b", "off.cap"))).toEqual(["store_rule", "store_rule"]);
  const ordered = (code: string) => ({ ...rule(code, "restored"), about: "order" }) as const;
  const offer = compiled({ conditions: { rules: [ordered("a"), ordered("b")] } });
  expect(codesOf(offer, BETWEEN)).toEqual(["order_rule", "order_rule"]);
});
