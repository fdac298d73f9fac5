import type { FenqiClient } from "@fenqi/client";

type PlanRecord = Awaited<ReturnType<FenqiClient["plan"]>>;
type Method = PlanRecord["method"];
type Interval = PlanRecord["interval"];

/** One payment of a plan as its owner reads it; minor units. */
export interface PlanPayment {
  readonly n: number;
  readonly due_on: string;
  /** Owed in all for it, late charges with it. */
  readonly total: number;
  /** Of which interest, fees and late charges; of a rent its late charges. */
  readonly cost: number;
  /** Of which late charges. */
  readonly late: number;
  readonly paid: number;
  /** Its day has passed, by the plan's own time. */
  readonly isOverdue: boolean;
}

export type PaymentState = "paid" | "part" | "next" | "overdue" | "open" | "none";

export interface Refunds {
  readonly given: readonly { readonly at: string; readonly amount: number }[];
  /** Payments that are less than was agreed. */
  readonly lowered: readonly { readonly n: number; readonly before: number; readonly after: number }[];
  /** Goes back in money. */
  readonly paid_back: number;
}

/** What settling now comes to, while the price holds. */
export interface Settlement {
  readonly total: number;
  readonly saving: number;
  readonly minutes: number;
  readonly expires_at: string;
}

/** A plan with everything that its card shows. */
export interface OwnPlan {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly partner: { readonly name: string };
  readonly method: Method;
  readonly count: number | null;
  readonly interval: Interval;
  readonly currency: string;
  readonly agreed_on: string;
  /** Interest and fees, as they are now; late charges apart. */
  readonly cost: number;
  readonly late: number;
  /** What the cost is: fees, interest, or both. */
  readonly costKind: "fee" | "interest" | "both";
  readonly refunded: number;
  /** What came back, and what that did to the payments; null where nothing did. */
  readonly refunds: Refunds | null;
  readonly rows: readonly PlanPayment[];
  readonly settlement: Settlement | null;
  /** Where the shopper has to agree at the partner first; null where that is done or not needed. */
  readonly goOn: string | null;
  /** Payments are taken on their day. */
  readonly collects: boolean;
  /** Of a lease: the deposit that is held, all its rents without what owning cost, and what owning comes to now. */
  readonly lease: { readonly deposit: number; readonly rents: number; readonly buyout: number | null } | null;
}

/** The states in which money is still to be paid. */
export const isRunning = ({ state }: OwnPlan): boolean => ["active", "overdue", "disputed"].includes(state);
export const isWaiting = ({ state }: OwnPlan): boolean => ["pending_partner", "accepted"].includes(state);

export const unpaid = ({ total, paid }: PlanPayment): number => total - paid;

/** The payment that comes next: the oldest that is not paid whole. */
export const nextOf = (plan: OwnPlan): PlanPayment | undefined => plan.rows.find((row) => unpaid(row) > 0);

export function stateOf(plan: OwnPlan, row: PlanPayment): PaymentState {
  if (row.total === 0) return "none";
  if (unpaid(row) === 0) return "paid";
  if (row.isOverdue) return "overdue";
  if (row === nextOf(plan)) return "next";
  return row.paid > 0 ? "part" : "open";
}

/** Four payments around the next: the last that is paid, it, and two after. */
export function nearRows(plan: OwnPlan): readonly PlanPayment[] {
  const next = plan.rows.findIndex((row) => unpaid(row) > 0);
  const from = Math.max(0, Math.min((next < 0 ? plan.rows.length : next) - 1, plan.rows.length - 4));
  return plan.rows.slice(from, from + 4);
}

export interface Tally {
  readonly paidCount: number;
  readonly paid: number;
  readonly openCount: number;
  readonly open: number;
}

/** Of a plan that has ended, nothing is open, whatever its rows once said; a row that was refunded away was not paid. */
export function tally(plan: OwnPlan): Tally {
  let [paidCount, paid, openCount, open] = [0, 0, 0, 0];
  const isOpen = isRunning(plan) || isWaiting(plan);
  for (const row of plan.rows) {
    paid += row.paid;
    if (unpaid(row) === 0) {
      paidCount += row.total > 0 ? 1 : 0;
    } else if (isOpen) {
      open += unpaid(row);
      openCount += 1;
    }
  }
  return { paidCount, paid, openCount, open };
}

/** The next payment over all running plans: the earliest, and what is due in its month altogether. */
export function comingUp(plans: readonly OwnPlan[]) {
  const running = plans.filter(isRunning).flatMap((plan) => {
    const row = nextOf(plan);
    return row === undefined ? [] : [{ plan, row }];
  });
  running.sort((a, b) => (a.row.due_on < b.row.due_on ? -1 : 1));
  const first = running[0];
  if (first === undefined) return undefined;
  const month = first.row.due_on.slice(0, 7);
  const due = plans
    .filter((plan) => isRunning(plan) && plan.currency === first.plan.currency)
    .flatMap(({ rows }) => rows.filter((row) => unpaid(row) > 0 && row.due_on.slice(0, 7) === month));
  return { ...first, month: { count: due.length, sum: due.reduce((sum, row) => sum + unpaid(row), 0) } };
}
