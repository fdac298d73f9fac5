import type { FenqiClient } from "@fenqi/client";

export type Plan = Awaited<ReturnType<FenqiClient["plan"]>>;

/** Of Medusa's statuses of a payment session, those that a plan can have. */
export type Standing = "pending" | "requires_more" | "authorized" | "captured" | "canceled" | "error";

/** What each state of a plan is to Medusa. Once a plan runs the store has its money; what follows is the shopper's and the partner's. */
const STANDING: { readonly [S in Exclude<Plan["state"], "pending_partner">]: Standing } = {
  accepted: "authorized",
  active: "captured",
  overdue: "captured",
  disputed: "captured",
  settled: "captured",
  refunded: "captured",
  returned: "captured",
  written_off: "captured",
  cancelled: "canceled",
  declined: "error",
};

/** A plan that waits for its partner needs the shopper where it has a page for them, else nothing but time. */
export function standingOf({ state, next_action }: Pick<Plan, "state" | "next_action">): Standing {
  if (state === "pending_partner") return next_action.kind === "redirect" ? "requires_more" : "pending";
  return STANDING[state];
}
