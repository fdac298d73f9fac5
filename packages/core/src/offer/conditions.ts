import { formatInstant, localDay, parseInstant, toIsoDate } from "../calendar/index.ts";
import type { CauseFacts } from "../explanation/index.ts";
import { type Minor, mulDiv } from "../money/index.ts";
import type { CauseCode } from "./causes.ts";
import { type CompiledRule, compileRule, type RuleContext, ruleContext } from "./rules.ts";
import type { CartFacts, Conditions, LineKind, ShopperFacts } from "./types.ts";

/** A condition that does not hold. `explanation` and `reopens_at` only where they differ from the code's own. */
export interface Failure {
  readonly code: CauseCode;
  readonly facts: CauseFacts;
  readonly explanation?: string;
  /** Epoch milliseconds at which this condition holds again by itself. */
  readonly reopensAt?: number;
}

/** What conditions are held against. */
export interface Situation {
  readonly cart: CartFacts;
  readonly shopper: ShopperFacts | undefined;
  readonly market: string;
  readonly channel: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** IANA zone of the merchant, in which `today` is meant. */
  readonly zone: string;
}

/** Conditions made ready: every field present, times in milliseconds, rules parsed once. */
export interface CompiledConditions {
  readonly minAmount: Minor;
  readonly maxAmount: Minor;
  readonly source: Conditions;
  readonly hasGoods: boolean;
  readonly hasShopper: boolean;
  readonly windows: readonly { readonly from: number; readonly until: number }[];
  readonly rules: readonly CompiledCondition[];
}

interface CompiledCondition {
  readonly code: string;
  readonly about: "order" | "store";
  readonly explanation: string;
  readonly holds: CompiledRule;
}

export function compileConditions(conditions: Conditions): CompiledConditions {
  const { amount, categories, tags, share, excludes_lines, shopper, outstanding, active_plans } = conditions;
  return {
    minAmount: amount?.min ?? 0,
    maxAmount: amount?.max ?? Number.MAX_SAFE_INTEGER,
    source: conditions,
    hasGoods: [categories, tags, share, excludes_lines].some((part) => part !== undefined),
    hasShopper: [shopper, outstanding, active_plans].some((part) => part !== undefined),
    windows: (conditions.windows ?? []).map((window) => ({
      from: window.from === undefined ? Number.NEGATIVE_INFINITY : parseInstant(window.from),
      until: window.until === undefined ? Number.POSITIVE_INFINITY : parseInstant(window.until),
    })),
    rules: (conditions.rules ?? []).map((rule) => ({ ...rule, holds: compileRule(rule.when) })),
  };
}

/** Appends every failing condition to `failures`, in the order of CAUSES. */
export function collectFailures(conditions: CompiledConditions, situation: Situation, failures: Failure[]): void {
  if (conditions.windows.length > 0) checkWindows(conditions, situation.at, failures);
  checkAmount(conditions, situation.cart, failures);
  if (conditions.hasGoods) checkGoods(conditions.source, situation.cart, failures);
  if (conditions.rules.length > 0) checkRules(conditions, situation, failures);
  if (conditions.hasShopper) checkShopper(conditions.source, situation, failures);
}

function checkWindows({ windows }: CompiledConditions, at: number, failures: Failure[]): void {
  let next = Number.POSITIVE_INFINITY;
  for (const window of windows) {
    if (window.from <= at && at < window.until) return;
    if (window.from > at) next = Math.min(next, window.from);
  }
  failures.push(
    next === Number.POSITIVE_INFINITY
      ? { code: "outside_window", facts: NO_FACTS }
      : { code: "outside_window", facts: { opens_at: formatInstant(next) }, reopensAt: next },
  );
}

function checkAmount(conditions: CompiledConditions, cart: CartFacts, failures: Failure[]): void {
  const isBelow = cart.total < conditions.minAmount;
  if (!isBelow && cart.total <= conditions.maxAmount) return;
  const { min, max } = conditions.source.amount ?? {};
  failures.push({
    code: isBelow ? "amount_below_min" : "amount_above_max",
    facts: { total: cart.total, min: min ?? null, max: max ?? null },
    explanation: max === undefined ? "off.order.min" : min === undefined ? "off.order.max" : "off.order",
  });
}

