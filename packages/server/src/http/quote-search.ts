import type { QuotePage, QuoteSearch, QuoteTrace } from "@fenqi/contract";
import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { readInstant } from "../engine/known-times.ts";
import { mayDo } from "../engine/permissions.ts";
import type { QuoteFilter, QuoteSummary } from "../engine/ports.ts";
import { type TracedQuote, traceQuote } from "../engine/trace-quote.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";

/** Recorded quotes: finding them, and taking one apart. */
export function quoteSearchRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, catalogues, finder } = context;
  const deps = {
    ...engine,
    catalogues,
    plans: context.planning.plans,
    now: context.now,
    stopwatch: () => performance.now(),
  };

  addRoute(app, context, gate, "searchQuotes", async ({ query, key }) => {
    const body: QuotePage = await pageOf(query.limit, {
      find: (count) => finder.search(key.merchant, filterOf(query), placeOf(query.cursor), count),
      show: toListed,
      cursor: ({ at, id }) => `${Date.parse(at)}.${id}`,
    });
    return { body };
  });

  addRoute(app, context, gate, "traceQuote", async ({ params, query, key }) => {
    const at = instantIn(query.at, "at");
    const traced = await traceQuote(deps, key.merchant, params.id, {
      ...(at === undefined ? {} : { at }),
      ...(query.locale === undefined ? {} : { locale: query.locale }),
    });
    if (!traced.ok) return answerRefusal(traced.error);
    const personal = mayDo(key.role, "cases:read");
    const cases = personal ? await finder.casesOf(key.merchant, traced.value.body.code) : [];
    return { body: toTrace(traced.value, cases, personal) };
  });
}

/** Refused where the calendar has no such time. */
function instantIn(text: string | undefined, parameter: string): Instant | undefined {
  if (text === undefined) return undefined;
  return readInstant(text) ?? answerRefusal({ code: "invalid_date", pointer: `#/query/${parameter}` });
}

function filterOf(query: QuoteSearch): QuoteFilter {
  const { code, min_total, max_total, currency, market, missing, offer, catalogue_version } = query;
  const from = instantIn(query.from, "from");
  const until = instantIn(query.until, "until");
  return {
    ...(code === undefined ? {} : { code: writtenCode(code) }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(min_total === undefined ? {} : { minTotal: Number(min_total) }),
    ...(max_total === undefined ? {} : { maxTotal: Number(max_total) }),
    ...(currency === undefined ? {} : { currency }),
    ...(market === undefined ? {} : { market }),
    ...(missing === undefined ? {} : { missing }),
    ...(offer === undefined ? {} : { offer }),
    ...(catalogue_version === undefined ? {} : { catalogueVersion: catalogue_version }),
  };
}

/** The beginning of a code as it is kept: `7k2m9` is `7K2M-9`. */
function writtenCode(typed: string): string {
  const plain = typed.toUpperCase().replaceAll("-", "");
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4, 8)}` : plain;
}

/** `1795660080000.q_…`: milliseconds and id of the last row of the page before. Anything else is the beginning. */
function placeOf(cursor: string | undefined): { readonly at: Instant; readonly id: string } | undefined {
  const [, ms, id] = /^(\d{12,13})\.(.+)$/.exec(cursor ?? "") ?? [];
  return ms === undefined || id === undefined ? undefined : { at: formatInstant(Number(ms)), id };
}

const toListed = ({ catalogueVersion, missingOffers, ...row }: QuoteSummary): QuotePage["items"][number] => ({
  ...row,
  catalogue_version: catalogueVersion,
  missing_offers: [...missingOffers],
});

/** Facts about the shopper are for those who answer shoppers; others see that there are some. */
function toTrace(traced: TracedQuote, cases: readonly string[], personal: boolean): QuoteTrace {
  const { body, plan, moments, trace, ...rest } = traced;
  const { cart, shopper, market, channel, locale } = body.input;
  return {
    ...rest,
    quote: {
      id: body.id,
      code: body.code,
      at: body.at,
      catalogue_version: body.version,
      market,
      channel,
      locale,
      currency: cart.currency,
      total: cart.total,
      goods: cart.goods,
      categories: cart.categories,
      lines: cart.lines,
      shopper: personal ? (shopper ?? null) : null,
      withheld: !personal && shopper !== undefined,
      plan,
      cases: [...cases],
    },
    trace: personal ? trace : trace.map(withoutFound),
    moments: moments.map(({ version, ...moment }) => ({ ...moment, catalogue_version: version })),
  } as unknown as QuoteTrace;
}

const withoutFound = (offer: TracedQuote["trace"][number]) => ({
  ...offer,
  checks: offer.checks.map((check) => (check.personal ? { ...check, found: null } : check)),
});
