import type { Instant } from "@fenqi/core/calendar";
import { isRunning } from "@fenqi/core/plan";
import type { PlanStatement, StoredPlan } from "./ports.ts";

/** What came back of a plan's order, and what that did to the plan. Amounts in minor units. */
export interface RefundsTold {
  /** Oldest first. */
  readonly given: readonly { readonly at: Instant; readonly amount: number }[];
  /** Rows of a running plan that ask for less than was agreed, late charges apart. */
  readonly lowered: readonly { readonly n: number; readonly before: number; readonly after: number }[];
  /** Of what was paid, given back in money: principal with its cost. */
  readonly paid_back: number;
}

/** Read off a plan's own record: what was agreed, what its rows are now, and its events. */
export function refundsTold(
  { plan }: StoredPlan,
  { consent, events }: Pick<PlanStatement, "consent" | "events">,
): RefundsTold {
  const agreed = new Map(consent?.shown.schedule?.map(({ n, total }) => [n, total]));
  // A plan that has ended asks for less for more reasons than refunds.
  const rows = isRunning(plan.state) ? plan.rows : [];
  return {
    given: events
      .filter(({ type }) => type === "plan.refunded")
      .map(({ at, data }) => ({ at, amount: Number(data.amount) })),
    lowered: rows.flatMap(({ n, principal, interest, fee }) => {
      const [before, after] = [agreed.get(n), principal + interest + fee];
      return before !== undefined && after < before ? [{ n, before, after }] : [];
    }),
    paid_back: plan.paid_back.principal + plan.paid_back.interest + plan.paid_back.fee,
  };
}
