import { formatInstant } from "@fenqi/core/calendar";
import { type Latencies, latencies } from "./latencies.ts";
import type { MinuteRow, PartnerCall } from "./ports.ts";

/** How one partner's method did lately, in this process. Without calls there are no latencies and no rate. */
export interface CallFiguresLately {
  readonly calls: number;
  readonly declines: number;
  readonly errors: number;
  readonly perSecond: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly lastAtMs: number | null;
  /** What the last call that failed met. */
  readonly lastFault: string | null;
}

/** Calls counted as they are made. Nothing is ever put in by anybody else. */
export interface CallCounts {
  record(call: PartnerCall): void;
  lately(merchant: string, partner: string, method: string, nowMs: number): CallFiguresLately;
  /** Minutes that have ended by now, each handed out once. */
  takeMinutes(nowMs: number): readonly MinuteRow[];
}

/** The window slides by slices. */
export const WINDOW_MS = 5 * 60_000;
const SLICE_MS = 10_000;
const MINUTE_MS = 60_000;

interface Tally {
  calls: number;
  declines: number;
  errors: number;
  readonly latencies: Latencies;
}
interface Line {
  readonly slices: Map<number, Tally>;
  lastAtMs: number | null;
  lastFault: string | null;
}

const newTally = (): Tally => ({ calls: 0, declines: 0, errors: 0, latencies: latencies() });

function add(tally: Tally, { result, ms }: PartnerCall): void {
  tally.calls += 1;
  if (result === "declined") tally.declines += 1;
  else if (result !== "answered") tally.errors += 1;
  tally.latencies.add(ms);
}

export function callCounts(): CallCounts {
  const lines = new Map<string, Line>();
  const minutes = new Map<string, { readonly call: PartnerCall; readonly startMs: number; readonly tally: Tally }>();

  return {
    record(call) {
      const line = getOr(lines, keyOf(call), () => ({
        slices: new Map<number, Tally>(),
        lastAtMs: null,
        lastFault: null,
      }));
      const slice = Math.floor(call.atMs / SLICE_MS);
      for (const old of line.slices.keys()) if (old <= slice - WINDOW_MS / SLICE_MS) line.slices.delete(old);
      add(getOr(line.slices, slice, newTally), call);
      line.lastAtMs = call.atMs;
      if (call.result !== "answered" && call.result !== "declined") line.lastFault = call.result;

      const startMs = Math.floor(call.atMs / MINUTE_MS) * MINUTE_MS;
      const key = `${keyOf(call)} ${call.operation} ${startMs}`;
      add(getOr(minutes, key, () => ({ call, startMs, tally: newTally() })).tally, call);
    },

    lately(merchant, partner, method, nowMs) {
      const line = lines.get(keyOf({ merchant, partner, method }));
      const first = Math.floor(nowMs / SLICE_MS) - WINDOW_MS / SLICE_MS;
      const slices = [...(line?.slices ?? [])].filter(([slice]) => slice > first).map(([, tally]) => tally);
      const sum = (field: "calls" | "declines" | "errors") => slices.reduce((total, tally) => total + tally[field], 0);
      const together = latencies(slices.map((tally) => tally.latencies));
      const calls = sum("calls");
      return {
        calls,
        declines: sum("declines"),
        errors: sum("errors"),
        perSecond: calls / (WINDOW_MS / 1000),
        p50Ms: together.quantile(0.5),
        p95Ms: together.quantile(0.95),
        lastAtMs: line?.lastAtMs ?? null,
        lastFault: line?.lastFault ?? null,
      };
    },

    takeMinutes(nowMs) {
      const ended = [...minutes].filter(([, { startMs }]) => startMs + MINUTE_MS <= nowMs);
      for (const [key] of ended) minutes.delete(key);
      return ended.map(([, { call, startMs, tally }]) => ({
        merchant: call.merchant,
        partner: call.partner,
        method: call.method,
        operation: call.operation,
        minute: formatInstant(startMs),
        calls: tally.calls,
        declines: tally.declines,
        errors: tally.errors,
        p50Ms: tally.latencies.quantile(0.5)!,
        p95Ms: tally.latencies.quantile(0.95)!,
      }));
    },
  };
}

const keyOf = ({ merchant, partner, method }: { merchant: string; partner: string; method: string }): string =>
  `${merchant} ${partner} ${method}`;

function getOr<K, T>(kept: Map<K, T>, key: K, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}
