import { expect, test } from "vitest";
import { daysOf, type History, knownFrom, openSharesOf, runsOf, spansOf } from "./model.ts";

const event = (name: string, at: string) => ({ event: name, at, by: "fenqi:breaker", note: null, incident: null });
const events = (...oldestFirst: [string, string][]) =>
  oldestFirst.map(([name, at]) => event(name, at)).reverse() as History["events"];
const at = (time: string) => Date.parse(`2026-11-22T${time}:00Z`);

test("a breaker's states follow its events; drifts and releases change nothing", () => {
  const seen = events(
    ["opened", "2026-11-22T09:58:00Z"],
    ["drifted", "2026-11-22T10:00:00Z"],
    ["probing", "2026-11-22T10:08:00Z"],
    ["closed", "2026-11-22T10:10:00Z"],
    ["released", "2026-11-22T10:20:00Z"],
  );
  const spans = spansOf(seen, "closed", at("09:00"), at("11:00"));
  expect(spans.map(({ state, from }) => [state, new Date(from).toISOString().slice(11, 16)])).toEqual([
    ["closed", "09:00"],
    ["open", "09:58"],
    ["probing", "10:08"],
    ["closed", "10:10"],
  ]);
  expect(spans.at(-1)!.until).toBe(at("11:00"));
});

test("what happened before the window is the state at its beginning; without events it is the state now", () => {
  expect(spansOf(events(["opened", "2026-11-21T00:00:00Z"]), "open", at("09:00"), at("10:00"))).toEqual([
    { state: "open", from: at("09:00"), until: at("10:00") },
  ]);
  expect(spansOf([], "probing", at("09:00"), at("10:00"))[0]!.state).toBe("probing");
});

test("minutes without calls are a gap, never a line", () => {
  const stretch = (time: string) => ({
    from: `2026-11-22T${time}:00Z`,
    calls: 1,
    declines: 0,
    errors: 0,
    p50_ms: 1,
    p95_ms: 2,
  });
  const runs = runsOf(["09:00", "09:01", "09:05", "09:06"].map(stretch), 60);
  expect(runs.map((run) => run.length)).toEqual([2, 2]);
});

test("a day counts the minutes for which the breaker was not closed, and is empty before anybody looked", () => {
  const seen = events(["opened", "2026-11-22T23:30:00Z"], ["closed", "2026-11-23T01:00:00Z"]);
  const days = daysOf(seen, "closed", knownFrom(seen, "2026-11-23T01:00:00Z"), Date.parse("2026-11-24T00:00:00Z"), 4);
  expect(days.map(({ openMinutes }) => openMinutes)).toEqual([null, null, 30, 60]);
});

test("an incident closes the way, and its ramp opens it step by step", () => {
  const incident = {
    history: [
      { move: "apply", at: "2026-11-22T09:58:00Z" },
      { move: "lift", at: "2026-11-22T10:10:00Z" },
      { move: "advance", at: "2026-11-22T10:20:00Z" },
      { move: "roll_back", at: "2026-11-22T10:25:00Z" },
    ],
    ramp: null,
    adjustment: { ramp: { steps: [{ share_ppm: 50_000 }, { share_ppm: 250_000 }, { share_ppm: 1_000_000 }] } },
  };
  expect(openSharesOf(incident, at("09:00"), at("11:00")).map(({ share }) => share)).toEqual([1, 0, 0.05, 0.25, 0]);
  expect(openSharesOf(undefined, at("09:00"), at("11:00"))).toEqual([{ at: at("09:00"), share: 1 }]);
});
