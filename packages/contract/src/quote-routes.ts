import Type from "typebox";
import { QuoteRequest } from "./cart.ts";
import { PATHS } from "./paths.ts";
import { CompareRequest, Comparison, OptionRequest, OptionShown, Quote, ReplayRequest } from "./quote.ts";
import { QuotePage, QuoteSearch, QuoteTrace, TraceQuery } from "./quote-trace.ts";
import { byId, type Route } from "./route.ts";
import { closed, oneOf } from "./values.ts";

const fromToken = ["token_invalid", "overloaded"] as const;

/** Asking for quotes, and asking again. */
export const QUOTE_ROUTES = {
  createQuote: {
    method: "POST",
    path: PATHS.quotes,
    group: "Quotes",
    summary: "Every way to pay a cart, its true cost, and why a way is missing",
    access: "key",
    query: closed("QuoteQuery", {
      schedules: Type.Optional(oneOf("all", "none")),
    }),
    body: QuoteRequest,
    answer: { status: 200, schema: Quote },
    problems: [
      "total_mismatch",
      "nothing_to_pay",
      "unknown_market",
      "unknown_currency",
      "invalid_date",
      "test_mode_only",
      "cart_too_varied",
      "secret_key_needed",
      "catalogue_missing",
      "overloaded",
    ],
  },
  findQuote: {
    method: "GET",
    path: PATHS.quotes,
    group: "Quotes",
    summary: "The quote with a short code, as a shopper reads it out",
    access: "secret",
    needs: "quotes:read",
    query: closed("CodeQuery", {
      code: Type.String({ pattern: "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}-?[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}$" }),
    }),
    answer: { status: 200, schema: Quote },
    problems: ["gone", "not_found", "unavailable"],
  },
  readQuote: {
    method: "GET",
    path: PATHS.quote,
    group: "Quotes",
    summary: "A quote as it was answered",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    answer: { status: 200, schema: Quote },
    problems: ["gone", "not_found", "unavailable"],
  },
  searchQuotes: {
    method: "GET",
    path: PATHS.quoteSearch,
    group: "Quotes",
    summary: "Recorded quotes, newest first: by code, time, order amount, market, and a way that was missing",
    access: "secret",
    needs: "quotes:read",
    query: QuoteSearch,
    answer: { status: 200, schema: QuotePage },
    problems: ["invalid_date", "unavailable"],
  },
  traceQuote: {
    method: "GET",
    path: PATHS.quoteTrace,
    group: "Quotes",
    summary:
      "Why each way was there or missing, now and at other instants, and whether the quote replays to the same bytes",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    query: TraceQuery,
    answer: { status: 200, schema: QuoteTrace },
    problems: ["gone", "not_found", "invalid_date", "unavailable"],
  },
  replayQuote: {
    method: "POST",
    path: PATHS.replay,
    group: "Quotes",
    summary: "The same quote again, for the token's instant",
    access: "key",
    body: ReplayRequest,
    answer: { status: 200, schema: Quote },
    problems: ["gone", ...fromToken, "unavailable"],
  },
  showOption: {
    method: "POST",
    path: PATHS.option,
    group: "Quotes",
    summary: "One option of a quote, with every row and the whole disclosure",
    access: "key",
    body: OptionRequest,
    answer: { status: 200, schema: OptionShown },
    problems: ["gone", ...fromToken, "unknown_option", "unavailable"],
  },
  compareWays: {
    method: "POST",
    path: PATHS.compare,
    group: "Quotes",
    summary: "All ways side by side, rent or buy, for a length of use",
    access: "key",
    body: CompareRequest,
    answer: { status: 200, schema: Comparison },
    problems: ["gone", ...fromToken, "unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
