import Type, { type TProperties, type TSchema } from "typebox";
import { LIMITS } from "./limits.ts";

/** A named object with no field but these. The title becomes its name in OpenAPI and in the catalogue's JSON Schema. */
export const closed = <P extends TProperties>(title: string, properties: P, options: { description?: string } = {}) =>
  Type.Object(properties, { title, additionalProperties: false, ...options });

export const oneOf = <const V extends readonly string[]>(...values: V) =>
  Type.Unsafe<V[number]>(Type.Enum([...values]));

export const list = <T extends TSchema>(items: T, maxItems: number, minItems = 0) =>
  Type.Array(items, minItems > 0 ? { maxItems, minItems } : { maxItems });

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Values by name, at most `maxProperties`. */
export const byName = <T extends TSchema>(value: T, maxProperties: number) =>
  Type.Record(Type.String({ pattern: `^[^\\u0000-\\u001f]{1,${LIMITS.idLength}}$` }), value, {
    maxProperties,
    additionalProperties: false,
  });

const { amount } = LIMITS;

export const Minor = Type.Integer({
  minimum: 0,
  maximum: amount,
  description: "Integer minor units (fen, cents, yen).",
});
export const PositiveMinor = Type.Integer({ minimum: 1, maximum: amount, description: "Integer minor units." });
export const SignedMinor = Type.Integer({ minimum: -amount, maximum: amount, description: "Integer minor units." });
/** In answers, where a difference or a sum may be larger than what may be asked. */
export const AnyMinor = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
export const Ppm = Type.Integer({
  minimum: 0,
  maximum: 10_000_000,
  description: "Parts per million of a stated base.",
});

export const Currency = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217." });
export const Market = Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166-1 alpha-2." });
export const Locale = oneOf("zh-CN", "en");
export const Id = Type.String({ pattern: `^[A-Za-z0-9][A-Za-z0-9._:-]{0,${LIMITS.idLength - 1}}$` });
/** A category, tag or segment: any printable words. */
export const Word = Type.String({ minLength: 1, maxLength: LIMITS.wordLength, pattern: "^[^\\u0000-\\u001f]+$" });
export const Name = Type.String({ minLength: 1, maxLength: LIMITS.nameLength, pattern: "\\S" });
export const Text = Type.String({
  minLength: 1,
  maxLength: LIMITS.textLength,
  pattern: "\\S",
  format: "no-card-number",
});
/** A name of the store's, the payer's or a partner's own: an order's number, a bank reference. */
export const Reference = Type.String({
  minLength: 1,
  maxLength: LIMITS.referenceLength,
  pattern: "^[\\x21-\\x7e]+$",
  format: "no-known-card-number",
});
/** A word of the store's own; never a person's data, for it is told to others. */
export const Reason = Type.String({
  minLength: 1,
  maxLength: LIMITS.nameLength,
  pattern: "^[^\\u0000-\\u001f]+$",
  format: "no-card-number",
});

export const Instant = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$",
  description: "RFC 3339.",
  examples: ["2026-11-22T02:28:00.000Z"],
});
export const IsoDate = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "YYYY-MM-DD." });
export const Percent = Type.String({ pattern: "^-?\\d+\\.\\d{6}$", description: "Percent a year, six places." });

export const Interval = closed("Interval", {
  every: Type.Integer({ minimum: 1, maximum: 366 }),
  unit: oneOf("day", "week", "month"),
});

export const Words = closed("Words", { "zh-CN": Text, en: Text });
export const Method = oneOf("card", "debit", "card_instalments", "wallet_instalments", "store_instalments", "lease");
export const LineKind = oneOf("shipping", "discount", "tax", "gift_card");

const kind = <const K extends string, P extends TProperties>(name: K, rest: P) =>
  Type.Object({ kind: Type.Literal(name), ...rest }, { additionalProperties: false });

/** When a way returns: a time, a window, or when more will be said; `none` is for good. */
export const Back = Type.Union(
  [
    kind("at", { at: Instant }),
    kind("window", { from: Instant, until: Instant }),
    kind("update_by", { by: Instant }),
    kind("none", {}),
  ],
  { title: "Back" },
);

export const ExplanationText = closed("ExplanationText", {
  id: Id,
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  text: Type.String(),
});
