import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { describe, expect, test } from "vitest";
import { leastOpenMs, PROBES, type Sight, stepWatch, WATCH_MOVES } from "./partner-watch.ts";
import type { PartnerWatch, WatchState } from "./ports.ts";

const START = parseInstant("2026-11-25T08:00:00.000Z");
const closed: PartnerWatch = {
  merchant: "shop",
  partner: "bank",
  method: "card_instalments",
  state: "closed",
  since: formatInstant(START - 3_600_000),
  successes: 0,
  openings: 0,
  incident: null,
  hold: "none",
  heldBy: null,
  lookAt: formatInstant(START),
};

/** Looks whenever it is time, at a partner that is down until `backMs`; ends when closed. Returns when, and what was told. */
function untilBack(from: PartnerWatch, backMs: number, nowMs = START) {
  const told: string[] = [];
  let watch = from;
  let at = nowMs;
  for (let looks = 0; looks < 1_000; looks += 1) {
    const step = stepWatch(watch, at < backMs ? "bad" : "good", at);
    watch = step.watch;
    if (step.event) told.push(step.event);
    if (watch.state === "closed") return { watch, at, told };
    at = parseInstant(watch.lookAt);
  }
  throw new Error("it never came back");
}

test("every state is reached, and each can be left", () => {
  const states = Object.keys(WATCH_MOVES) as WatchState[];
  const reached = new Set<WatchState>(["closed"]);
  for (const state of reached) for (const next of Object.values(WATCH_MOVES[state])) reached.add(next);
  expect([...reached].sort()).toEqual([...states].sort());
});

describe("after an opening", () => {
  test.each([1, 4_000, 11_000, 60_000, 3_600_000])(
    "a partner that is back after %d ms is used again within 30 s",
    (ms) => {
      const { at, told } = untilBack(closed, START + ms);
      expect(told).toEqual(["opened", "probing", "closed"]);
      expect(at - (START + ms)).toBeLessThanOrEqual(30_000);
    },
  );

  test("one good probe is not enough, and a bad one begins anew", () => {
    const sights: Sight[] = ["bad", "good", "good", "bad", "good", "good", "good"];
    let watch = closed;
    const told = sights.map((sight, n) => {
      const step = stepWatch(watch, sight, START + n * 1_000);
      watch = step.watch;
      return step.event;
    });
    expect(told).toEqual(["opened", "probing", undefined, "reopened", "probing", undefined, "closed"]);
    expect(sights.slice(-PROBES)).toEqual(["good", "good", "good"]);
  });
});

test("one that flaps stays open longer each time, up to five minutes; a calm time begins anew", () => {
  let { watch, at } = untilBack(closed, START + 1);
  const openFor: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const from = at + 1_000;
    ({ watch, at } = untilBack(watch, from + 1, from));
    openFor.push(at - from);
  }
  expect(openFor).toEqual([...openFor].sort((a, b) => a - b));
  expect(openFor[0]).toBeLessThan(openFor[3]!);
  expect([leastOpenMs(1), leastOpenMs(2), leastOpenMs(30)]).toEqual([5_000, 10_000, 300_000]);
  expect(stepWatch(watch, "bad", at + 11 * 60_000).watch.openings).toBe(1);
});

test("a failure that the breaker has not judged yet is looked at again soon, and opens nothing", () => {
  const { watch, event } = stepWatch(closed, "unsure", START);
  expect([watch.state, event, watch.lookAt]).toEqual(["closed", undefined, formatInstant(START + 1_000)]);
});

describe("a person's hold is stronger", () => {
  test("held closed never opens", () => {
    expect(stepWatch({ ...closed, hold: "closed" }, "bad", START).watch.state).toBe("closed");
  });
  test("held open never closes", () => {
    let watch: PartnerWatch = { ...closed, state: "open", hold: "open" };
    for (let n = 0; n < 20; n += 1) watch = stepWatch(watch, "good", START + n).watch;
    expect(watch.state).toBe("probing");
  });
});
