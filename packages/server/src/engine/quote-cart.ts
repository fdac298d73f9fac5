import { type Instant, parseInstant } from "@fenqi/core/calendar";
import { aggregateCart } from "@fenqi/core/offer";
import {
  ENGINE_VERSION,
  instantsOf,
  type QuoteAnswer,
  type QuoteInput,
  type QuoteRequest,
  quote,
} from "@fenqi/core/quote";
import type { LiveCatalogue, LiveCatalogues } from "./live-catalogues.ts";
import type { Clock, EncodedAnswer, Ids, QuotaUse, QuoteRow, TokenBody, TokenSealer } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { Question, Said, SaidAnswers } from "./said-answers.ts";

export interface QuoteDeps {
  readonly live: LiveCatalogues;
  readonly now: Clock;
  readonly ids: Ids;
  readonly tokens: TokenSealer;
  readonly encode: AnswerEncoder;
  readonly said: SaidAnswers;
  /** Takes a quote to be recorded behind the answer; never waits, never throws. */
  readonly record: (row: QuoteRow) => void;
}

export type AnswerEncoder = (answer: QuoteAnswer & { readonly engine_changed?: true }) => EncodedAnswer;

export interface QuoteCommand {
  readonly merchant: string;
  readonly request: QuoteRequest;
  readonly at: Instant;
  readonly schedules: boolean;
}

/**
 * Quotes a cart from memory: no database, no waiting. The answer is JSON, written and encoded once; what a replay
 * compares is everything in it behind id, code and token.
 */
export function quoteCart(deps: QuoteDeps, command: QuoteCommand): Result<Uint8Array> {
  const { merchant, request, at, schedules } = command;
  const live = deps.live.of(merchant);
  if (!live) return refuse({ code: "catalogue_missing" });

  const asked = read(request, live);
  if (wordsOf(asked.input) > MOST_WORDS) return refuse({ code: "cart_too_varied" });
  return answerQuote(deps, live, asked, { merchant, at, schedules });
}

/**
 * The cart of an older quote, quoted again at `at` from what is in force now: what a shopper goes on with whose choice
 * cannot be accepted any more. Without rows. Undefined when it cannot be quoted any more.
 */
export function freshQuote(deps: QuoteDeps, merchant: string, older: QuoteInput, at: Instant): object | undefined {
  const live = deps.live.of(merchant);
  if (!live) return undefined;
  const input = currentFacts(older, live);
  const asked = { input, text: JSON.stringify(input), again: false };
  const answer = answerQuote(deps, live, asked, { merchant, at, schedules: false });
  return answer.ok ? (JSON.parse(new TextDecoder().decode(answer.value)) as object) : undefined;
}

/** An older question with the facts of now. */
export function currentFacts({ facts: _, ...input }: QuoteInput, { quotas }: LiveCatalogue): QuoteInput {
  return hasUse(quotas) ? { ...input, facts: { quotas } } : input;
}

function answerQuote(
  deps: QuoteDeps,
  live: LiveCatalogue,
  asked: Asked,
  { merchant, at, schedules }: Omit<QuoteCommand, "request">,
): Result<Uint8Array> {
  const ms = parseInstant(at);
  const instants = instantsOf(ms);
  const said = sayAnswer(deps, { compiled: live.compiled, ...asked, schedules, ms }, instants.created_at);
  if (!said.ok) return said;

  const { encoded, answered } = said.value;
  const now = deps.now();
  const id = deps.ids.quote(now);
  const code = deps.ids.code();
  const digest = encoded.digest(instants);
  const { version } = live.compiled;
  const token = deps.tokens.seal(merchant, {
    ...{ id, code, version, engine: ENGINE_VERSION, at, schedules, digest },
    input: asked.text,
  });
  if (token === undefined) return refuse({ code: "cart_too_varied" });
  deps.record({ merchant, id, code, at, token, digest, shopper: asked.input.shopper?.ref ?? null, answered });
  return done(encoded.behind(headOf({ id, code }, token), instants));
}

/** The answer as it was said before, or worked out. */
function sayAnswer(
  { said, encode }: Pick<QuoteDeps, "said" | "encode">,
  question: Question,
  at: Instant,
): Result<Said> {
  const before = said.find(question);
  if (before !== undefined) return done(before);
  const { compiled, schedules } = question;
  const answer = quote(compiled, question.input, at, { schedules });
  if (!answer.ok) return answer;
  const { currency, total, options, missing } = answer.value;
  const now: Said = {
    encoded: encode(answer.value),
    answered: {
      catalogueVersion: compiled.version,
      engineVersion: ENGINE_VERSION,
      input: question.input.shopper === undefined ? question.text : JSON.stringify(withoutShopper(question.input)),
      currency,
      total,
      options: options.length,
      missing: missing.length,
      missingOffers: missing.map(({ offer }) => offer),
    },
  };
  said.hear(question, now);
  return done(now);
}

const withoutShopper = ({ shopper: _, ...input }: QuoteInput): QuoteInput => input;

/** What stands before the compared part. */
export const headOf = ({ id, code }: Pick<TokenBody, "id" | "code">, token: string): string =>
  `{"id":"${id}","code":"${code}","token":"${token}",`;

type Asked = Pick<Question, "input" | "text" | "again">;

const known = new WeakMap<QuoteRequest, Asked & { readonly quotas: QuotaUse }>();

/** A request that is frozen comes again and again: it is added up and written once, unless quotas have changed since. */
function read(request: QuoteRequest, { quotas }: LiveCatalogue): Asked {
  const again = Object.isFrozen(request);
  const before = again ? known.get(request) : undefined;
  if (before?.quotas === quotas) return before;
  const { market, channel, locale, shopper } = request;
  const input: QuoteInput = {
    ...{ cart: aggregateCart(request.cart), market, channel, locale },
    ...(shopper === undefined ? {} : { shopper }),
    ...(hasUse(quotas) ? { facts: { quotas } } : {}),
  };
  const asked = { input, text: JSON.stringify(input), again, quotas };
  if (again) known.set(request, asked);
  return asked;
}

/** Different categories and tags that a cart may have together; they travel in the token. */
const MOST_WORDS = 24;

const wordsOf = ({ cart }: QuoteInput): number => Object.keys(cart.categories).length + Object.keys(cart.tags).length;

function hasUse(quotas: QuotaUse): boolean {
  for (const _ in quotas) return true;
  return false;
}
