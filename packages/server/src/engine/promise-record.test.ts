import { type Adjustment, promiseOf, settlePromise } from "@fenqi/core/adjustment";
import { expect, test } from "vitest";
import { promiseRecord } from "./promise-record.ts";

const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T02:00:00.000Z`;
const back = (day: number) => ({ kind: "at", at: at(day) }) as const;
const adjustment = (lifted_at?: string) => ({ id: "adj_1", ...(lifted_at ? { lifted_at } : {}) }) as Adjustment;
const outcomes = (...of: Parameters<typeof promiseRecord>) =>
  promiseRecord(...of).map(({ promised_at, outcome }) => [promised_at, outcome]);
const now = Date.parse(at(28));
const first = [promiseOf(back(20), at(10))];

test.each([
  ["back before its time", settlePromise(first, "lift", at(19)), at(19), [[at(20), "kept"]]],
  ["back after its time", settlePromise(first, "lift", at(21)), at(21), [[at(20), "missed"]]],
  ["not back, its time passed", first, undefined, [[at(20), "missed"]]],
  [
    "another time was told, and that was kept",
    settlePromise([...settlePromise(first, "extend", at(18)), promiseOf(back(25), at(18))], "lift", at(24)),
    at(24),
    [
      [at(25), "kept"],
      [at(20), "missed"],
    ],
  ],
  ["still to come", [promiseOf(back(29), at(10))], undefined, []],
  ["it never began", settlePromise(first, "withdraw", at(12)), undefined, []],
  ["no time was named", [promiseOf({ kind: "update_by", by: at(20) }, at(10))], undefined, []],
])("%s", (_, promises, lifted, expected) => {
  expect(outcomes([{ adjustment: adjustment(lifted), promises }], now)).toEqual(expected);
});
