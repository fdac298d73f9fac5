import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { PROVIDER, recheck, type SessionData } from "../src/index.ts";
import type { FenqiService } from "./modules/fenqi/service.ts";
import { storedCart } from "./stored-cart.ts";

/** What `completeCartWorkflow` hands to its hook `validate`, as far as it is looked at. */
export interface CartInCompletion {
  readonly cart: {
    readonly id: string;
    readonly completed_at?: unknown;
    readonly payment_collection?: { readonly payment_sessions?: readonly Session[] | null } | null;
  };
}

interface Session {
  readonly provider_id: string;
  readonly status: string;
  readonly data?: SessionData;
}

/** Those that Medusa takes into an order; it authorises the first. */
export const TAKEN = ["pending", "requires_more", "authorized", "captured", "pending_authorization"];

/**
 * As an order is made: the way that the shopper chose is asked about once more, for the cart as it is stored. Throws what has gone as a
 * MedusaError, before anything is ordered, in the words of the checkout. Carts that are paid otherwise are none of its business.
 */
export async function recheckChoice(
  { cart }: CartInCompletion,
  { container }: { readonly container: MedusaContainer },
): Promise<void> {
  const sessions = cart.payment_collection?.payment_sessions ?? [];
  const session = sessions.find(({ status }) => TAKEN.includes(status));
  if (cart.completed_at || !session?.provider_id.startsWith(PROVIDER)) return;
  const stored = await storedCart(container, cart.id);
  const refusal = stored && (await recheck(container.resolve<FenqiService>("fenqi"), stored, session.data));
  if (refusal) throw new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, refusal.message, refusal.code);
}
