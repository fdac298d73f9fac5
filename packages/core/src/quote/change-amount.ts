import type { Reason } from "../catalogue/index.ts";
import type { Minor } from "../money/index.ts";
import type { CartFacts, Help, Situation } from "../offer/index.ts";

type AmountHelp = Extract<Help, { readonly to: Minor }>;

/** What brings a cart to the limit that an amount misses. */
export function changeAmount({ code, facts }: Reason, { total }: CartFacts): AmountHelp {
  return code === "amount_below_min"
    ? { change: "increase_total", by: Number(facts.min) - total, to: Number(facts.min) }
    : { change: "reduce_total", by: total - Number(facts.max), to: Number(facts.max) };
}

/** The situation with more goods, or fewer; undefined where no category bears it. */
export function withGoods(situation: Situation, by: Minor): Situation | undefined {
  const { cart } = situation;
  const category = categoryThatBears(cart, by);
  if (category === undefined) return undefined;
  const categories = { ...cart.categories, [category]: cart.categories[category]! + by };
  return { ...situation, cart: { ...cart, total: cart.total + by, goods: cart.goods + by, categories } };
}

/** The largest category, where it stays above nothing when it changes by an amount. */
export function categoryThatBears({ categories }: CartFacts, by: Minor): string | undefined {
  let found: string | undefined;
  let most = -by;
  for (const name in categories) {
    if (categories[name]! <= most) continue;
    found = name;
    most = categories[name]!;
  }
  return found;
}
