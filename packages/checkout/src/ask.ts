import type { Cart, Option, Quote } from "./quote.ts";

/** Where and as whom to ask: the API's base address and a publishable key. */
export interface Shop {
  readonly base: string;
  readonly key: string;
}

export interface Question {
  readonly cart: Cart;
  readonly market: string;
  readonly channel: string;
  readonly locale: string;
}

export const askQuote = (shop: Shop, question: Question): Promise<Quote> =>
  post(shop, "quotes?schedules=none", question);

export const askOption = (shop: Shop, token: string, option: string): Promise<Option> =>
  post<{ option: Option }>(shop, "quotes/option", { token, option }).then((answer) => answer.option);

/** Throws when the API does not answer with success: every caller has words for that. */
export async function post<T>({ base, key }: Shop, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${base.replace(/\/$/, "")}/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.ok) return response.json();
  // For who builds the page: a key's origin or a cart that does not add up is told nowhere else.
  const { code, title } = await response.json().catch(() => ({}));
  console.warn("fenqi:", response.status, code, title);
  throw new Error(`${path}: ${response.status}`);
}
