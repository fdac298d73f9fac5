import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { choiceOf, PROVIDER, refuse, type SessionData } from "../src/index.ts";
import { TAKEN } from "./recheck.ts";

interface CartToPay {
  readonly payment_collection?: { readonly payment_sessions?: readonly SessionToPay[] | null } | null;
}

interface SessionToPay {
  readonly id: string;
  readonly provider_id: string;
  readonly status: string;
}

const TO_PAY = ["payment_collection.payment_sessions.*"];

/**
 * The last thing before Medusa authorises an order's payment: does so itself, so that a plan which waits for its partner is no
 * error (400 `not_allowed`, as Medusa has it) but what the Store API means by `payment_requires_more`: nothing is ordered, and the
 * session's `data.next_action` says where the shopper goes on. Authorised once, Medusa finds it so.
 */
export async function agree(
  { input }: { readonly input: { readonly id: string } },
  { container }: { readonly container: MedusaContainer },
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const payments = container.resolve(Modules.PAYMENT);
  const { data } = await query.graph({ entity: "cart", fields: TO_PAY, filters: { id: input.id } });
  const sessions = (data[0] as CartToPay | undefined)?.payment_collection?.payment_sessions ?? [];
  const session = sessions.find(({ status }) => TAKEN.includes(status));
  if (!session?.provider_id.startsWith(PROVIDER)) return;
  try {
    await payments.authorizePaymentSession(session.id, {});
  } catch (error) {
    const [now] = await payments.listPaymentSessions({ id: [session.id] });
    const waiting = now && waitsFor(now.data);
    if (!waiting) throw error;
    throw new MedusaError(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, waiting.message, waiting.code);
  }
}

/** Why a session's plan waits, in the words of its shopper; undefined where it does not. */
function waitsFor(data: SessionData | undefined) {
  if (data?.plan_state !== "pending_partner") return undefined;
  const choice = choiceOf(data, "en");
  const locale = choice.ok ? choice.value.consent.language : "en";
  const { kind } = data.next_action as { readonly kind: string };
  return refuse(kind === "redirect" ? "partner_page" : "partner_waits", locale).error;
}
