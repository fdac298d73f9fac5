import { expect, test } from "vitest";
import { type CaseListed, groupCases, waitingOf } from "./queue-groups.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const one = (id: string, state: CaseListed["state"], waiting: number | null) =>
  ({ id, state, waiting_since: waiting === null ? null : ago(waiting), created_at: ago(600) }) as CaseListed;

test("those who are probably still on the page come first, then first come first served, then what is followed up", () => {
  const cases = [
    one("late", "open", 20),
    one("gone", "closed", null),
    one("now", "open", 2),
    one("later", "open", 40),
    one("told", "answered", null),
    one("just", "open", 14),
  ];
  expect(groupCases(cases, NOW).map(({ group, cases }) => [group, ...cases.map(({ id }) => id)])).toEqual([
    ["live", "just", "now"],
    ["messages", "later", "late"],
    ["follow", "told"],
    ["closed", "gone"],
  ]);
});

test("an empty group is not shown", () => {
  expect(groupCases([], NOW)).toEqual([]);
});

test.each([
  // waits, due in, expected
  [2, 118, { unit: "minutes", count: 2, tone: "plain" }],
  [100, 20, { unit: "hours", count: 1, tone: "paused" }],
  [59, -1, { unit: "minutes", count: 59, tone: "bad" }],
  [48 * 60, 60, { unit: "days", count: 2, tone: "paused" }],
] as const)("waits %d minutes, due in %d", (waits, due, expected) => {
  expect(waitingOf({ waiting_since: ago(waits), due_at: ago(-due) }, NOW)).toEqual(expected);
});

test("who is owed nothing does not wait", () => {
  expect(waitingOf({ waiting_since: null, due_at: null }, NOW)).toBeUndefined();
});
