import type * as core from "@fenqi/core";
import type { Static } from "typebox";
import { expect, test } from "vitest";
import type { Adjustment } from "./adjustment.ts";
import type { QuoteRequest } from "./cart.ts";
import type { Catalogue } from "./catalogue.ts";
import type { QuoteBody } from "./index.ts";
import type { Comparison, Option, QuoteAnswer } from "./quote.ts";

/** The same without `readonly`, which a schema does not say. */
type Plain<T> = T extends (...args: never) => unknown
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Plain<T[Key]> }
      : T;

/** The same with every field required, so that a field which one side does not have is missed. */
type Whole<T> = T extends (infer Item)[] ? Whole<Item>[] : T extends object ? { [Key in keyof T]-?: Whole<T[Key]> } : T;

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : "core has less") : "core has more";

/** `true` when each may stand for the other, field by field. */
type Agree<A, B> =
  Mutual<Plain<A>, Plain<B>> extends true ? Mutual<Whole<Plain<A>>, Whole<Plain<B>>> : Mutual<Plain<A>, Plain<B>>;

/** Does not compile when a schema and the type of core that it describes drift apart. */
const agreements: {
  readonly QuoteRequest: Agree<Static<typeof QuoteRequest>, QuoteBody>;
  readonly QuoteAnswer: Agree<Static<typeof QuoteAnswer>, core.QuoteAnswer>;
  readonly Option: Agree<Static<typeof Option>, core.Option>;
  readonly Comparison: Agree<Static<typeof Comparison>, core.Comparison>;
  readonly Catalogue: Agree<Static<typeof Catalogue>, core.Catalogue>;
  readonly Adjustment: Agree<Static<typeof Adjustment>, core.Adjustment>;
} = { QuoteRequest: true, QuoteAnswer: true, Option: true, Comparison: true, Catalogue: true, Adjustment: true };

test("schemas and core's types say the same", () => {
  expect(Object.values(agreements).every(Boolean)).toBe(true);
});
