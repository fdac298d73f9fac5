import type { api } from "../../api.ts";

export type History = Awaited<ReturnType<typeof api.partnerHistory>>;
export type Watch = Awaited<ReturnType<typeof api.partnersHealth>>["partners"][number];
type HistoryEvent = History["events"][number];
type Stretch = History["stretches"][number];

/** A breaker's state from an instant to another, in milliseconds. */
export interface Span {
  readonly state: Watch["state"];
  readonly from: number;
  readonly until: number;
}

const STATE_AFTER: { readonly [event: string]: Watch["state"] | undefined } = {
  opened: "open",
  reopened: "open",
  held_open: "open",
  probing: "probing",
  closed: "closed",
  held_closed: "closed",
};

/** The breaker's states between two instants, from its events (newest first) and its state now. No event: one state throughout. */
export function spansOf(
  events: readonly HistoryEvent[],
  now: Watch["state"],
  from: number,
  until: number,
): readonly Span[] {
  const moves = events
    .map(({ event, at }) => ({ state: STATE_AFTER[event], at: Date.parse(at) }))
    .filter((move): move is { state: Watch["state"]; at: number } => move.state !== undefined)
    .reverse();
  const before = moves.findLast(({ at }) => at <= from);
  const within = moves.filter(({ at }) => at > from && at < until);
  const first = before?.state ?? (within.length > 0 || moves.length > 0 ? "closed" : now);
  const starts = [{ state: first, at: from }, ...within];
  return starts
    .map(({ state, at }, index) => ({ state, from: at, until: starts[index + 1]?.at ?? until }))
    .filter((span) => span.until > span.from);
}

/** Stretches that follow each other without a gap; where there were no calls there is no line. */
export function runsOf(stretches: readonly Stretch[], seconds: number): readonly (readonly Stretch[])[] {
  const runs: Stretch[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const stretch of stretches) {
    const at = Date.parse(stretch.from);
    if (at - last > seconds * 1_500) runs.push([]);
    runs.at(-1)!.push(stretch);
    last = at;
  }
  return runs;
}

const DAY_MS = 86_400_000;

/** Since when anything is known: the watch began no later. Before it there is no data, which is a gap, not a good day. */
export const knownFrom = (events: readonly HistoryEvent[], since: string): number =>
  Math.min(Date.parse(since), ...events.map(({ at }) => Date.parse(at)));

/** One day of the last 90, oldest first: minutes for which the breaker was not closed; null before anybody looked. */
export interface DayOpen {
  readonly from: number;
  readonly openMinutes: number | null;
}

/** `known` and `until`: since when it is watched, and the end of the last day, in milliseconds. */
export function daysOf(
  events: readonly HistoryEvent[],
  now: Watch["state"],
  known: number,
  until: number,
  days = 90,
): readonly DayOpen[] {
  const from = until - days * DAY_MS;
  const open = spansOf(events, now, from, until).filter(({ state }) => state !== "closed");
  return Array.from({ length: days }, (_, index) => {
    const [begins, ends] = [from + index * DAY_MS, from + (index + 1) * DAY_MS];
    if (ends <= known) return { from: begins, openMinutes: null };
    const ms = open.reduce(
      (sum, span) => sum + Math.max(0, Math.min(ends, span.until) - Math.max(begins, span.from)),
      0,
    );
    return { from: begins, openMinutes: Math.round(ms / 60_000) };
  });
}

/** The share of shoppers that a way is open to, from an instant on. */
export interface Open {
  readonly at: number;
  readonly share: number;
}

interface Life {
  readonly history?: readonly { readonly move: string; readonly at: string }[];
  readonly ramp: { readonly step: number } | null;
  readonly adjustment: { readonly ramp?: { readonly steps: readonly { readonly share_ppm: number }[] } };
}

/** How an incident opened and closed the way, step by step, from its moves. Without one it is open to all. */
export function openSharesOf(incident: Life | undefined, from: number, until: number): readonly Open[] {
  const steps = incident?.adjustment.ramp?.steps ?? [];
  let step = -1;
  const moves = (incident?.history ?? []).flatMap(({ move, at }): Open[] => {
    const ms = Date.parse(at);
    if (move === "apply" || move === "start" || move === "roll_back") {
      step = -1;
      return [{ at: ms, share: 0 }];
    }
    if (move !== "lift" && move !== "advance") return [];
    step += 1;
    const share = steps[step]?.share_ppm;
    return [{ at: ms, share: share === undefined ? 1 : share / 1_000_000 }];
  });
  const before = moves.findLast(({ at }) => at <= from);
  const within = moves.filter(({ at }) => at > from && at <= until);
  return [{ at: from, share: before?.share ?? 1 }, ...within];
}
