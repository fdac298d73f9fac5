import type { PlanCommand } from "@fenqi/core/plan";
import type { Call } from "./call.ts";

/** Routes that are one command of core. */
export type CommandRoute =
  | "activatePlan"
  | "repayPlan"
  | "refundPlan"
  | "cancelPlan"
  | "moveDueDates"
  | "waiveLate"
  | "useCredit"
  | "payOut"
  | "writeOff"
  | "openDispute"
  | "closeDispute"
  | "returnLease"
  | "buyOut";

/** The command that each route's body asks for. */
export const COMMANDS: { readonly [I in CommandRoute]: (body: Call<I>["body"]) => PlanCommand } = {
  activatePlan: () => ({ kind: "activate" }),
  repayPlan: ({ amount, arrived = false }) => ({ kind: "repay", amount, arrived }),
  refundPlan: (body) => ({ kind: "refund", ...body }),
  cancelPlan: ({ reason = "asked_for" }) => ({ kind: "cancel", reason }),
  moveDueDates: (body) => ({ kind: "move_due_dates", ...body }),
  waiveLate: ({ amount }) => ({ kind: "waive_late", amount }),
  useCredit: ({ use, amount }) => ({ kind: use === "apply" ? "apply_credit" : "return_credit", amount }),
  payOut: ({ amount }) => ({ kind: "pay_out", amount }),
  writeOff: (body) => ({ kind: "write_off", ...body }),
  openDispute: (body) => ({ kind: "open_dispute", ...body }),
  closeDispute: (body) => ({ kind: "close_dispute", ...body }),
  returnLease: (body) => ({ kind: "return_lease", ...body }),
  buyOut: () => ({ kind: "buy_out" }),
};
