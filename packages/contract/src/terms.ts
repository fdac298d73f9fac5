import Type from "typebox";
import { LIMITS } from "./limits.ts";
import { closed, Id, list, Minor, oneOf, Ppm, Word } from "./values.ts";

/** A part of a stated base, or a fixed amount. */
export const Charge = Type.Union(
  [
    Type.Object({ ppm: Ppm }, { additionalProperties: false }),
    Type.Object({ amount: Minor }, { additionalProperties: false }),
  ],
  { title: "Charge" },
);

export const DayCount = oneOf("equal_months", "30/360", "act/365f", "act/360", "act/act_isda");

const Fee = closed("Fee", {
  code: Word,
  charge: Charge,
  per: oneOf("total", "period"),
  when: oneOf("each", "first", "checkout", "last"),
  charged_by: Id,
  tax_ppm: Type.Optional(Ppm),
});

const Rounding = closed("ScheduleRounding", {
  mode: Type.Optional(oneOf("half_up", "half_even", "down", "up")),
  multiple: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  residue: Type.Optional(oneOf("first", "last", "spread", "carried")),
});

const DueRule = closed("DueRule", {
  anchor_day: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })),
  first_after_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 366 })),
  business_day: Type.Optional(oneOf("none", "following", "modified_following", "preceding")),
  calendar: Type.Optional(Id),
});

const LeaseTerms = closed("LeaseTerms", {
  rent: Charge,
  deposit: Charge,
  deposit_waived: Type.Optional(Type.Boolean()),
  buyouts: list(
    closed("Buyout", { after: Type.Integer({ minimum: 1, maximum: LIMITS.count }), price: Charge }),
    LIMITS.buyouts,
  ),
  early_return_after: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.count })),
});

const ContingentTerms = closed("ContingentTerms", {
  late_daily_ppm: Type.Optional(Ppm),
  late_fixed: Type.Optional(Minor),
  early_ppm: Type.Optional(Ppm),
  early_rebate: Type.Optional(Type.Boolean()),
});

const periods = Type.Integer({ minimum: 0, maximum: LIMITS.count });

/** Everything that turns an amount into a schedule. */
export const Terms = closed("Terms", {
  repayment: oneOf(
    "annuity",
    "equal_principal",
    "interest_first",
    "bullet",
    "flat_fee",
    "interest_free",
    "lease",
    "full",
    "issuer",
  ),
  rate_ppm: Type.Optional(Ppm),
  day_count: Type.Optional(DayCount),
  fees: Type.Optional(list(Fee, LIMITS.fees)),
  store_bears_ppm: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  down_payment: Type.Optional(Charge),
  first_at_checkout: Type.Optional(Type.Boolean()),
  deferred_periods: Type.Optional(periods),
  deferred_interest: Type.Optional(Type.Boolean()),
  grace: Type.Optional(closed("Grace", { principal: Type.Optional(periods), interest: Type.Optional(periods) })),
  balloon: Type.Optional(Charge),
  rounding: Type.Optional(Rounding),
  due: Type.Optional(DueRule),
  lease: Type.Optional(LeaseTerms),
  contingent: Type.Optional(ContingentTerms),
});
