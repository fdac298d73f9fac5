import fc, { type Arbitrary } from "fast-check";

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What a field may be broken with. */
const RUBBISH: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    "12",
    -1,
    1.5,
    1e21,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [[[]]],
    "\u0000",
    "‮",
    "😀",
  ),
  fc.constantFrom<unknown>("2026-02-30T25:61:00Z", "__proto__", "constructor", { toString: 1 }, "x".repeat(5_000)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Sound about two times in three, broken in one place or more otherwise. */
export const bodies = (schema: object): Arbitrary<unknown> =>
  fc.oneof(
    { weight: 2, arbitrary: from(schema, 0) },
    { weight: 1, arbitrary: from(schema, 0.04) },
    { weight: 1, arbitrary: from(schema, 0.2) },
  );

function from(schema: Schema, broken: number): Arbitrary<unknown> {
  const sound = soundFrom(schema, broken);
  if (broken === 0) return sound;
  const weight = Math.round(broken * 1_000);
  return fc.oneof({ weight: 1_000 - weight, arbitrary: sound }, { weight, arbitrary: RUBBISH });
}

function soundFrom(schema: Schema, broken: number): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => from(part, broken)));
  switch (schema.type) {
    case "object":
      return objectFrom(schema, broken);
    case "array":
      return fc.array(from(schema.items ?? {}, broken), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "integer":
      return fc.oneof(
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 100),
        fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000) }),
      );
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return stringFrom(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function objectFrom({ properties = {}, required = [] }: Schema, broken: number): Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, from(part, broken)]));
  const requiredKeys = broken === 0 ? [...required] : required.filter((_, index) => index % 7 !== 6);
  const whole = fc.record(fields, { requiredKeys });
  if (broken === 0) return whole;
  const extra = fc
    .tuple(whole, fc.constantFrom("extra", "constructor", "total ", "名"))
    .map(([value, name]) => ({ ...value, [name]: 1 }));
  return fc.oneof({ weight: 12, arbitrary: whole }, { weight: 1, arbitrary: extra });
}

/** Real words where the server knows some, so that a request gets past the schema. */
const KNOWN: { readonly [pattern: string]: readonly string[] } = {
  "^[A-Z]{2}$": ["CN", "CN", "CN", "US", "ZZ"],
  "^[A-Z]{3}$": ["CNY", "CNY", "CNY", "EUR", "XXX"],
};

function stringFrom({ pattern, minLength = 0, maxLength = 20 }: Schema): Arbitrary<unknown> {
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, 20) });
  const known = KNOWN[pattern];
  if (known) return fc.constantFrom(...known);
  if (pattern.startsWith("^\\d{4}-\\d{2}-\\d{2}T")) {
    return fc.constantFrom(
      "2026-11-22T02:28:00.000Z",
      "2026-02-30T00:00:00Z",
      "9999-12-31T23:59:59+08:00",
      "0000-01-01T00:00:00Z",
    );
  }
  if (pattern.startsWith("^[A-Za-z0-9]")) return fc.constantFrom("bank", "card", "wallet", "a", "x.y-z");
  return fc.constantFrom("web", "phone", "5g", "a", "期", "名 称");
}
