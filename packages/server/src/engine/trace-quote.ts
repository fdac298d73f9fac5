import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import type { Offer, Partner } from "@fenqi/core/offer";
import {
  ENGINE_VERSION,
  type OfferTrace,
  type QuoteAnswer,
  type QuoteInput,
  quote,
  traceQuote as traceAnswer,
} from "@fenqi/core/quote";
import type { CatalogueStore, Clock, PlanStore, TokenBody } from "./ports.ts";
import { type InForce, inForceAt, momentsAround, type QuoteMoment } from "./quote-moments.ts";
import { done, type Result } from "./refusals.ts";
import { openToken, type ReadQuoteDeps, recordedToken } from "./replay-quote.ts";

export interface TraceDeps extends ReadQuoteDeps {
  readonly now: Clock;
  readonly catalogues: Pick<CatalogueStore, "around">;
  readonly plans: Pick<PlanStore, "byQuote" | "read">;
  /** Milliseconds of any beginning, as finely as the machine counts them. */
  readonly stopwatch: () => number;
}

export interface Replayed {
  readonly verdict: "same" | "engine_changed" | "differs";
  readonly recorded: string;
  readonly replayed: string;
  readonly recorded_by: string;
  readonly replayed_by: string;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** A recorded quote taken apart, at its own instant or at another. */
export interface TracedQuote {
  readonly body: TokenBody;
  readonly plan: { readonly id: string; readonly offer: string; readonly state: string } | null;
  readonly replay: Replayed;
  readonly as_of: {
    readonly at: Instant;
    readonly catalogue_version: string;
    readonly seq: number;
    readonly own: boolean;
  };
  readonly answer: QuoteAnswer;
  readonly trace: readonly OfferTrace[];
  readonly offers: readonly (Pick<Offer, "id" | "method" | "count" | "interval"> & {
    readonly partner: Pick<Partner, "id" | "name">;
    readonly terms_version: number;
  })[];
  readonly moments: readonly QuoteMoment[];
}

/** Catalogue versions looked at on each side of the quote, and of the instant that is asked about. */
const VERSIONS = 12;

/**
 * Why each way was an option or missing, for the cart and shopper of a recorded quote: at its own instant, byte for byte as
 * it was answered, or at another (`at`), from what was or will be in force then.
 */
export async function traceQuote(
  deps: TraceDeps,
  merchant: string,
  id: string,
  { at, locale }: { readonly at?: Instant; readonly locale?: QuoteInput["locale"] },
): Promise<Result<TracedQuote>> {
  const token = recordedToken(await deps.quotes.tokenOf(merchant, id));
  if (!token.ok) return token;
  const opened = await openToken(deps, merchant, token.value);
  if (!opened.ok) return opened;
  const { body, compiled } = opened.value;
  const replayed = replay(deps, body, compiled);
  if (!replayed.ok) return replayed;

  const ownMs = parseInstant(body.at);
  const versions = await versionsAround(deps, merchant, at === undefined ? [body.at] : [body.at, at]);
  const known = versions.find(({ version }) => version === body.version);
  const own: InForce = { version: body.version, seq: known?.seq ?? 0, fromMs: ownMs, compiled };
  const asked = at === undefined || parseInstant(at) === ownMs ? undefined : at;
  const inForce = asked === undefined ? own : inForceAt(versions, parseInstant(asked));
  const input = { ...body.input, locale: locale ?? body.input.locale };

  const answer = quote(inForce.compiled, input, asked ?? body.at, { schedules: true });
  if (!answer.ok) return answer;
  const trace = traceAnswer(inForce.compiled, input, asked ?? body.at);
  if (!trace.ok) return trace;
  const moments = momentsAround(
    versions,
    { input: body.input, ms: ownMs, answer: replayed.value.answer, version: own },
    deps.now(),
  );
  return done({
    body,
    plan: await planOf(deps, merchant, id),
    replay: replayed.value.replay,
    as_of: {
      at: asked ?? body.at,
      catalogue_version: inForce.version,
      seq: inForce.seq,
      own: asked === undefined,
    },
    answer: answer.value,
    trace: trace.value,
    offers: trace.value.map(({ offer }) => offered(inForce.compiled, offer, asked ?? body.at)),
    moments,
  });
}

/** The quote again, against the digest in its token. */
function replay(
  deps: TraceDeps,
  body: TokenBody,
  compiled: CompiledCatalogue,
): Result<{ readonly replay: Replayed; readonly answer: QuoteAnswer }> {
  const start = deps.stopwatch();
  const answer = quote(compiled, body.input, body.at, { schedules: body.schedules });
  if (!answer.ok) return answer;
  const encoded = deps.encode(answer.value);
  const digest = encoded.digest(answer.value);
  const same = digest === body.digest;
  return done({
    answer: answer.value,
    replay: {
      verdict: same ? "same" : body.engine === ENGINE_VERSION ? "differs" : "engine_changed",
      recorded: body.digest,
      replayed: digest,
      recorded_by: body.engine,
      replayed_by: ENGINE_VERSION,
      bytes: encoded.bytes,
      milliseconds: deps.stopwatch() - start,
    },
  });
}

/** Catalogues around some instants and the one in force now, each compiled once, oldest first. */
async function versionsAround(deps: TraceDeps, merchant: string, instants: readonly Instant[]): Promise<InForce[]> {
  const now = formatInstant(deps.now());
  const pages = await Promise.all([...instants, now].map((at) => deps.catalogues.around(merchant, at, VERSIONS)));
  const bySeq = new Map(pages.flat().map((summary) => [summary.seq, summary]));
  const summaries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const compiled = await Promise.all(summaries.map(({ version }) => deps.live.find(merchant, version)));
  return summaries.flatMap(({ seq, version, createdAt }, index): InForce[] => {
    const found = compiled[index];
    return found ? [{ seq, version, fromMs: parseInstant(createdAt), compiled: found }] : [];
  });
}

async function planOf({ plans }: TraceDeps, merchant: string, quoteId: string): Promise<TracedQuote["plan"]> {
  const id = await plans.byQuote(merchant, quoteId);
  const found = id === undefined ? undefined : (await plans.read(merchant, id)).found;
  return found ? { id: found.plan.id, offer: found.plan.offer, state: found.plan.state } : null;
}

/** An offer's names, and which of its terms counted at an instant. */
function offered({ catalogue }: CompiledCatalogue, id: string, at: Instant): TracedQuote["offers"][number] {
  const offer = catalogue.offers.find((each) => each.id === id)!;
  const partner = catalogue.partners.find((each) => each.id === offer.partner)!;
  const ms = parseInstant(at);
  const terms = offer.terms.findLast(({ effective_from }) => parseInstant(effective_from) <= ms) ?? offer.terms[0]!;
  const { method, count, interval } = offer;
  return {
    id,
    partner: { id: partner.id, name: partner.name },
    method,
    count,
    interval,
    terms_version: terms.version,
  };
}
