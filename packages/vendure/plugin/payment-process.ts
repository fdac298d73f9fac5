import type { PaymentProcess } from "@vendure/core";

declare module "@vendure/core" {
  interface PaymentStates {
    AwaitingPartner: never;
  }
}

/** A payment whose plan waits for its partner, or for the shopper on the partner's page. Vendure's own process has no state for it. */
export const fenqiPaymentProcess: PaymentProcess<"AwaitingPartner"> = {
  transitions: {
    Created: { to: ["AwaitingPartner"], mergeStrategy: "merge" },
    AwaitingPartner: { to: ["Authorized", "Declined", "Cancelled", "Error"] },
  },
};
