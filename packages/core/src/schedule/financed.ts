import { assert } from "../money/assert.ts";
import { chargeOf } from "../money/charge.ts";
import type { Minor } from "../money/types.ts";
import type { ScheduleInput } from "./types.ts";

/** The part paid at checkout before the instalments. Units: minor units; at most the whole amount. */
export function downPaymentOf({ terms, amount }: ScheduleInput): Minor {
  return terms.down_payment === undefined ? 0 : Math.min(chargeOf(terms.down_payment, amount), amount);
}

/** The part of the financed amount that is due with the last instalment only. */
export function balloonOf({ terms }: ScheduleInput, financed: Minor): Minor {
  return terms.balloon === undefined ? 0 : Math.min(chargeOf(terms.balloon, financed), financed);
}

/** Bullet and full payment have one row, however many intervals they span. */
export function rowCount({ terms, count }: ScheduleInput): number {
  return terms.repayment === "bullet" || terms.repayment === "full" ? 1 : count;
}

/** What every schedule takes for granted; the catalogue and the request have checked it. */
export function assertPriceable({ amount, count, terms }: Pick<ScheduleInput, "amount" | "count" | "terms">): void {
  assert(Number.isSafeInteger(amount) && amount > 0, "the amount is a positive integer of minor units");
  assert(Number.isInteger(count) && count >= 1, "there is at least one instalment");
  assert(terms.repayment !== "issuer", "a price that only the issuer knows is not computed");
}
