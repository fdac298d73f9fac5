import { closePosting, openPosting, type Posting } from "../ledger/index.ts";
import { assert } from "../money/index.ts";
import type { Minor } from "../money/types.ts";
import type { Result } from "../quote/index.ts";
import { moveOf, type PlanMove } from "./states.ts";
import type {
  Change,
  Moment,
  Party,
  Plan,
  PlanDecision,
  PlanEvent,
  PlanEventType,
  PlanRefusal,
  PlanRow,
} from "./types.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type PlanResult = Result<PlanDecision, PlanRefusal>;

/** A decision in the making: a copy of the plan, of which a row is copied when it is first written. */
export interface Draft {
  readonly plan: Mutable<Plan>;
  readonly before: Plan;
  readonly rows: PlanRow[];
  readonly changes: Change[];
  readonly posting: Posting;
  readonly events: PlanEvent[];
  readonly moment: Moment;
}

export function openDraft(plan: Plan, moment: Moment): Draft {
  const rows = plan.rows.slice();
  return {
    plan: { ...plan, rows },
    before: plan,
    rows,
    changes: [],
    posting: openPosting(plan.partner),
    events: [],
    moment,
  };
}

/** A row to write to. */
export function touch({ rows, before }: Draft, at: number): Mutable<PlanRow> {
  const row = rows[at]!;
  if (row !== before.rows[at]) return row;
  const copy = { ...row };
  rows[at] = copy;
  return copy;
}

type Amounts<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];

/** Sets an amount of a row and says so; a value that stays says nothing. */
export function setRow(
  draft: Draft,
  at: number,
  what: Exclude<Amounts<PlanRow>, "n">,
  after: Minor,
  from: Party | null,
  to: Party | null,
): void {
  const before = draft.rows[at]![what];
  if (before === after) return;
  const row = touch(draft, at);
  row[what] = after;
  draft.changes.push({ row: row.n, what, before, after, from, to });
}

/** Moves the plan to its next state and says so. Throws where the table has no such move: ask {@link moveOf} first. */
export function move(draft: Draft, by: PlanMove): void {
  const { plan } = draft;
  const after = moveOf(plan.state, by);
  assert(after !== undefined, `a plan that is ${plan.state} can be ${by}`);
  draft.changes.push({ row: null, what: "state", before: plan.state, after, from: null, to: null });
  plan.state = after;
}

/** Sets an amount of the plan itself and says so. */
export function setPlan(
  draft: Draft,
  what: "credit" | "refunded" | "refund_payable",
  after: Minor,
  from: Party | null,
  to: Party | null,
): void {
  const before = draft.plan[what];
  if (before === after) return;
  draft.plan[what] = after;
  draft.changes.push({ row: null, what, before, after, from, to });
}

export function tell(draft: Draft, type: PlanEventType, data: PlanEvent["data"]): void {
  draft.events.push({ type, at: draft.moment.at, plan: draft.plan.id, data });
}

export function decided({ plan, changes, posting, events }: Draft): {
  readonly ok: true;
  readonly value: PlanDecision;
} {
  return { ok: true, value: { plan, changes, entries: closePosting(posting), events } };
}

export function refuse(error: PlanRefusal): { readonly ok: false; readonly error: PlanRefusal } {
  return { ok: false, error };
}

/** Who lends, and so gets what a shopper pays. */
export const lenderOf = ({ funding }: Pick<Plan, "funding">): "store" | "partner" =>
  funding === "house" ? "store" : "partner";
