import { expect, test } from "vitest";
import type { Back } from "../offer/index.ts";
import { openPromise, promiseOf, settlePromise } from "./promise.ts";

const TOLD = "2026-11-22T02:00:00.000Z";
const DUE = "2026-11-24T02:00:00.000Z";
const BEFORE = "2026-11-23T02:00:00.000Z";
const AFTER = "2026-11-24T02:00:00.001Z";

const at: Back = { kind: "at", at: DUE };
const window: Back = { kind: "window", from: BEFORE, until: DUE };
const word: Back = { kind: "update_by", by: DUE };
const never: Back = { kind: "none" };

test.each([
  [at, "lift", BEFORE, "kept"],
  [at, "lift", DUE, "kept"],
  [at, "lift", AFTER, "missed"],
  [at, "extend", BEFORE, "slipped"],
  [at, "extend", AFTER, "missed"],
  [at, "time", DUE, null],
  [at, "time", AFTER, "missed"],
  [at, "withdraw", BEFORE, "dropped"],
  [window, "lift", DUE, "kept"],
  [window, "time", AFTER, "missed"],
  [word, "extend", BEFORE, "kept"],
  [word, "extend", AFTER, "missed"],
  [word, "time", AFTER, "missed"],
  [never, "time", AFTER, null],
  [never, "lift", AFTER, "kept"],
] as const)("%j, %s at %s: %s", (back, event, when, outcome) => {
  const [settled] = settlePromise([promiseOf(back, TOLD)], event, when);
  expect(settled!.outcome).toBe(outcome);
  expect(settled!.settled_at).toBe(outcome === null ? null : outcome === "missed" ? DUE : when);
});

test.each([
  [at, DUE],
  [window, DUE],
  [word, DUE],
  [never, null],
])("%j falls due at %s", (back, due) => {
  expect(promiseOf(back, TOLD)).toEqual({ back, promised_at: TOLD, due_at: due, outcome: null, settled_at: null });
});

test("nothing was promised, nothing is settled", () => {
  expect(openPromise([])).toBeUndefined();
  expect(settlePromise([], "lift", AFTER)).toEqual([]);
});

test("what is settled stays as it is", () => {
  const missed = settlePromise([promiseOf(at, TOLD)], "time", AFTER);
  expect(settlePromise(missed, "lift", AFTER)).toBe(missed);
  expect(openPromise(missed)).toBeUndefined();
  const again = [...missed, promiseOf({ kind: "update_by", by: "2026-11-26T00:00:00.000Z" }, AFTER)];
  expect(settlePromise(again, "lift", AFTER).map(({ outcome }) => outcome)).toEqual(["missed", "kept"]);
});
