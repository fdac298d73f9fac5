import Type, { type Static } from "typebox";
import { CompensationRule } from "./adjustment.ts";
import { LIMITS } from "./limits.ts";
import { Currency, closed, Id, Instant, list, Minor, nullable, oneOf, PositiveMinor, Text } from "./values.ts";

export const CompensationState = oneOf("draft", "submitted", "finding", "granting", "granted", "rejected");

/** Quotes of `from` inclusive to `until` exclusive; where absent, all since the adjustment's start, until its end or now. */
const request = {
  adjustment: Id,
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
};

export const CompensationRequest = closed("CompensationRequest", request);

/** `compensation`: another rule than the adjustment's own, to try it. */
export const CompensationPreviewRequest = closed("CompensationPreviewRequest", {
  ...request,
  compensation: Type.Optional(CompensationRule),
});

const count = Type.Integer({ minimum: 0 });

/** Shoppers of the audience, and what they would be granted. `left_out` are those beyond the budget. */
export const CompensationPreview = closed("CompensationPreview", {
  adjustment: Id,
  from: Instant,
  until: Instant,
  rule: CompensationRule,
  quotes: count,
  /** False where only the first quotes of the period were looked at: there may be more shoppers. */
  complete: Type.Boolean(),
  shoppers: count,
  vouchers: count,
  cost: Minor,
  left_out: count,
  /** Granted under the adjustment before. */
  spent: Minor,
});

export const CompensationRecord = closed("CompensationRecord", {
  id: Id,
  adjustment: Id,
  state: CompensationState,
  rule: CompensationRule,
  from: Instant,
  until: Instant,
  created_at: Instant,
  created_by: Type.String(),
  authors: list(Type.String(), 100),
  decision: nullable(closed("CompensationDecision", { by: Type.String(), at: Instant, note: nullable(Text) })),
  progress: closed("CompensationProgress", { quotes: count, granted: count, left_out: count }),
  ended_at: nullable(Instant),
});

export const CompensationPage = closed("CompensationPage", {
  items: list(CompensationRecord, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export const VoucherCode = Type.String({
  minLength: 1,
  maxLength: 40,
  pattern: "^[0-9A-Za-z -]+$",
  examples: ["7K2M-94QF-0XZT-5RAD"],
});

const voucher = {
  id: Id,
  amount: PositiveMinor,
  currency: Currency,
  valid_until: Instant,
  state: oneOf("valid", "used", "expired"),
  source: oneOf("compensation", "goodwill"),
  /** The adjustment that it was given under; null for goodwill. */
  adjustment: nullable(Id),
  issued_at: Instant,
  redeemed_at: nullable(Instant),
  order: nullable(Type.String()),
};

export const Voucher = closed("Voucher", {
  ...voucher,
  /** Null once it was erased. */
  code: nullable(Type.String()),
});

export const Vouchers = closed("Vouchers", { items: list(Voucher, LIMITS.page) });

export const CompensationGrants = closed("CompensationGrants", {
  items: list(closed("Grant", { ...voucher, shopper: nullable(Type.String()) }), LIMITS.page),
  next_cursor: nullable(Type.String()),
});

/** `order`: the store's own name for what is bought. `shopper`, where the store binds vouchers to whom they were given. */
export const RedeemRequest = closed("RedeemRequest", {
  code: VoucherCode,
  order: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: "^[^\\u0000-\\u001f]+$",
    format: "no-known-card-number",
  }),
  currency: Currency,
  /** The most that may be taken off; a voucher is used whole or not at all. */
  most: PositiveMinor,
  shopper: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.idLength })),
});

export type CompensationState = Static<typeof CompensationState>;
export type CompensationRequest = Static<typeof CompensationRequest>;
export type CompensationPreviewRequest = Static<typeof CompensationPreviewRequest>;
export type CompensationPreview = Static<typeof CompensationPreview>;
export type CompensationRecord = Static<typeof CompensationRecord>;
export type CompensationPage = Static<typeof CompensationPage>;
export type CompensationGrants = Static<typeof CompensationGrants>;
export type Voucher = Static<typeof Voucher>;
export type Vouchers = Static<typeof Vouchers>;
export type RedeemRequest = Static<typeof RedeemRequest>;
