import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { closedDays } from "../calendar/business-day.ts";
import { toEpochDay } from "../calendar/civil.ts";
import type { Interval } from "../calendar/types.ts";
import { buildSchedule, type DueRule, type Terms } from "./index.ts";
import { phone } from "./testing/any-plan.ts";

const MONTHLY: Interval = { every: 1, unit: "month" };
const closed = closedDays({ id: "cn", weekend: [6, 7], holidays: ["2027-02-08", "2027-02-09", "2027-02-10"] });

function dueOn(start: string, count: number, due: DueRule, terms: Partial<Terms> = {}, interval = MONTHLY): string[] {
  const plan = {
    ...phone({ repayment: "interest_free", due, ...terms }, count),
    start: toEpochDay(start),
    interval,
    closed,
  };
  return buildSchedule(plan).rows.map((row) => row.due_on);
}

test.each([
  ["the 31st survives February", "2026-12-31", {}, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]],
  ["29 February", "2028-01-29", {}, ["2028-02-29", "2028-03-29", "2028-04-29", "2028-05-29"]],
  ["past 2038", "2037-12-20", {}, ["2038-01-20", "2038-02-20", "2038-03-20", "2038-04-20"]],
  ["a billing day", "2026-11-22", { anchor_day: 10 }, ["2026-12-10", "2027-01-10", "2027-02-10", "2027-03-10"]],
  [
    "a billing day at least 20 days off",
    "2026-11-22",
    { anchor_day: 10, first_after_days: 20 },
    ["2027-01-10", "2027-02-10", "2027-03-10", "2027-04-10"],
  ],
  [
    "moved to the next open day",
    "2026-11-08",
    { business_day: "following", calendar: "cn" },
    ["2026-12-08", "2027-01-08", "2027-02-11", "2027-03-08"],
  ],
  [
    "moved back to stay in its month",
    "2026-11-30",
    { business_day: "modified_following", calendar: "cn" },
    ["2026-12-30", "2027-01-29", "2027-02-26", "2027-03-30"],
  ],
] as const)("%s", (_, start, due, expected) => expect(dueOn(start, 4, due)).toEqual(expected));

test("every ten days, the first after a fortnight", () => {
  expect(dueOn("2026-11-22", 3, { first_after_days: 14 }, {}, { every: 10, unit: "day" })).toEqual([
    "2026-12-06",
    "2026-12-16",
    "2026-12-26",
  ]);
});

test("an odd first period bears interest for its months and days, the later ones for a month each", () => {
  const terms = { repayment: "interest_first", rate_ppm: 120_000, due: { anchor_day: 31 } } as const;
  const rows = buildSchedule({ ...phone(terms, 4), start: toEpochDay("2026-12-21") }).rows;
  // 21 December to 31 January: one month and ten days.
  expect(rows.map((row) => row.interest)).toEqual([
    Math.round(499_900 * 0.12 * (1 / 12 + 10 / 365)),
    4_999,
    4_999,
    4_999,
  ]);
});

test("moving a due day off a holiday changes no amount", () => {
  const terms = { repayment: "annuity", rate_ppm: 120_000, day_count: "act/365f" } as const;
  const plain = buildSchedule({ ...phone(terms), closed });
  const moved = buildSchedule({ ...phone({ ...terms, due: { business_day: "following", calendar: "cn" } }), closed });
  expect(moved.rows.map((row) => row.total)).toEqual(plain.rows.map((row) => row.total));
  expect(moved.days).not.toEqual(plain.days);
});

test("the process's own time zone changes nothing", () => {
  const face = (name: string) => JSON.stringify(fileURLToPath(new URL(`../${name}/index.ts`, import.meta.url)));
  const script = `
    import { localDay } from ${face("calendar")};
    import { buildSchedule } from ${face("schedule")};
    const terms = { repayment: "annuity", rate_ppm: 120000, day_count: "act/act_isda" };
    const start = localDay(Date.UTC(2026, 11, 30, 16), "Asia/Shanghai");
    const interval = { every: 1, unit: "month" };
    const { rows } = buildSchedule({ amount: 499900, currency: "CNY", count: 36, interval, start, terms });
    console.log(rows.map((row) => row.due_on + " " + row.total).join());`;
  const printed = ["UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Apia"].map((TZ) => {
    const env = { ...process.env, TZ };
    return spawnSync(process.execPath, ["--input-type=module", "--eval", script], { env, encoding: "utf8" }).stdout;
  });
  expect(printed[0]).toContain("2027-02-28");
  expect(new Set(printed).size).toBe(1);
});
