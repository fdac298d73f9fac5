import type { PlanPreviewRequest } from "@fenqi/client";
import type { api } from "../../api.ts";
import { minorOf } from "../../parts/money-text.ts";

export type Plan = Awaited<ReturnType<typeof api.plan>>;
export type CommandId = Exclude<keyof PlanPreviewRequest, "use_credit">;

/** What is typed for a command, field by field. */
export interface Typed {
  readonly amount: string;
  readonly reference: string;
  readonly reason: string;
  readonly recompute: "lower_instalments" | "fewer_instalments";
  readonly due: string;
}
export type FieldId = keyof Typed;

/** The fields that each command asks for; it is settled for what a quote says. */
export const FIELDS: { readonly [C in CommandId]: readonly FieldId[] } = {
  activate: [],
  repay: ["amount", "reference"],
  settle: [],
  refund: ["amount", "recompute", "reason"],
  cancel: ["reason"],
  move_due_dates: ["due"],
  waive_late: ["amount"],
  pay_out: ["amount", "reference"],
  write_off: ["reason"],
  open_dispute: ["reason"],
  close_dispute: ["amount"],
  return_lease: ["amount"],
  buy_out: [],
};

const runs = ({ state }: Plan) => state === "active" || state === "overdue" || state === "disputed";
const isOpenLease = ({ lease }: Plan) => lease !== null && lease.returned_on === null && lease.bought_on === null;

/** Commands that make sense of a plan as it stands; the server decides. */
const POSSIBLE: { readonly [C in CommandId]: (plan: Plan) => boolean } = {
  activate: ({ state }) => state === "accepted",
  repay: (plan) => runs(plan) || plan.state === "written_off",
  settle: (plan) => runs(plan) && plan.lease === null,
  refund: (plan) => (runs(plan) || plan.state === "settled") && plan.lease === null,
  cancel: ({ state }) => state === "accepted" || state === "pending_partner",
  move_due_dates: (plan) => runs(plan) && plan.state !== "disputed",
  waive_late: (plan) => plan.schedule.some(({ late, state }) => late > 0 && state !== "paid"),
  pay_out: ({ refund_payable }) => refund_payable > 0,
  write_off: ({ state }) => state === "active" || state === "overdue",
  open_dispute: ({ state }) => state === "active" || state === "overdue" || state === "settled",
  close_dispute: ({ state }) => state === "disputed",
  return_lease: (plan) => runs(plan) && isOpenLease(plan),
  buy_out: (plan) => runs(plan) && isOpenLease(plan),
};

const ORDER = Object.keys(FIELDS) as readonly CommandId[];

export const possibleFor = (plan: Plan): readonly CommandId[] => ORDER.filter((id) => POSSIBLE[id](plan));

/** What stands in the fields at first: what is next to pay, all that can be given. */
export function firstTyped(command: CommandId, plan: Plan, plain: (minor: number) => string): Typed {
  const next = plan.schedule.find(({ state }) => state !== "paid");
  const amounts: { readonly [C in CommandId]?: number } = {
    repay: plan.balance.due_now || (next ? next.total - next.paid : 0),
    waive_late: plan.schedule.reduce((sum, { late, state }) => sum + (state === "paid" ? 0 : late), 0),
    pay_out: plan.refund_payable,
    close_dispute: 0,
    return_lease: 0,
  };
  const amount = amounts[command];
  return {
    amount: amount === undefined ? "" : plain(amount),
    reference: "",
    reason: "",
    recompute: "lower_instalments",
    due: next?.due_on ?? "",
  };
}

/** The request that a preview and the command itself send; undefined while something is missing. */
export function requestOf(command: CommandId, typed: Typed, currency: string): PlanPreviewRequest | undefined {
  const amount = minorOf(typed.amount, currency);
  const { reference, reason, recompute, due } = typed;
  const needs = FIELDS[command];
  if (needs.includes("amount") && amount === undefined) return undefined;
  if (needs.includes("due") && due === "") return undefined;
  switch (command) {
    case "repay":
      return { repay: { amount: amount!, reference: reference || "console" } };
    case "refund":
      return { refund: { amount: amount!, reason: reason || "returned", recompute } };
    case "move_due_dates":
      return { move_due_dates: { next_due_on: due } };
    case "waive_late":
      return { waive_late: { amount: amount! } };
    case "pay_out":
      return { pay_out: { amount: amount!, ...(reference ? { reference } : {}) } };
    case "close_dispute":
      return { close_dispute: { given_back: amount! } };
    case "return_lease":
      return { return_lease: { damage: amount! } };
    case "cancel":
      return { cancel: reason ? { reason } : {} };
    case "write_off":
      return { write_off: { reason: reason || "uncollectable" } };
    case "open_dispute":
      return { open_dispute: { reason: reason || "contested" } };
    case "activate":
      return { activate: {} };
    case "buy_out":
      return { buy_out: {} };
    case "settle":
      return undefined;
  }
}
