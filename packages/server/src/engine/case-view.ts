import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import type { Explanation } from "@fenqi/core/explanation";
import type { Back, Cause } from "@fenqi/core/offer";
import {
  type Alternative,
  isPersonal,
  type OfferTrace,
  type Option,
  type QuoteAnswer,
  type QuoteInput,
  quote,
  traceQuote,
} from "@fenqi/core/quote";
import type { CaseDeps } from "./case-deps.ts";
import type { CaseRow } from "./ports.ts";
import { done, type Result } from "./refusals.ts";
import { openToken, replayQuote } from "./replay-quote.ts";

/** A cause with its explanation's words in both languages. */
export interface SaidCause extends Pick<Cause, "code" | "category" | "facts"> {
  readonly explanation: Explanation;
  readonly personal: boolean;
}

/** What an agent sees of the quote that a case is about. */
export interface SeenQuote {
  /** The answer as it was, to the byte. */
  readonly seen: Uint8Array;
  readonly quotedAt: Instant;
  /** The store's own pseudonym of the shopper. */
  readonly shopper: string | null;
  readonly trace: readonly OfferTrace[];
  /** Why the way was missing, as the shopper read it; of every missing way where the case names none. */
  readonly told: readonly SaidCause[];
  /** The same cart, now. */
  readonly now: {
    readonly at: Instant;
    /** Null where the case names no way, or the way is not offered to this cart any more. */
    readonly available: boolean | null;
    readonly causes: readonly SaidCause[];
    readonly back: Back | null;
    readonly alternatives: readonly (Pick<Alternative, "extra_total" | "extra_per_period"> & {
      readonly option: Option;
    })[];
  };
}

/** Replays and explains the quote of a case; undefined where the case has none. */
export async function seeCase(deps: CaseDeps, merchant: string, row: CaseRow): Promise<Result<SeenQuote | undefined>> {
  if (!row.quote) return done(undefined);
  const opened = await openToken(deps, merchant, row.quote.token);
  if (!opened.ok) return opened;
  const { body, compiled } = opened.value;
  const seen = await replayQuote(deps, merchant, row.quote.token);
  if (!seen.ok) return seen;
  const trace = traceQuote(compiled, { ...body.input, locale: row.locale }, body.at);
  if (!trace.ok) return trace;
  const told = saidOf(compiled, body.input, body.at, row.offer);
  if (!told.ok) return told;
  const now = today(deps, merchant, row, body.input);
  if (!now.ok) return now;
  const of = { quotedAt: body.at, shopper: body.input.shopper?.ref ?? null };
  return done({ ...of, seen: seen.value, trace: trace.value, told: told.value, now: now.value });
}

/** Whether the way is there now, and what instead: the same cart and shopper against the catalogue in force. */
function today(deps: CaseDeps, merchant: string, row: CaseRow, input: QuoteInput): Result<SeenQuote["now"]> {
  const at = formatInstant(deps.now());
  const { compiled, quotas } = deps.live.of(merchant)!;
  const current: QuoteInput = { ...input, locale: row.locale, facts: { ...input.facts, quotas } };
  const answer = quote(compiled, current, at, { schedules: true });
  if (!answer.ok) return answer;
  const causes = saidOf(compiled, current, at, row.offer);
  if (!causes.ok) return causes;
  const { options, missing } = answer.value;
  const way = missing.find(({ offer }) => offer === row.offer);
  const isThere = options.some(({ offer }) => offer === row.offer);
  const byId = new Map(options.map((option) => [option.id, option]));
  return done({
    at,
    available: way ? false : isThere ? true : null,
    causes: causes.value,
    back: way?.back ?? null,
    alternatives: (way?.alternatives ?? []).map(({ option, ...extra }) => ({ ...extra, option: byId.get(option)! })),
  });
}

/** The causes of one missing way, or of all, in both languages, each explanation once. */
function saidOf(
  compiled: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
  offer: string | null,
): Result<readonly SaidCause[]> {
  const inLocale = (locale: QuoteInput["locale"]) => quote(compiled, { ...input, locale }, at, { schedules: false });
  const [zh, en] = [inLocale("zh-CN"), inLocale("en")];
  if (!zh.ok) return zh;
  if (!en.ok) return en;
  const inEnglish = causesOf(en.value, offer);
  const said = causesOf(zh.value, offer).map(
    ({ code, category, facts, explanation: { id, version, text } }, index) => ({
      code,
      category,
      facts,
      personal: isPersonal(code),
      explanation: { id, version, "zh-CN": text, en: inEnglish[index]!.explanation.text },
    }),
  );
  return done([
    ...new Map(said.map((cause) => [`${cause.explanation.id} ${cause.explanation["zh-CN"]}`, cause])).values(),
  ]);
}

const causesOf = ({ missing }: QuoteAnswer, offer: string | null): readonly Cause[] =>
  missing.filter((way) => offer === null || way.offer === offer).flatMap(({ causes }) => causes);
