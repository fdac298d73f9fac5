import { compileCatalogue } from "@fenqi/core/catalogue";
import { aggregateCart, sumCart } from "@fenqi/core/offer";
import { type QuoteAnswer, type QuoteRequest, quote } from "@fenqi/core/quote";
import { type CatalogueFile, withStandardWords } from "./catalogue-file.ts";
import { Refused } from "./command.ts";

/** The quote that a catalogue file gives for a cart at an instant, by the same rules as the server's. */
export function quoteOffline(
  { catalogue, document }: CatalogueFile,
  request: QuoteRequest,
  at: string,
  schedules: boolean,
): QuoteAnswer {
  const sum = sumCart(request.cart);
  if (sum !== request.cart.total) {
    throw new Refused(`total_mismatch: the items and lines add up to ${sum}, and total says ${request.cart.total}.`);
  }
  const { cart, ...rest } = request;
  const compiled = compileCatalogue(withStandardWords(catalogue), document.file);
  const answer = quote(compiled, { ...rest, cart: aggregateCart(cart) }, at, { schedules });
  if (answer.ok) return answer.value;
  const { code, ...facts } = answer.error;
  throw new Refused(`${code}: ${Object.values(facts).join(", ")}`);
}
