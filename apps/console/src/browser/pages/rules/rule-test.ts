import type { api } from "../../api.ts";
import type { Catalogue } from "../adjustments/reach.ts";

type Tried = Awaited<ReturnType<typeof api.tryCart>>;
export type TryRequest = Parameters<typeof api.tryCart>[0];

/** A sample cart and what an offer should be for it. */
export interface RuleTest {
  readonly id: string;
  readonly name: string;
  /** Minor units. */
  readonly amount: number;
  readonly category: string;
  readonly market: string;
  readonly channel: string;
  readonly currency: string;
  readonly student: boolean;
  readonly firstOrder: boolean;
  readonly offer: string;
  readonly expected: "available" | "missing";
}

export type Outcome =
  | { readonly got: "available" | "missing"; readonly codes: readonly string[]; readonly passes: boolean }
  | { readonly got: "nowhere"; readonly codes: readonly string[]; readonly passes: false };

export function requestFor(test: RuleTest, locale: TryRequest["locale"], catalogue: Catalogue | undefined): TryRequest {
  const { amount, category, market, channel, currency, student, firstOrder } = test;
  const item = { sku: "test", name: "test", category, tags: [], unit_amount: amount, quantity: 1 };
  return {
    cart: { currency, total: amount, items: [item] },
    market,
    channel,
    locale,
    shopper: { age: 30, verified: true, student, first_order: firstOrder },
    ...(catalogue ? { catalogue } : {}),
  };
}

/** What a try came to for the test's offer, and whether that is what it should be. */
export function outcomeOf(test: RuleTest, { answer }: Pick<Tried, "answer">): Outcome {
  const missing = answer.missing.find(({ offer }) => offer === test.offer);
  if (missing) {
    const codes = missing.causes.map(({ code }) => code);
    return { got: "missing", codes, passes: test.expected === "missing" };
  }
  if (!answer.options.some(({ offer }) => offer === test.offer)) return { got: "nowhere", codes: [], passes: false };
  return { got: "available", codes: [], passes: test.expected === "available" };
}

const DEFAULT_LIMIT = 499_900;

/** Tests at the edges of what a catalogue declares: for each offer's amounts, the last that holds and the first that does not. */
export function edgeTests({ offers }: Catalogue, market: string, channel: string, most: number): RuleTest[] {
  const here = offers.filter(({ markets, channels }) => markets.includes(market) && channels.includes(channel));
  return here
    .flatMap((offer) => {
      const { min, max } = offer.conditions?.amount ?? {};
      const base = {
        category: offer.conditions?.categories?.in?.[0] ?? "phone",
        market,
        channel,
        currency: offer.currency,
        student: offer.conditions?.shopper?.student === true,
        firstOrder: offer.conditions?.shopper?.first_order === true,
        offer: offer.id,
      };
      const one = (amount: number, expected: RuleTest["expected"], name: string): RuleTest => ({
        ...base,
        id: `${offer.id} ${name}`,
        name,
        amount,
        expected,
      });
      if (min === undefined && max === undefined) return [one(DEFAULT_LIMIT, "available", "*")];
      return [
        ...(min === undefined || min <= 1 ? [] : [one(min, "available", "= min"), one(min - 1, "missing", "< min")]),
        ...(max === undefined ? [] : [one(max, "available", "= max"), one(max + 1, "missing", "> max")]),
      ];
    })
    .slice(0, most);
}
