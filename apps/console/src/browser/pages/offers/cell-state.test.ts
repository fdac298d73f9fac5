import { expect, test } from "vitest";
import type { AdjustmentRecord, Offer } from "../adjustments/reach.ts";
import { cellState } from "./cell-state.ts";
import type { Drift, Tried } from "./data.ts";

const offer = { id: "bank-12", partner: "bank", method: "card_instalments", count: 12 } as Offer;
const tried = (codes: readonly string[], found: unknown = null) =>
  ({
    answer: { missing: codes.length === 0 ? [] : [{ offer: "bank-12", causes: codes.map((code) => ({ code })) }] },
    trace: [{ offer: "bank-12", available: codes.length === 0, checks: [{ check: "adjustment", found }] }],
  }) as unknown as Pick<Tried, "answer" | "trace">;
const waiting = (state: string, scope: object) =>
  [{ state, adjustment: { id: "adj_1", kind: "suspend", scope } }] as unknown as readonly AdjustmentRecord[];

test.each([
  ["nothing against it", tried([]), "inForce"],
  ["an order that it does not take", tried(["amount_below_min"]), "notThis"],
  ["a suspension before what else fails", tried(["suspended", "amount_below_min"]), "paused"],
  ["an end before a suspension", tried(["suspended", "withdrawn"]), "ended"],
  ["a return by steps", tried(["suspended"], { admits_ppm: 250_000, place_ppm: null }), "ramping"],
  ["no places left", tried(["quota_used_up"]), "quotaGone"],
])("%s", (_, given, kind) => {
  expect(cellState(offer, given, [], []).kind).toBe(kind);
});

test("terms that drifted come first; what waits for approval is told where nothing is wrong yet", () => {
  const drift = [{ offer: "bank-12" }] as unknown as readonly Drift[];
  expect(cellState(offer, tried(["suspended"]), drift, []).kind).toBe("drift");
  expect(cellState(offer, tried([]), [], waiting("submitted", { partner: "bank" })).kind).toBe("pending");
  expect(cellState(offer, tried([]), [], waiting("submitted", { partner: "wallet" })).kind).toBe("inForce");
  expect(cellState(offer, tried([]), [], waiting("draft", {})).kind).toBe("inForce");
});
