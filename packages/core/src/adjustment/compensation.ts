import { type Instant, parseInstant } from "../calendar/index.ts";
import { CURRENCIES, type Currency, type Minor } from "../money/index.ts";

/**
 * Who is compensated: whoever missed a way in a quote (`missed_way`), or only who found no equal one in any such quote
 * (`no_equal_way`). What is equal: see core/compensation.
 */
export type CompensationAudience = "no_equal_way" | "missed_way";

/** What an adjustment gives to whom: one voucher per shopper, as long as the budget lasts. */
export interface CompensationRule {
  readonly kind: "voucher";
  /** Of one voucher. */
  readonly amount: Minor;
  readonly currency: Currency;
  /** Of all vouchers together; never passed. */
  readonly budget: Minor;
  /** Vouchers can be used before this instant. */
  readonly valid_until: Instant;
  readonly audience: CompensationAudience;
}

export type Compensation = "none" | CompensationRule;

/** What is wrong with a rule, at pointers below it; empty when it is sound. `startsAt`: the adjustment's, epoch ms. */
export function checkCompensation(
  { amount, currency, budget, valid_until }: CompensationRule,
  startsAt: number,
): { path: string; code: "unknown_currency" | "bad_order" | "bad_instant"; message: string }[] {
  const until = parseInstant(valid_until);
  return [
    ...(CURRENCIES.has(currency)
      ? []
      : [{ path: "/currency", code: "unknown_currency" as const, message: `${currency} is not a known currency` }]),
    ...(amount <= budget
      ? []
      : [{ path: "/budget", code: "bad_order" as const, message: "the budget does not reach for one voucher" }]),
    ...(Number.isNaN(until)
      ? [{ path: "/valid_until", code: "bad_instant" as const, message: `${valid_until} is not an RFC 3339 instant` }]
      : []),
    ...(until <= startsAt
      ? [{ path: "/valid_until", code: "bad_order" as const, message: "vouchers would end before it starts" }]
      : []),
  ];
}
