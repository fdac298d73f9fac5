import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import type { TLocalizedValidationError } from "typebox/error";
import { Set as setFormat } from "typebox/format";
import { Settings } from "typebox/system";
import { holdsKnownCard, mayHoldCard } from "./card-number.ts";
import { LIMITS } from "./limits.ts";
import { ofMeantForm } from "./meant-form.ts";
import { Limit } from "./page.ts";
import type { ProblemReason } from "./problems.ts";
import { Currency, Id, Instant, IsoDate, Market } from "./values.ts";

Settings.Set({ maxErrors: LIMITS.reasons });
// Named by the schemas of what a store or a shopper writes: a number of a card is never stored.
setFormat("no-card-number", (text) => !mayHoldCard(text));
setFormat("no-known-card-number", (text) => !holdsKnownCard(text));

const compiled = new WeakMap<TSchema, Validator>();

/** The schema's compiled check; made once. */
export function shapeOf(schema: TSchema): Validator {
  const known = compiled.get(schema);
  if (known) return known;
  const made = Compile(schema) as Validator;
  compiled.set(schema, made);
  return made;
}

/**
 * What is wrong with a value's form, each at its JSON pointer (RFC 6901); empty when it fits. Nothing is converted,
 * dropped or filled in.
 */
export function checkShape(schema: TSchema, value: unknown): ProblemReason[] {
  const shape = shapeOf(schema);
  if (shape.Check(value)) return [];
  const errors = ofMeantForm(shape.Errors(value));
  const reasons = new Map<string, ProblemReason>();
  for (const reason of errors.flatMap((error) => reasonsOf(error, errors))) {
    // The alternatives of a union speak one by one: `must be integer or null`.
    const key = `${reason.pointer} ${reason.code}`;
    const said = reasons.get(key)?.detail;
    const more = said?.endsWith(reason.detail.replace("must be ", "")) ? "" : reason.detail.replace("must be ", " or ");
    reasons.set(key, said === undefined ? reason : { ...reason, detail: said + more });
  }
  return [...reasons.values()].slice(0, LIMITS.reasons);
}

const CODES: { readonly [keyword: string]: string } = {
  type: "wrong_type",
  minimum: "too_small",
  maximum: "too_large",
  minLength: "too_short",
  maxLength: "too_long",
  minItems: "too_few",
  maxItems: "too_many",
  minProperties: "too_few",
  maxProperties: "too_many",
  anyOf: "no_such_form",
};

/** What a form asks for in words, where it is mistaken most; the others say their pattern. */
const FORMS: ReadonlyMap<unknown, string> = new Map(
  (
    [
      [Limit, `must be a whole number from 1 to ${LIMITS.page}`],
      [IsoDate, "must be a day such as 2026-11-22"],
      [Instant, "must be an instant with its zone such as 2026-11-22T02:28:00Z"],
      [Currency, "must be a currency such as CNY"],
      [Market, "must be a market such as CN"],
      [Id, "must be an id: 1 to 64 letters, digits and . _ : -, the first of them a letter or digit"],
    ] as const
  ).map(([schema, says]) => [(schema as { pattern?: unknown }).pattern, says]),
);

function reasonsOf(error: TLocalizedValidationError, all: readonly TLocalizedValidationError[]): ProblemReason[] {
  const { instancePath: pointer, message } = error;
  switch (error.keyword) {
    case "required":
      return error.params.requiredProperties.map((name) => ({
        pointer: `${pointer}/${escaped(name)}`,
        code: "required",
        detail: "is required",
      }));
    case "additionalProperties":
      return error.params.additionalProperties.map((name) => ({
        pointer: `${pointer}/${escaped(String(name))}`,
        code: "unknown_field",
        detail: "is not a field of this object",
      }));
    case "boolean":
      // Says again what additionalProperties says.
      return [];
    case "const":
      return [{ pointer, code: "not_allowed", detail: `must be ${JSON.stringify(error.params.allowedValue)}` }];
    case "enum":
      return [{ pointer, code: "not_allowed", detail: `must be one of ${error.params.allowedValues.join(", ")}` }];
    case "anyOf":
      // The reasons of the alternatives say more, where there are some.
      return all.some((other) => other !== error && other.instancePath.startsWith(pointer))
        ? []
        : [{ pointer, code: "no_such_form", detail: message }];
    case "pattern":
      return [{ pointer, code: "bad_form", detail: FORMS.get(error.params.pattern) ?? message }];
    case "format":
      return [{ pointer, code: "card_number", detail: "must not hold the number of a card" }];
    default: {
      const detail = message === "must be integer" && AMOUNT.test(pointer) ? MINOR_UNITS : message;
      return [{ pointer, code: CODES[error.keyword] ?? error.keyword, detail }];
    }
  }
}

/** Where 4999.00 is sent most for what is 499900. */
const AMOUNT = /(?:total|amount)$/;
const MINOR_UNITS = "must be an integer in minor units: 4999.00 is 499900";

const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1").slice(0, 100);
