import type { Product } from "./terms.ts";

/** What is asked of a partner, by pre-check or authorisation. `amount` in minor units. */
export interface Asked {
  readonly reference: string;
  readonly method: string;
  readonly count: number;
  readonly amount: number;
  readonly currency: string;
}

export type Decision = { readonly state: "approved" } | { readonly state: "declined"; readonly reason: string };

/** Whether these products allow it. The reasons are a lender's own: nobody outside may ever see them. */
export function decide(products: readonly Product[], { method, count, amount, currency }: Asked): Decision {
  const product = products.find((one) => one.method === method && one.count === count && one.currency === currency);
  if (!product) return { state: "declined", reason: "product_unknown" };
  if (product.min !== null && amount < product.min) return { state: "declined", reason: "below_minimum" };
  if (product.max !== null && amount > product.max) return { state: "declined", reason: "above_maximum" };
  return { state: "approved" };
}

const isText = (value: unknown): value is string => typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** The request, or undefined when it has not the right form. */
export function readAsked(body: unknown): Asked | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { reference, method, count, amount, currency } = body as { readonly [name: string]: unknown };
  if (!isText(reference) || !isText(method) || !isText(currency) || !isCount(count) || !isCount(amount))
    return undefined;
  return { reference, method, count, amount, currency };
}
