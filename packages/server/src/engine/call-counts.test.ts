import fc from "fast-check";
import { expect, test } from "vitest";
import { callCounts, WINDOW_MS } from "./call-counts.ts";
import { latencies } from "./latencies.ts";
import type { PartnerCall } from "./ports.ts";

const NOON = Date.UTC(2026, 10, 25, 12);
const call = (fields: Partial<PartnerCall> = {}): PartnerCall => ({
  merchant: "shop",
  partner: "bank",
  method: "card_instalments",
  operation: "pre_check",
  atMs: NOON,
  ms: 10,
  result: "answered",
  ...fields,
});
const of = (counts: ReturnType<typeof callCounts>, atMs = NOON) =>
  counts.lately("shop", "bank", "card_instalments", atMs);

test("without calls there is no figure", () => {
  expect(of(callCounts())).toEqual({
    calls: 0,
    declines: 0,
    errors: 0,
    perSecond: 0,
    p50Ms: null,
    p95Ms: null,
    lastAtMs: null,
    lastFault: null,
  });
});

test("a decline is an answer, a fault is an error; others' calls are not counted", () => {
  const counts = callCounts();
  counts.record(call());
  counts.record(call({ result: "declined" }));
  counts.record(call({ result: "timeout", ms: 800 }));
  counts.record(call({ partner: "wallet" }));
  expect(of(counts)).toMatchObject({ calls: 3, declines: 1, errors: 1, lastFault: "timeout" });
});

test("calls leave the window as it slides", () => {
  const counts = callCounts();
  counts.record(call());
  expect(of(counts, NOON + WINDOW_MS - 10_000).calls).toBe(1);
  expect(of(counts, NOON + WINDOW_MS).calls).toBe(0);
});

test("a minute is handed out once, when it has ended", () => {
  const counts = callCounts();
  for (let n = 0; n < 4; n += 1) counts.record(call({ result: n === 0 ? "broken_off" : "answered" }));
  counts.record(call({ atMs: NOON + 60_000 }));
  expect(counts.takeMinutes(NOON + 59_999)).toEqual([]);
  expect(counts.takeMinutes(NOON + 60_000)).toMatchObject([
    { minute: "2026-11-25T12:00:00.000Z", calls: 4, errors: 1 },
  ]);
  expect(counts.takeMinutes(NOON + 60_000)).toEqual([]);
});

test("a quantile is at most a tenth above the exact one, and never below", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.5, max: 60_000, noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (times, share) => {
        const counted = latencies();
        for (const ms of times) counted.add(ms);
        const exact = times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1]!;
        const told = counted.quantile(share)!;
        expect(told).toBeGreaterThanOrEqual(exact - 0.06);
        expect(told).toBeLessThanOrEqual(exact * 1.1 + 0.06);
      },
    ),
  );
});
