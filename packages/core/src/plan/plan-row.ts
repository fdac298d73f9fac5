import type { IsoDate } from "../calendar/types.ts";
import type { Minor } from "../money/index.ts";
import type { PlanRow } from "./types.ts";

/** A row of which nothing is paid and nothing is late. Amounts in minor units. */
export function planRow(
  n: number,
  due_on: IsoDate,
  owed: { readonly principal: Minor; readonly interest: Minor; readonly fee: Minor },
  subsidy: Minor,
): PlanRow {
  return {
    n,
    due_on,
    principal: owed.principal,
    interest: owed.interest,
    fee: owed.fee,
    late: 0,
    subsidy,
    paid_principal: 0,
    paid_interest: 0,
    paid_fee: 0,
    paid_late: 0,
    fallen_due: false,
    late_accrued: 0,
    late_allowed: 0,
  };
}
