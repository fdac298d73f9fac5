import { assert } from "../money/assert.ts";
import { chargeOf } from "../money/charge.ts";
import type { Minor } from "../money/types.ts";
import type { LeaseTerms, ScheduleInput } from "./types.ts";

/** A lease's money. Units: minor units. */
export interface Lease {
  readonly rent: Minor;
  /** Held from the first day until the end, 0 when waived. */
  readonly deposit: Minor;
  /** What it costs to own it after `count` rents; undefined when it can only be rented. */
  readonly buyout: Minor | undefined;
  /** All rents, and the buyout where there is one. */
  readonly total: Minor;
}

function leaseTermsOf({ terms }: ScheduleInput): LeaseTerms {
  assert(terms.lease !== undefined, "terms of a lease have a lease");
  return terms.lease;
}

/** Rents are paid in advance, the first at checkout; the buyout one interval after the last. Source: docs/rules/schedules.md */
export function leaseOf(input: ScheduleInput): Lease {
  const terms = leaseTermsOf(input);
  const rent = chargeOf(terms.rent, input.amount);
  const deposit = terms.deposit_waived === true ? 0 : chargeOf(terms.deposit, input.amount);
  const price = terms.buyouts.findLast(({ after }) => after <= input.count)?.price;
  const buyout = price === undefined ? undefined : chargeOf(price, input.amount);
  return { rent, deposit, buyout, total: rent * input.count + (buyout ?? 0) };
}
