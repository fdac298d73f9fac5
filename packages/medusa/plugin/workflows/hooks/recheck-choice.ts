import { MedusaError } from "@medusajs/framework/utils";
import { completeCartWorkflow } from "@medusajs/medusa/core-flows";
import { recheck, type SessionData } from "../../../src/index.ts";
import type { FenqiService } from "../../modules/fenqi/service.ts";
import { storedCart } from "../../stored-cart.ts";

interface Session {
  readonly provider_id: string;
  readonly status: string;
  readonly data?: SessionData;
}

/** Those that Medusa takes into an order; it authorises the first. */
const TAKEN = ["pending", "requires_more", "authorized", "captured", "pending_authorization"];

/**
 * As an order is made: the way that the shopper chose is asked about once more, for the cart as it is stored. What has gone is refused
 * before anything is ordered, in the words of the checkout.
 */
completeCartWorkflow.hooks.validate(async ({ cart }, { container }) => {
  const sessions: readonly Session[] = cart.payment_collection?.payment_sessions ?? [];
  const session = sessions.find(({ status }) => TAKEN.includes(status));
  if (cart.completed_at || !session?.provider_id.startsWith("pp_fenqi")) return;
  const stored = await storedCart(container, cart.id);
  const refusal = stored && (await recheck(container.resolve<FenqiService>("fenqi"), stored, session.data));
  if (refusal) throw new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, refusal.message, refusal.code);
});
