import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FLAT_12 } from "../quote/sample-catalogue.ts";
import { decide, type PlanCommand } from "./decide.ts";
import { isOver, PLAN_MOVES, PLAN_STATES, type PlanState } from "./states.ts";
import { newPlan, on } from "./testing/sample-plan.ts";

test("every state is reached, from one of the two that a plan begins in", () => {
  const reached = new Set<PlanState>(["pending_partner", "accepted"]);
  for (const state of reached) for (const next of Object.values(PLAN_MOVES[state])) reached.add(next);
  expect([...reached].sort()).toEqual([...PLAN_STATES].sort());
});

test("these states are the end", () => {
  const ends = PLAN_STATES.filter((state) => Object.keys(PLAN_MOVES[state]).length === 0);
  expect(ends).toEqual(["refunded", "returned", "cancelled", "declined", "written_off"]);
});

test("docs/rules/plans.md names every state", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../../../docs/rules/plans.md"), "utf8");
  expect([...page.matchAll(/^\| `([a-z_]+)` +\| \p{Script=Han}/gmu)].map(([, state]) => state)).toEqual(PLAN_STATES);
});

/** Which commands a state lets through; all others are refused as `wrong_state`. */
const ALLOWED: Record<PlanState, readonly PlanCommand["kind"][]> = {
  pending_partner: ["authorise", "decline", "cancel"],
  accepted: ["cancel", "activate"],
  active: ["repay", "refund", "close_day", "move_due_dates", "write_off", "open_dispute"],
  overdue: ["repay", "refund", "close_day", "write_off", "open_dispute"],
  disputed: ["repay", "refund", "close_day"],
  settled: ["refund", "open_dispute"],
  refunded: [],
  returned: [],
  cancelled: [],
  declined: [],
  written_off: ["repay"],
};

const COMMANDS: readonly PlanCommand[] = [
  { kind: "authorise" },
  { kind: "decline" },
  { kind: "cancel", reason: "changed_mind" },
  { kind: "activate" },
  { kind: "repay", amount: 1 },
  { kind: "refund", amount: 1, reason: "part" },
  { kind: "close_day" },
  { kind: "move_due_dates", next_due_on: "2026-06-25" },
  { kind: "write_off", reason: "lost" },
  { kind: "open_dispute", reason: "not_received" },
];

test.each(PLAN_STATES)("%s lets through what it should, and nothing else", (state) => {
  const accepted = newPlan({ terms: FLAT_12 });
  const rows = state === "settled" ? accepted.rows.map(paid) : accepted.rows;
  const plan = { ...accepted, state, rows };
  const through = COMMANDS.filter((command) => {
    const decision = decide(plan, command, on("2026-05-23"));
    return decision.ok || decision.error.code !== "wrong_state";
  });
  expect(through.map(({ kind }) => kind)).toEqual(ALLOWED[state]);
});

const paid = (row: ReturnType<typeof newPlan>["rows"][number]) => ({
  ...row,
  paid_principal: row.principal,
  paid_fee: row.fee,
  fallen_due: true,
});

test("what nobody is asked to pay for any more is over", () => {
  const open = ["pending_partner", "accepted", "active", "overdue", "disputed"];
  expect(PLAN_STATES.filter((state) => !isOver(state))).toEqual(open);
});
