import type { PlanCommand, SettlementQuote } from "@fenqi/core/plan";
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

type Preview = Call<"previewPlan">["body"];

/** The command that a preview asks for; undefined where its settlement quote is not this plan's. */
export function previewed(
  body: Preview,
  plan: string,
  openQuote: (text: string) => SettlementQuote | undefined,
): PlanCommand | undefined {
  const [[name, fields]] = Object.entries(body) as [[keyof Preview, unknown]];
  if (name !== "settle") return (COMMANDS[ROUTE_OF[name]] as (fields: unknown) => PlanCommand)(fields);
  const quote = openQuote(body.settle!.settlement_quote);
  return quote?.plan === plan ? { kind: "settle", quote } : undefined;
}

/** The route whose command each preview is of. */
const ROUTE_OF: { readonly [C in Exclude<keyof Preview, "settle">]: CommandRoute } = {
  activate: "activatePlan",
  repay: "repayPlan",
  refund: "refundPlan",
  cancel: "cancelPlan",
  move_due_dates: "moveDueDates",
  waive_late: "waiveLate",
  use_credit: "useCredit",
  pay_out: "payOut",
  write_off: "writeOff",
  open_dispute: "openDispute",
  close_dispute: "closeDispute",
  return_lease: "returnLease",
  buy_out: "buyOut",
};
