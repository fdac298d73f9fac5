import type { FenqiClient } from "@fenqi/client";

export type Plan = Awaited<ReturnType<FenqiClient["plan"]>>;

/** The payment's states that a plan can lead to: Vendure's own names, and one for a partner that has not answered yet. */
export type PlanPaymentState = "AwaitingPartner" | "Authorized" | "Declined" | "Cancelled";

/** Where a payment stands while its plan is in a state. What happens to a plan after it was agreed leaves the payment paid. */
export const PAYMENT_STATES: { readonly [S in Plan["state"]]: PlanPaymentState } = {
  pending_partner: "AwaitingPartner",
  accepted: "Authorized",
  active: "Authorized",
  overdue: "Authorized",
  disputed: "Authorized",
  settled: "Authorized",
  refunded: "Authorized",
  returned: "Authorized",
  written_off: "Authorized",
  declined: "Declined",
  cancelled: "Cancelled",
};

/** What the shopper may see of a plan with the order: Vendure shows what lies under `public`, and nothing else. */
export const publicFacts = ({ id, state, next_action }: Plan): PublicFacts => ({ plan: id, state, next_action });

export interface PublicFacts extends Pick<Plan, "state" | "next_action"> {
  readonly plan: string;
}
