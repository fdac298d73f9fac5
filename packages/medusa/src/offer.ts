import { type Cart, type MissingWay, type Quote, sealQuote } from "@fenqi/client";
import { type Locale, type MissingSaid, sayMissing } from "@fenqi/words";
import { type Deps, tellingOf } from "./authorise.ts";
import { askedFor, questionOf, type StoredCart } from "./question.ts";
import { done, type Result, refuseProblem } from "./refusal.ts";

/** Every way to pay a cart, and every way that cannot, as Fenqi says it, with what a storefront needs beside it. */
export interface Offered extends Omit<Quote, "missing"> {
  /** The cart as Fenqi was asked: `<fenqi-checkout>` takes it beside the quote. */
  readonly cart: Cart;
  readonly locale: Locale;
  /** Sent back with the token: binds it to this cart as it is now. */
  readonly seal: string;
  readonly missing: readonly (MissingWay & { readonly said: MissingSaid })[];
}

/** The ways to pay a stored cart, in a language. `schedules`: with every row of each. */
export async function offer(
  deps: Deps,
  cart: StoredCart,
  locale: Locale,
  schedules: "all" | "none" = "none",
): Promise<Result<Offered>> {
  const { fenqi, options } = deps;
  const question = questionOf(cart, options, locale);
  if (!question.ok) return question;
  const telling = tellingOf(deps, locale);
  try {
    const quote = await fenqi.quote(question.value, { schedules });
    return done({
      ...quote,
      cart: question.value.cart,
      locale,
      seal: await sealQuote(options.secretKey, quote.token, askedFor(cart, question.value)),
      missing: quote.missing.map((way) => ({ ...way, said: sayMissing(way, telling) })),
    });
  } catch (problem) {
    return refuseProblem(problem, telling);
  }
}
