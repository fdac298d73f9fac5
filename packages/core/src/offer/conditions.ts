import { formatInstant, localDay, parseInstant, toIsoDate } from "../calendar/index.ts";
import type { CauseFacts } from "../explanation/index.ts";
import { type Minor, mulDiv } from "../money/index.ts";
import type { CauseCode } from "./causes.ts";
import { type CompiledRule, compileRule, ruleContext } from "./rules.ts";
import type { CartFacts, Conditions, LineKind, ShopperFacts } from "./types.ts";

/** A condition that does not hold. Its words and return only where they differ from the code's own. */
export interface Failure {
  readonly code: CauseCode;
  readonly facts: CauseFacts;
  /** Id of an explanation. */
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

/**
 * Conditions made ready: times in milliseconds, rules parsed, and what each says when it fails made once, as an `F`.
 * Only what depends on the cart's own figures is made anew.
 */
export interface CompiledConditions<F extends Failure = Failure> {
  readonly source: Conditions;
  readonly minAmount: Minor;
  readonly maxAmount: Minor;
  readonly belowMin: F;
  readonly aboveMax: F;
  readonly goods: CompiledGoods<F> | undefined;
  readonly windows: readonly { readonly from: number; readonly until: number }[];
  readonly neverOpens: F;
  readonly rules: readonly { readonly holds: CompiledRule; readonly failure: F }[];
  readonly hasShopper: boolean;
  /** Something besides the limits depends on amounts: a share, what is outstanding, a rule. */
  readonly weighsAmounts: boolean;
  readonly unknown: F;
  readonly unverified: F;
  readonly declined: F;
  readonly finish: (failure: Failure) => F;
}

interface CompiledGoods<F> {
  readonly categories: CompiledPresence<F> | undefined;
  readonly tags: CompiledPresence<F> | undefined;
  readonly lines: readonly { readonly line: LineKind; readonly failure: F }[];
}

interface CompiledPresence<F> {
  readonly in: ReadonlySet<string> | undefined;
  readonly notCovered: F;
  /** What each excluded key says when it is the only one there, in the order of the conditions. */
  readonly out: ReadonlyMap<string, F> | undefined;
  readonly excluded: CauseCode;
}

/** `finish` turns what fails into what the caller keeps of it, once for every failure that is always the same. */
export function compileConditions<F extends Failure>(
  conditions: Conditions,
  finish: (failure: Failure) => F,
): CompiledConditions<F> {
  const { amount, categories, tags, share, excludes_lines, shopper, outstanding, active_plans } = conditions;
  const hasGoods = [categories, tags, share, excludes_lines].some((part) => part !== undefined);
  const limits = { min: amount?.min ?? null, max: amount?.max ?? null };
  const explanation = limits.max === null ? "off.order.min" : limits.min === null ? "off.order.max" : "off.order";
  return {
    source: conditions,
    minAmount: amount?.min ?? 0,
    maxAmount: amount?.max ?? Number.MAX_SAFE_INTEGER,
    belowMin: finish({ code: "amount_below_min", facts: limits, explanation }),
    aboveMax: finish({ code: "amount_above_max", facts: limits, explanation }),
    goods: hasGoods
      ? {
          categories: categories && compilePresence(categories, "category_not_covered", "category_excluded", finish),
          tags: tags && compilePresence(tags, "tag_not_covered", "tag_excluded", finish),
          lines: (excludes_lines ?? []).map((line) => ({
            line,
            failure: finish({ code: "line_excluded", facts: { line }, explanation: LINE_WORDS[line] }),
          })),
        }
      : undefined,
    windows: (conditions.windows ?? []).map((window) => ({
      from: window.from === undefined ? Number.NEGATIVE_INFINITY : parseInstant(window.from),
      until: window.until === undefined ? Number.POSITIVE_INFINITY : parseInstant(window.until),
    })),
    neverOpens: finish({ code: "outside_window", facts: NO_FACTS }),
    rules: (conditions.rules ?? []).map((rule) => ({
      holds: compileRule(rule.when),
      failure: finish(
        rule.about === "order"
          ? { code: "order_rule", facts: { rule: rule.code }, explanation: rule.explanation }
          : { code: "store_rule", facts: NO_FACTS, explanation: rule.explanation },
      ),
    })),
    hasShopper: [shopper, outstanding, active_plans].some((part) => part !== undefined),
    weighsAmounts: [share, outstanding].some((part) => part !== undefined) || (conditions.rules ?? []).length > 0,
    unknown: finish({ code: "shopper_unknown", facts: NO_FACTS }),
    unverified: finish({ code: "shopper_unverified", facts: NO_FACTS }),
    declined: finish({ code: "store_rule", facts: NO_FACTS }),
    finish,
  };
}

function compilePresence<F>(
  wanted: { readonly in?: readonly string[]; readonly out?: readonly string[] },
  notCovered: CauseCode,
  excluded: CauseCode,
  finish: (failure: Failure) => F,
): CompiledPresence<F> {
  return {
    in: wanted.in && new Set(wanted.in),
    notCovered: finish({ code: notCovered, facts: { covered: wanted.in ?? [] } }),
    out: wanted.out && new Map(wanted.out.map((key) => [key, finish({ code: excluded, facts: { excluded: [key] } })])),
    excluded,
  };
}

/** `failures` and every failing condition, in the order of CAUSES. */
export function collectFailures<F extends Failure>(
  conditions: CompiledConditions<F>,
  situation: Situation,
  failures: readonly F[],
): readonly F[] {
  let found = failures;
  const { cart } = situation;
  if (conditions.windows.length > 0) found = checkWindows(conditions, situation.at, found);
  if (cart.total < conditions.minAmount) found = also(found, conditions.belowMin);
  else if (cart.total > conditions.maxAmount) found = also(found, conditions.aboveMax);
  if (conditions.goods !== undefined) found = checkGoods(conditions, conditions.goods, cart, found);
  if (conditions.rules.length > 0) found = checkRules(conditions, situation, found);
  if (conditions.hasShopper) found = checkShopper(conditions, situation, found);
  return found;
}

function checkWindows<F extends Failure>(
  { windows, neverOpens, finish }: CompiledConditions<F>,
  at: number,
  failures: readonly F[],
): readonly F[] {
  let found = failures;
  let next = Number.POSITIVE_INFINITY;
  for (const window of windows) {
    if (window.from <= at && at < window.until) return failures;
    if (window.from > at) next = Math.min(next, window.from);
  }
  found = also(
    found,
    next === Number.POSITIVE_INFINITY
      ? neverOpens
      : finish({ code: "outside_window", facts: { opens_at: formatInstant(next) }, reopensAt: next }),
  );
  return found;
}

function checkGoods<F extends Failure>(
  { source, finish }: CompiledConditions<F>,
  { categories, tags, lines }: CompiledGoods<F>,
  cart: CartFacts,
  failures: readonly F[],
): readonly F[] {
  let found = failures;
  if (categories !== undefined) found = checkPresence(categories, cart.categories, finish, found);
  if (tags !== undefined) found = checkPresence(tags, cart.tags, finish, found);
  if (source.share !== undefined) {
    const { categories: covering, min_ppm } = source.share;
    let covered = 0;
    for (const category of covering) covered += amountOf(cart.categories, category);
    const share_ppm = cart.goods > 0 ? mulDiv(covered, 1_000_000, cart.goods, "down") : 0;
    if (share_ppm < min_ppm) {
      const facts = { categories: covering, share_ppm, min_ppm, min_percent: String(min_ppm / 10_000) };
      found = also(found, finish({ code: "share_too_low", facts }));
    }
  }
  for (const { line, failure } of lines) if (amountOf(cart.lines, line) !== 0) found = also(found, failure);
  return found;
}

function checkPresence<F extends Failure>(
  wanted: CompiledPresence<F>,
  present: { readonly [key: string]: Minor },
  finish: (failure: Failure) => F,
  failures: readonly F[],
): readonly F[] {
  const { in: covered, out } = wanted;
  let found = failures;
  let isCovered = covered === undefined;
  let only: F | undefined;
  let isAlone = true;
  for (const key in present) {
    if (!isCovered && covered!.has(key)) isCovered = true;
    const excluded = out?.get(key);
    if (excluded === undefined) continue;
    isAlone = only === undefined;
    only ??= excluded;
  }
  if (!isCovered) found = also(found, wanted.notCovered);
  if (only === undefined) return found;
  return also(found, isAlone ? only : finish({ code: wanted.excluded, facts: { excluded: thoseOf(out!, present) } }));
}

function thoseOf(out: ReadonlyMap<string, unknown>, present: { readonly [key: string]: Minor }): readonly string[] {
  return [...out.keys()].filter((key) => Object.hasOwn(present, key));
}

function checkRules<F extends Failure>(
  { rules }: CompiledConditions<F>,
  situation: Situation,
  failures: readonly F[],
): readonly F[] {
  let found = failures;
  const { cart, shopper, market, channel } = situation;
  const today = toIsoDate(localDay(situation.at, situation.zone));
  const context = ruleContext(cart, shopper, market, channel, today);
  for (const { holds, failure } of rules) if (!holds(context)) found = also(found, failure);
  return found;
}

/**
 * Facts of a shopper never reach an answer: what fails becomes `store_rule` without facts, once, however many failed.
 * A fact that the store does not know is `shopper_unknown`; limits count what is unknown as none, and are checked
 * again when the plan is made.
 */
function checkShopper<F extends Failure>(
  { source, unknown: unknownFacts, unverified, declined: byRule }: CompiledConditions<F>,
  { cart, shopper }: Situation,
  failures: readonly F[],
): readonly F[] {
  let found = failures;
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

  if (unknown) found = also(found, unknownFacts);
  if (wanted.verified === true && shopper?.verified !== true) found = also(found, unverified);
  if (declined) found = also(found, byRule);
  return found;
}

/** The list with one more; a list of one is made no larger than that, since most ways are missing for one reason. */
export function also<T>(list: readonly T[], one: T): readonly T[] {
  return list.length === 0 ? [one] : [...list, one];
}

function amountOf(amounts: { readonly [key: string]: Minor | undefined }, key: string): Minor {
  const amount: unknown = amounts[key];
  return typeof amount === "number" ? amount : 0;
}

const NO_FACTS: CauseFacts = Object.freeze({});

const LINE_WORDS: { readonly [K in LineKind]: string } = {
  gift_card: "off.line.gift_card",
  discount: "off.line.discount",
  shipping: "off.line",
  tax: "off.line",
};
