import { expect, test } from "vitest";
import { sampleAdjustment } from "../quote/sample-catalogue.ts";
import { ADJUSTMENT_CAUSES, ADJUSTMENT_KINDS, compareAdjustments } from "./order.ts";
import type { Adjustment } from "./types.ts";

/** In their order: each differs from the one before in what counts most, and is better placed in all that counts less. */
const IN_ORDER: readonly Adjustment[] = [
  sampleAdjustment("b", { kind: "suspend", cause: "incident", starts_at: "2026-11-21T00:00:00+08:00" }),
  sampleAdjustment("c", { kind: "suspend", cause: "incident", starts_at: "2026-11-20T16:00:00.000Z" }),
  sampleAdjustment("a", { kind: "suspend", cause: "incident", starts_at: "2026-11-20T16:00:00.001Z" }),
  sampleAdjustment("a", { kind: "suspend", cause: "business", starts_at: "2026-11-19T00:00:00.000Z" }),
  sampleAdjustment("a", { kind: "demote", cause: "compliance", starts_at: "2026-11-18T00:00:00.000Z" }),
];

test("by kind, then cause, then start, then id, whichever comes first", () => {
  for (const [i, a] of IN_ORDER.entries()) {
    for (const [j, b] of IN_ORDER.entries()) {
      expect(Math.sign(compareAdjustments(a, b)), `${i} against ${j}`).toBe(Math.sign(i - j));
    }
  }
});

test("what closes a way speaks first, and what the store decides itself last", () => {
  const sortedBy = (all: readonly Adjustment[]) => [...all].reverse().sort(compareAdjustments);
  const kinds = ADJUSTMENT_KINDS.map((kind) => sampleAdjustment("a", { kind }));
  const causes = ADJUSTMENT_CAUSES.map((cause) => sampleAdjustment("a", { cause }));
  expect(sortedBy(kinds)).toEqual(kinds);
  expect(sortedBy(causes)).toEqual(causes);
});
