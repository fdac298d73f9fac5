import Type from "typebox";
import { LIMITS } from "./limits.ts";
import { Terms } from "./terms.ts";
import {
  Currency,
  closed,
  Id,
  Instant,
  Interval,
  LineKind,
  list,
  Market,
  Method,
  Minor,
  oneOf,
  Ppm,
  Word,
  Words,
} from "./values.ts";

export const Partner = closed("Partner", {
  id: Id,
  kind: oneOf("bank", "consumer_finance", "wallet", "acquirer", "lessor", "house"),
  name: Words,
  legal_name: Type.Optional(Words),
});

const words = list(Word, LIMITS.cartWords);
const InOut = closed("InOut", { in: Type.Optional(words), out: Type.Optional(words) });
const age = Type.Integer({ minimum: 0, maximum: 150 });

const Window = closed("Window", { from: Type.Optional(Instant), until: Type.Optional(Instant) });

const Rule = closed("Rule", {
  code: Word,
  when: Type.String({ minLength: 1, maxLength: LIMITS.celLength, description: "CEL over cart, shopper and today." }),
  about: oneOf("order", "store"),
  explanation: Id,
});

/** Declared eligibility: all that are present must hold. */
export const Conditions = closed("Conditions", {
  amount: Type.Optional(closed("AmountRange", { min: Type.Optional(Minor), max: Type.Optional(Minor) })),
  categories: Type.Optional(InOut),
  tags: Type.Optional(InOut),
  share: Type.Optional(closed("Share", { categories: list(Word, LIMITS.cartWords, 1), min_ppm: Ppm })),
  excludes_lines: Type.Optional(list(LineKind, 4)),
  shopper: Type.Optional(
    closed("ShopperConditions", {
      age: Type.Optional(closed("AgeRange", { min: Type.Optional(age), max: Type.Optional(age) })),
      verified: Type.Optional(Type.Boolean()),
      student: Type.Optional(Type.Boolean()),
      first_order: Type.Optional(Type.Boolean()),
      segments: Type.Optional(InOut),
    }),
  ),
  outstanding: Type.Optional(closed("OutstandingLimit", { max: Minor })),
  active_plans: Type.Optional(closed("PlansLimit", { max: Type.Integer({ minimum: 0, maximum: 1_000 }) })),
  windows: Type.Optional(list(Window, LIMITS.windows)),
  rules: Type.Optional(list(Rule, LIMITS.rules)),
});

const Quota = closed("Quota", {
  id: Id,
  max_count: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  max_amount: Type.Optional(Minor),
  renews_at: Type.Optional(Instant),
});

const TermsVersion = closed("TermsVersion", {
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  effective_from: Instant,
  terms: Terms,
  explanation: Type.Optional(Id),
});

export const Count = Type.Union([Type.Integer({ minimum: 1, maximum: LIMITS.count }), Type.Null()]);

/** One partner × method × count × interval. */
export const Offer = closed("Offer", {
  id: Id,
  partner: Id,
  method: Method,
  count: Count,
  interval: Interval,
  title: Type.Optional(Words),
  markets: list(Market, 250, 1),
  channels: list(Word, 50, 1),
  currency: Currency,
  prominence: Type.Optional(oneOf("normal", "collapsed")),
  valid: Type.Optional(Window),
  conditions: Type.Optional(Conditions),
  quota: Type.Optional(Quota),
  terms: list(TermsVersion, LIMITS.termsVersions, 1),
});
