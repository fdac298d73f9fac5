import { expect, test } from "vitest";
import { openRows, periodsOf } from "./periods.ts";

type Plan = Parameters<typeof periodsOf>[0];

/** Three rows of 100, the first of them paid. */
const planOf = (state: Plan["state"], over: Partial<Plan> = {}): Plan => ({
  state,
  lease: null,
  schedule: [1, 2, 3].map((n) => ({
    ...{ n, due_on: `2027-0${n}-05`, state: n === 1 ? "paid" : "upcoming" },
    ...{ principal: 90, interest: 0, fee: 10, late: 0, total: 100, paid: n === 1 ? 100 : 0 },
  })) as Plan["schedule"],
  ...over,
});
const states = (plan: Plan) => periodsOf(plan).map(({ state }) => state);

test("the first row to be paid is the next; a plan that has ended asks for none", () => {
  expect(states(planOf("active"))).toEqual(["paid", "next", "open"]);
  expect(states(planOf("accepted"))).toEqual(["paid", "next", "open"]);
  for (const state of ["cancelled", "declined", "written_off", "returned"] as const) {
    expect(states(planOf(state))).toEqual(["paid", "open", "open"]);
    expect(openRows(planOf(state))).toEqual([]);
  }
});

test("rent is no cost of what is rented", () => {
  const lease = { deposit: 1_000 } as Plan["lease"];
  expect(periodsOf(planOf("active")).map(({ cost }) => cost)).toEqual([10, 10, 10]);
  expect(periodsOf(planOf("active", { lease })).map(({ cost }) => cost)).toEqual([0, 0, 0]);
});
