import Type from "typebox";
import { LIMITS } from "./limits.ts";
import {
  Currency,
  closed,
  Id,
  Instant,
  LineKind,
  Locale,
  list,
  Market,
  Minor,
  Name,
  PositiveMinor,
  SignedMinor,
  Word,
} from "./values.ts";

export const CartItem = closed("CartItem", {
  sku: Type.String({ minLength: 1, maxLength: LIMITS.skuLength }),
  name: Name,
  category: Word,
  tags: list(Word, LIMITS.tagsPerItem),
  unit_amount: Minor,
  quantity: Type.Integer({ minimum: 1, maximum: LIMITS.quantity }),
});

export const CartLine = closed("CartLine", { kind: LineKind, amount: SignedMinor });

export const Cart = closed("Cart", {
  currency: Currency,
  total: PositiveMinor,
  items: list(CartItem, LIMITS.items, 1),
  lines: Type.Optional(list(CartLine, LIMITS.lines)),
});

/** What the store knows of the shopper; with a secret key only. Never part of an answer. */
export const ShopperFacts = closed("ShopperFacts", {
  ref: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.idLength, format: "no-known-card-number" })),
  age: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
  verified: Type.Optional(Type.Boolean()),
  student: Type.Optional(Type.Boolean()),
  first_order: Type.Optional(Type.Boolean()),
  segments: Type.Optional(list(Word, LIMITS.segments)),
  outstanding: Type.Optional(Minor),
  active_plans: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  declined_by: Type.Optional(list(Id, LIMITS.declinedBy)),
});

export const QuoteRequest = closed("QuoteRequest", {
  cart: Cart,
  market: Market,
  channel: Word,
  locale: Locale,
  shopper: Type.Optional(ShopperFacts),
  at: Type.Optional(Instant),
});
