import { formatInstant, localDay, parseInstant } from "../calendar/index.ts";
import type { CompiledOffer, Reason } from "../catalogue/index.ts";
import type { CartFacts, Help, LineKind, Situation } from "../offer/index.ts";
import { changeAmount, withGoods } from "./change-amount.ts";
import { amountAtOnce, keepsWithinCapAtOnce } from "./help-at-once.ts";
import { reasonsAgainst } from "./judge.ts";
import { breachOf, priceOption, type QuoteFrame } from "./option.ts";
import type { Facts } from "./types.ts";

const NOTHING: readonly Help[] = Object.freeze([]);
const MAX_CHANGES = 4;

/**
 * The smallest changes that, made together, make this offer an option; empty where there are none.
 *
 * Each change is applied and the offer judged again, so what is promised here is true by construction. Suspensions,
 * withdrawals, store rules and lenders' answers are not the shopper's to change.
 */
export function whatWouldHelp(
  frame: QuoteFrame,
  offer: CompiledOffer,
  reasons: readonly Reason[],
  facts: Facts | undefined,
): readonly Help[] {
  for (const reason of reasons) if (!isHelpable(reason)) return NOTHING;
  const atOnce = amountAtOnce(frame, offer, reasons);
  if (atOnce !== undefined) return atOnce;
  if (reasons.some(({ code }) => code === "category_excluded") && readsItemsTogether(offer)) return NOTHING;
  const changes: Help[] = [];
  let changed = frame.situation;
  let remaining = reasons;
  while (remaining.length > 0) {
    if (changes.length === MAX_CHANGES) return NOTHING;
    const help = helpFor(remaining, changed.cart);
    const next = applyHelp(changed, help);
    if (next === undefined) return NOTHING;
    changes.push(help);
    changed = next;
    remaining = reasonsAgainst(offer, changed, facts);
    for (const reason of remaining) if (!isHelpable(reason)) return NOTHING;
  }
  // Goods taken away under a gift card may leave nothing to pay: then there is no plan either.
  return changed.cart.total > 0 && keepsWithinCap(frame, offer, changed) ? changes : NOTHING;
}

/** A fee that is an amount weighs more on a smaller cart, later terms may cost more, and a ceiling may be an amount. */
function keepsWithinCap(frame: QuoteFrame, offer: CompiledOffer, changed: Situation): boolean {
  if (keepsWithinCapAtOnce(frame, offer, changed)) return true;
  const today = localDay(changed.at, changed.zone);
  const then: QuoteFrame = { ...frame, situation: changed, today };
  return breachOf(then, priceOption(then, offer)) === undefined;
}

/** The situation after a change; undefined where the cart cannot bear it. Amounts move in the largest category. */
export function applyHelp(situation: Situation, help: Help): Situation | undefined {
  const { cart } = situation;
  switch (help.change) {
    case "increase_total":
      return withGoods(situation, help.by);
    case "reduce_total":
      return withGoods(situation, -help.by);
    case "remove_line": {
      const { [help.line]: amount = 0, ...lines } = cart.lines;
      return { ...situation, cart: { ...cart, total: cart.total - amount, lines } };
    }
    case "remove_category": {
      if (!hasOthers(cart.categories, help.category)) return undefined;
      const { [help.category]: amount = 0, ...categories } = cart.categories;
      return { ...situation, cart: { ...cart, total: cart.total - amount, goods: cart.goods - amount, categories } };
    }
    case "wait_until":
      return { ...situation, at: parseInstant(help.at) };
    case "verify_identity":
      return { ...situation, shopper: { ...situation.shopper, verified: true } };
  }
}

/** Codes that a shopper can do something about; `restricted` by what lies under it is left to the adjustment's return. */
function isHelpable(reason: Reason): boolean {
  switch (reason.code) {
    case "amount_below_min":
    case "amount_above_max":
    case "category_excluded":
    case "line_excluded":
    case "shopper_unverified":
      return true;
    case "outside_window":
    case "not_yet_offered":
      return reason.reopensAt !== undefined;
    default:
      return false;
  }
}

/** Of an offer with conditions: tags and shares go with items, and the facts do not say which; removing goods could break what holds. */
function readsItemsTogether({ conditions }: CompiledOffer): boolean {
  return conditions!.source.tags !== undefined || conditions!.source.share !== undefined;
}

/** What is taken away comes before amounts, since it moves them. */
function helpFor(reasons: readonly Reason[], cart: CartFacts): Help {
  const reason = reasons.find(({ code }) => !code.startsWith("amount_")) ?? reasons[0]!;
  const { facts } = reason;
  switch (reason.code) {
    case "amount_below_min":
    case "amount_above_max":
      return changeAmount(reason, cart);
    case "category_excluded":
      return { change: "remove_category", category: (facts.excluded as readonly string[])[0]! };
    case "line_excluded":
      return { change: "remove_line", line: facts.line as LineKind };
    case "shopper_unverified":
      return { change: "verify_identity" };
    default:
      return { change: "wait_until", at: formatInstant(reason.reopensAt!) };
  }
}

function hasOthers(categories: CartFacts["categories"], category: string): boolean {
  for (const name in categories) if (name !== category) return true;
  return false;
}
