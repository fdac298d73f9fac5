import { formatInstant, MS_PER_DAY } from "@fenqi/core/calendar";
import type { Method } from "@fenqi/core/offer";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { MinuteRow, PartnerOperation, PartnerStore } from "./ports.ts";
import { type QuoteDeps, quoteCart } from "./quote-cart.ts";

/** How a demo's days went before its start: shoppers who looked, and partners who were asked. */
export interface SeedHistory {
  /** Carts, taken in turn. */
  readonly carts: readonly QuoteRequest[];
  readonly quotesPerHour: number;
  readonly calls: readonly SeedCalls[];
}

/** Calls to one partner's method, in the middle of a day. */
export interface SeedCalls {
  readonly partner: string;
  readonly method: Method;
  readonly perMinute: number;
  readonly p50Ms: number;
  /** Shares of 0 to 1. */
  readonly declined: number;
  readonly failed: number;
  /** From so many minutes before the start on calls slow down and fail, and after a while nobody calls any more. */
  readonly brokenMinutesAgo?: number;
}

export interface HistoryDeps extends QuoteDeps {
  readonly partnerMinutes: Pick<PartnerStore, "appendMinutes" | "minutes">;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A week and a day, so that the day of the start has the same day of last week beside it. */
const DAYS = 8;
/** Minutes of one stretch, by how long ago it is: the closer, the finer. */
const STRETCHES = [
  { untilMs: 2 * HOUR_MS, minutes: 1 },
  { untilMs: 26 * HOUR_MS, minutes: 10 },
  { untilMs: DAYS * MS_PER_DAY, minutes: 60 },
] as const;
const BREAKING_MINUTES = 6;
const AT_ONCE = 50;
const ROWS = 500;
/** Says whose process the calls were, beside those of real ones. */
const PROCESS = "demo history";

/**
 * Makes what the days before the start have left: quotes by the use case that everybody uses, which the recorder writes
 * behind, and partners' minutes. Goes on from where the last start's ended. The same start gives the same history.
 */
export async function seedHistory(
  deps: HistoryDeps,
  merchant: string,
  { carts, quotesPerHour, calls }: SeedHistory,
  stopped: () => boolean,
): Promise<void> {
  const start = deps.now();
  const earliest = start - DAYS * MS_PER_DAY;
  const kept = await deps.partnerMinutes.minutes(merchant, formatInstant(earliest));
  const from = kept.length === 0 ? earliest : Date.parse(kept.at(-1)!.minute) + MINUTE_MS;

  const rows = calls.flatMap((one) => minutesOf(merchant, one, from, start));
  for (let at = 0; at < rows.length && !stopped(); at += ROWS) {
    await deps.partnerMinutes.appendMinutes(PROCESS, rows.slice(at, at + ROWS));
  }
  let quoted = 0;
  for (let hour = from; hour < start; hour += HOUR_MS) {
    const count = Math.round(quotesPerHour * busy(hour) * Math.min(1, (start - hour) / HOUR_MS));
    for (let n = 0; n < count; n += 1) {
      const at = formatInstant(hour + Math.floor(((n + chance(hour + n)) * Math.min(HOUR_MS, start - hour)) / count));
      const request = carts[Math.floor(chance(hour / 7 + n) * carts.length)]!;
      quoteCart({ ...deps, now: () => Date.parse(at) }, { merchant, request, at, schedules: false });
      quoted += 1;
      // Whoever looks at the demo meanwhile is answered first.
      if (quoted % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
      if (stopped()) return;
    }
  }
}

function minutesOf(merchant: string, calls: SeedCalls, from: number, start: number): MinuteRow[] {
  const rows: MinuteRow[] = [];
  let until = start;
  for (const { untilMs, minutes } of STRETCHES) {
    const step = minutes * MINUTE_MS;
    const oldest = Math.max(from, start - untilMs);
    for (let at = Math.floor(until / step) * step - step; at >= oldest; at -= step) {
      rows.push(...rowsOf(merchant, calls, { at, minutes, ago: (start - at) / MINUTE_MS }));
    }
    until = Math.min(until, start - untilMs);
  }
  return rows;
}

interface Stretch {
  readonly at: number;
  readonly minutes: number;
  /** Minutes before the start. */
  readonly ago: number;
}

/** Shares of what is called: most calls ask whether a shopper may, some whether it is so. */
const OPERATIONS: readonly (readonly [operation: PartnerOperation, share: number, speed: number])[] = [
  ["pre_check", 0.6, 0.35],
  ["authorise", 0.34, 1],
  ["look_up", 0.06, 0.4],
];

function rowsOf(merchant: string, calls: SeedCalls, { at, minutes, ago }: Stretch): MinuteRow[] {
  const { partner, method, perMinute, p50Ms, declined, failed, brokenMinutesAgo = -1 } = calls;
  // While it breaks, the worse the later.
  const breaking = Math.max(0, brokenMinutesAgo - ago) / BREAKING_MINUTES;
  if (breaking > 1) return [];
  return OPERATIONS.flatMap(([operation, share, speed], n) => {
    const dice = chance(at / MINUTE_MS + n * 7919 + perMinute * 31 + p50Ms);
    const made = Math.round(perMinute * minutes * share * busy(at) * (0.8 + 0.4 * dice));
    if (made === 0) return [];
    const errors = Math.round(made * Math.min(0.6, failed * 2 * dice + breaking * 0.6));
    const declines = operation === "authorise" ? Math.round((made - errors) * declined * (0.7 + 0.6 * dice)) : 0;
    const slow = speed * p50Ms * (0.9 + 0.25 * dice) * (1 + 4 * breaking);
    const minute = formatInstant(at);
    const figures = { calls: made, declines, errors, p50Ms: slow, p95Ms: slow * (2.1 + 0.8 * dice) };
    return [{ merchant, partner, method, operation, minute, ...figures }];
  });
}

/** How busy an hour is beside the busiest, 0 to 1: little at night, most in the evening, in UTC+8. */
function busy(ms: number): number {
  const hour = ((ms / HOUR_MS + 8) % 24) - 20;
  const fromPeak = Math.min(Math.abs(hour), 24 - Math.abs(hour));
  return Math.max(0.06, Math.cos((fromPeak / 14) * Math.PI) * 0.5 + 0.5);
}

/** A number of 0 to 1 that looks like chance and is always the same for the same `n`. */
function chance(n: number): number {
  const wave = Math.sin(n * 12.9898 + 4.1414) * 43_758.5453;
  return wave - Math.floor(wave);
}