function checkGoods(source: Conditions, cart: CartFacts, failures: Failure[]): void {
  checkPresence(source.categories, cart.categories, "category_not_covered", "category_excluded", failures);
  checkPresence(source.tags, cart.tags, "tag_not_covered", "tag_excluded", failures);
  if (source.share !== undefined) {
    const { categories, min_ppm } = source.share;
    const covered = categories.reduce((sum, category) => sum + amountOf(cart.categories, category), 0);
    const share = cart.goods > 0 ? mulDiv(covered, 1_000_000, cart.goods, "down") : 0;
    if (share < min_ppm) {
      failures.push({
        code: "share_too_low",
        facts: { categories, share_ppm: share, min_ppm, min_percent: String(min_ppm / 10_000) },
      });
    }
  }
  for (const line of source.excludes_lines ?? []) {
    if (amountOf(cart.lines, line) !== 0) {
      failures.push({ code: "line_excluded", facts: { line }, explanation: LINE_WORDS[line] });
    }
  }
}

function checkPresence(
  wanted: { readonly in?: readonly string[]; readonly out?: readonly string[] } | undefined,
  present: { readonly [key: string]: Minor },
  missing: CauseCode,
  excluded: CauseCode,
  failures: Failure[],
): void {
  if (wanted === undefined) return;
  if (wanted.in !== undefined && !wanted.in.some((key) => Object.hasOwn(present, key))) {
    failures.push({ code: missing, facts: { covered: wanted.in } });
  }
  const found = wanted.out?.filter((key) => Object.hasOwn(present, key)) ?? [];
  if (found.length > 0) failures.push({ code: excluded, facts: { excluded: found } });
}

function checkRules(conditions: CompiledConditions, situation: Situation, failures: Failure[]): void {
  const { cart, shopper, market, channel } = situation;
  const context: RuleContext = ruleContext(
    cart,
    shopper,
    market,
    channel,
    toIsoDate(localDay(situation.at, situation.zone)),
  );
  for (const rule of conditions.rules) {
    if (rule.holds(context)) continue;
    failures.push(
      rule.about === "order"
        ? { code: "order_rule", facts: { rule: rule.code }, explanation: rule.explanation }
        : { code: "store_rule", facts: NO_FACTS, explanation: rule.explanation },
    );
  }
}

/**
 * Facts of a shopper never reach an answer: what fails becomes `store_rule` without facts, once, however many failed.
 * A fact that the store does not know is `shopper_unknown`; limits count what is unknown as none, and are checked
 * again when the plan is made.
 */
function checkShopper(source: Conditions, { cart, shopper }: Situation, failures: Failure[]): void {
  const wanted = source.shopper ?? {};
  let unknown = false;
  let declined = false;
  const judge = (known: boolean, holds: boolean) => {
    if (!known) unknown = true;
    else if (!holds) declined = true;
  };
  if (wanted.age !== undefined) {
    const age = shopper?.age;
    const { min = 0, max = Number.MAX_SAFE_INTEGER } = wanted.age;
    judge(age !== undefined, age !== undefined && age >= min && age <= max);
  }
  if (wanted.student !== undefined) judge(shopper?.student !== undefined, shopper?.student === wanted.student);
  if (wanted.first_order !== undefined) {
    judge(shopper?.first_order !== undefined, shopper?.first_order === wanted.first_order);
  }
  if (wanted.segments !== undefined) {
    const segments = shopper?.segments;
    const isIn = wanted.segments.in === undefined || wanted.segments.in.some((s) => segments?.includes(s));
    const isOut = wanted.segments.out?.some((s) => segments?.includes(s)) === true;
    judge(segments !== undefined, isIn && !isOut);
  }
  if (source.outstanding !== undefined) {
    judge(true, (shopper?.outstanding ?? 0) + cart.total <= source.outstanding.max);
  }
  if (source.active_plans !== undefined) judge(true, (shopper?.active_plans ?? 0) < source.active_plans.max);

  if (unknown) failures.push({ code: "shopper_unknown", facts: NO_FACTS });
  if (wanted.verified === true && shopper?.verified !== true) {
    failures.push({ code: "shopper_unverified", facts: NO_FACTS });
  }
  if (declined && !failures.some((failure) => failure.code === "store_rule")) {
    failures.push({ code: "store_rule", facts: NO_FACTS });
  }
}

function amountOf(amounts: { readonly [key: string]: Minor | undefined }, key: string): Minor {
  return Object.hasOwn(amounts, key) ? (amounts[key] ?? 0) : 0;
}

const NO_FACTS: CauseFacts = Object.freeze({});

const LINE_WORDS: { readonly [K in LineKind]: string } = {
  gift_card: "off.line.gift_card",
  discount: "off.line.discount",
  shipping: "off.line",
  tax: "off.line",
};
