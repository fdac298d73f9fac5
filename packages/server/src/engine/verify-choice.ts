import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { type AgreedOption, agreeOption, ENGINE_VERSION, type MissingWay, type Option, quote } from "@fenqi/core/quote";
import type { LiveCatalogue } from "./live-catalogues.ts";
import type { TokenBody } from "./ports.ts";
import { currentFacts, freshQuote, type QuoteDeps } from "./quote-cart.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { ReplayDeps } from "./replay-quote.ts";

/** What the shopper confirmed, as the page recorded it. */
export interface Consent {
  /** The disclosure that was shown, by id: `cn-2026-08-01`. */
  readonly disclosure: string;
  readonly language: "zh-CN" | "en";
  readonly shown_at: Instant;
  readonly confirmed_at: Instant;
}

/** An option that may be accepted now, as it was shown. */
export interface Choice {
  readonly token: TokenBody;
  readonly compiled: CompiledCatalogue;
  readonly agreed: AgreedOption;
  readonly consent: Consent;
  /** For how long the disclosure was in front of the shopper, as far as this server's own clock bears it out; whole seconds. */
  readonly readSeconds: number;
}

export interface ChoiceCommand {
  readonly merchant: string;
  readonly option: string;
  readonly consent: Consent;
  /** Now; of the test clock where the plan has one. */
  readonly at: Instant;
}

export type ChoiceDeps = QuoteDeps & ReplayDeps;

/**
 * Whether an option of a quote, whose token was opened, may be accepted now: the quote replays to the same bytes and still
 * holds, the way is still open, and the shopper has had the disclosure in front of them for as long as the regime asks.
 *
 * A way that has gone meanwhile is refused with what a quote of this moment says of it, and that quote.
 */
export function verifyChoice(
  deps: ChoiceDeps,
  command: ChoiceCommand,
  { body: token, compiled }: { readonly body: TokenBody; readonly compiled: CompiledCatalogue },
): Result<Choice> {
  const { merchant, at } = command;
  const live = deps.live.of(merchant)!;

  const replayed = quote(compiled, token.input, token.at, { schedules: token.schedules });
  if (!replayed.ok) return replayed;
  const isSame = deps.encode(replayed.value).digest(replayed.value) === token.digest;
  if (!isSame && token.engine === ENGINE_VERSION)
    throw new Error(`quote ${token.id} does not replay to the same bytes`);
  if (!replayed.value.options.some(({ id }) => id === command.option)) {
    return refuse({ code: "unknown_option", option: command.option });
  }
  const nowMs = parseInstant(at);
  const fresh = () => freshQuote(deps, merchant, token.input, at);
  // Rules that have changed since would show another answer than the shopper saw.
  if (!isSame || nowMs >= parseInstant(replayed.value.expires_at)) {
    return refuse({ code: "quote_expired", expiredAt: replayed.value.expires_at, fresh: fresh() });
  }
  const gone = goneSince(live, token, at, command.option);
  if (gone) return refuse({ code: "way_unavailable", way: gone, fresh: fresh() });

  const agreed = agreeOption(compiled, token.input, token.at, command.option);
  if (!agreed.ok) return agreed;
  const flaw = consentFlaw(command.consent, agreed.value.option, token.at, nowMs);
  if (flaw) return refuse({ code: "consent_insufficient", ...flaw });
  const readSeconds = Math.max(0, secondsRead(command.consent, token.at, nowMs));
  return done({ token, compiled, agreed: agreed.value, consent: command.consent, readSeconds });
}

/** What is said of the way now, where it has gone since the quote. Its price holds; its being open does not. */
function goneSince(live: LiveCatalogue, token: TokenBody, at: Instant, option: string): MissingWay | undefined {
  const now = quote(live.compiled, currentFacts(token.input, live), at, { schedules: false });
  return now.ok ? now.value.missing.find(({ offer }) => offer === option) : undefined;
}

/** How far a shop's clock may be ahead of this server's. */
const SKEW_MS = 60_000;

/** Whole seconds from when the disclosure was shown, not before it was quoted, until it was confirmed, not after now. */
const secondsRead = ({ shown_at, confirmed_at }: Consent, quotedAt: Instant, nowMs: number): number =>
  Math.floor(
    (Math.min(parseInstant(confirmed_at), nowMs) - Math.max(parseInstant(shown_at), parseInstant(quotedAt))) / 1_000,
  );

type ConsentFlaw = { readonly pointer: string; readonly reason: string; readonly detail: string };

/**
 * What is wrong with a consent. The times are the page's word, held against what this server knows itself: when the
 * quote was made, and what time it is.
 */
function consentFlaw(
  consent: Consent,
  { disclosure }: Option,
  quotedAt: Instant,
  nowMs: number,
): ConsentFlaw | undefined {
  const { acknowledgement } = disclosure;
  const [shown, confirmed] = [parseInstant(consent.shown_at), parseInstant(consent.confirmed_at)];
  const flaw = (field: string, reason: string, detail: string) => ({ pointer: `/consent/${field}`, reason, detail });
  if (Number.isNaN(shown)) return flaw("shown_at", "no_such_date", "is not a day and time of the calendar");
  if (Number.isNaN(confirmed)) return flaw("confirmed_at", "no_such_date", "is not a day and time of the calendar");
  if (consent.disclosure !== disclosure.id) return flaw("disclosure", "mismatch", `the option shows ${disclosure.id}`);
  if (shown < parseInstant(quotedAt) - SKEW_MS) return flaw("shown_at", "too_early", `the quote is of ${quotedAt}`);
  if (confirmed > nowMs + SKEW_MS) return flaw("confirmed_at", "too_late", `it is ${formatInstant(nowMs)}`);
  const seconds = secondsRead(consent, quotedAt, nowMs);
  if (seconds < acknowledgement.reading_seconds) {
    return flaw(
      "confirmed_at",
      "too_soon",
      `${Math.max(0, seconds)} s after it was shown, or quoted (${quotedAt}); ${acknowledgement.reading_seconds} s are asked`,
    );
  }
  return undefined;
}
