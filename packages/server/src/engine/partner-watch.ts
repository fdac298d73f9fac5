import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import type { PartnerEventKind, PartnerWatch, WatchState } from "./ports.ts";

/** What asking a partner has shown. `unsure`: it failed, and its breaker is closed yet. */
export type Sight = "good" | "bad" | "unsure";

/** Where each sight leads. A way that probes is open again after {@link PROBES} good ones in a row. */
export const WATCH_MOVES = {
  closed: { good: "closed", bad: "open", unsure: "closed" },
  open: { good: "probing", bad: "open", unsure: "open" },
  probing: { good: "probing", bad: "open", unsure: "open" },
} as const satisfies Record<WatchState, Record<Sight, WatchState>>;

/** Good probes in a row before a way comes back: one may be luck. */
export const PROBES = 3;

const SECOND = 1_000;
const MOST_OPEN_MS = 5 * 60 * SECOND;
/** An opening this long after the last return begins anew. */
const CALM_MS = 10 * 60 * SECOND;

/** Milliseconds between looks, by what is known. */
export interface Paces {
  readonly closed: number;
  readonly unsure: number;
  readonly probing: number;
  /** Least time open, doubled by each opening that follows close on the last. */
  readonly open: number;
}

export const PACES: Paces = { closed: 10 * SECOND, unsure: SECOND, probing: SECOND, open: 5 * SECOND };

/** How long it stays open before it is probed. */
export const leastOpenMs = (openings: number, { open }: Paces = PACES): number =>
  Math.min(MOST_OPEN_MS, open * 2 ** Math.max(0, openings - 1));

export interface WatchStep {
  readonly watch: PartnerWatch;
  /** What is told of it; undefined where nothing changed. */
  readonly event?: Extract<PartnerEventKind, "opened" | "reopened" | "probing" | "closed">;
}

/**
 * A partner's watch after a sight. A person's hold is stronger: held open it never closes by itself, held closed it never
 * opens.
 */
export function stepWatch(watch: PartnerWatch, sight: Sight, nowMs: number, paces: Paces = PACES): WatchStep {
  const to = WATCH_MOVES[watch.state][sight];
  const look = (afterMs: number) => formatInstant(nowMs + afterMs);
  if (to === "closed" || (to === "open" && watch.hold === "closed")) {
    return { watch: { ...watch, lookAt: look(sight === "good" ? paces.closed : paces.unsure) } };
  }
  if (to === "open") return watch.state === "closed" ? opened(watch, nowMs, paces) : stillOpen(watch, nowMs, paces);

  const successes = watch.successes + 1;
  if (successes < PROBES || watch.hold === "open") {
    const moved = watch.state === "probing" ? watch : { ...watch, state: to, since: formatInstant(nowMs) };
    const told: WatchStep = { watch: { ...moved, successes, lookAt: look(paces.probing) } };
    return watch.state === "probing" ? told : { ...told, event: "probing" };
  }
  const back: PartnerWatch = {
    ...watch,
    state: "closed",
    since: formatInstant(nowMs),
    successes: 0,
    lookAt: look(paces.closed),
  };
  return { watch: back, event: "closed" };
}

function opened(watch: PartnerWatch, nowMs: number, paces: Paces): WatchStep {
  const calm = nowMs - parseInstant(watch.since) > CALM_MS;
  const openings = calm ? 1 : watch.openings + 1;
  const at = formatInstant(nowMs);
  const lookAt = formatInstant(nowMs + leastOpenMs(openings, paces));
  return { watch: { ...watch, state: "open", since: at, successes: 0, openings, lookAt }, event: "opened" };
}

/** A probe that failed: it is open, and probed again at the pace of its first least time. */
function stillOpen(watch: PartnerWatch, nowMs: number, paces: Paces): WatchStep {
  const lookAt = formatInstant(nowMs + paces.open);
  if (watch.state === "open") return { watch: { ...watch, successes: 0, lookAt } };
  const since = formatInstant(nowMs);
  return { watch: { ...watch, state: "open", since, successes: 0, lookAt }, event: "reopened" };
}
