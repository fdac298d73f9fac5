import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { PlanRecord } from "./plan.ts";
import { Token } from "./quote.ts";
import { AnyMinor, closed, Id, Instant, IsoDate, Locale, list, Name, nullable } from "./values.ts";

/** Orders that one link opens: their names travel in it. */
const ORDERS = 20;

/** `pay_url`: where the store takes a payment; it is called with `plan`, `kind` (pay, settle or buyout) and `amount`. */
export const PlanLinkRequest = closed("PlanLinkRequest", {
  orders: list(closed("LinkedOrder", { order_ref: Id, title: Name }), ORDERS, 1),
  pay_url: Type.Optional(Type.String({ maxLength: 500, pattern: "^https?://[^\\s]+$" })),
});

export const PlanLink = closed("PlanLink", { token: Type.String(), url: Type.String(), expires_at: Instant });

export const OpenPlanLink = closed("OpenPlanLink", { token: Token });

/** One of the plans that the link opens. */
export const LinkedStatement = closed("LinkedStatement", { token: Token, plan: Id, locale: Type.Optional(Locale) });

/** What came back of the order, and what that did to the plan; `lowered`: rows of a running plan that ask for less than agreed. */
const OpenedRefunds = closed("OpenedRefunds", {
  given: list(closed("OpenedRefund", { at: Instant, amount: AnyMinor }), 10_000),
  lowered: list(closed("LoweredRow", { n: AnyMinor, before: AnyMinor, after: AnyMinor }), LIMITS.count + 2),
  /** Of what was paid, given back in money. */
  paid_back: AnyMinor,
});

const OpenedPlan = closed("OpenedPlan", {
  /** What the store calls the order. */
  title: Type.String(),
  plan: PlanRecord,
  /** What time it is for the plan: by its test clock, where it has one. */
  now: Instant,
  /** What settling now comes to, while `expires_at` has not come; null where there is nothing to settle. */
  settlement: nullable(closed("OpenedSettlement", { total: AnyMinor, saving: AnyMinor, expires_at: Instant })),
  /** What owning leased goods comes to today, rents that are due included; null where they cannot be bought now. */
  buyout: nullable(closed("OpenedBuyout", { total: AnyMinor, price: AnyMinor })),
  /** Null where nothing came back. */
  refunds: nullable(OpenedRefunds),
});

/** The plans of a link's orders, newest first. */
export const OpenedPlans = closed("OpenedPlans", {
  merchant: Id,
  today: IsoDate,
  now: Instant,
  time_zone: Type.String(),
  pay_url: nullable(Type.String()),
  plans: list(OpenedPlan, LIMITS.page),
});

export type PlanLinkRequest = Static<typeof PlanLinkRequest>;
export type PlanLink = Static<typeof PlanLink>;
export type LinkedStatement = Static<typeof LinkedStatement>;
export type OpenedPlans = Static<typeof OpenedPlans>;
