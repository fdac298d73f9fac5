import Type, { type Static } from "typebox";
import { Cart, ShopperFacts } from "./cart.ts";
import { Catalogue } from "./catalogue.ts";
import { LIMITS } from "./limits.ts";
import { Option, QuoteAnswer } from "./quote.ts";
import { OfferTrace } from "./trace.ts";
import { closed, Id, Instant, Locale, list, Market, Word } from "./values.ts";

export const TryRequest = closed("TryRequest", {
  cart: Cart,
  market: Market,
  channel: Word,
  locale: Locale,
  shopper: Type.Optional(ShopperFacts),
  /** Another instant than now. */
  at: Type.Optional(Instant),
  /** In place of the one in force; nothing is changed by it. */
  catalogue: Type.Optional(Catalogue),
});

/** What a cart would be answered, and every offer's price, those too that it cannot use. Nothing is recorded. */
export const Tried = closed("Tried", {
  catalogue_version: Id,
  answer: QuoteAnswer,
  prices: list(Option, LIMITS.offers),
  trace: list(OfferTrace, LIMITS.offers),
});

export type TryRequest = Static<typeof TryRequest>;
export type Tried = Static<typeof Tried>;
