import type { Deps } from "./authorise.ts";
import { choiceOf, readKept, type SessionData } from "./session.ts";

/** An order as Medusa has placed it, as far as its shopper can be told of its plan. */
export interface PlacedOrder {
  readonly display_id: number | string;
  readonly email?: string | null;
  readonly payment_collections?: readonly ({
    readonly payments?: readonly ({ readonly provider_id: string; readonly data?: SessionData } | null)[] | null;
  } | null)[];
}

export const ORDER_FIELDS = [
  "display_id",
  "email",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.data",
] as const;

/**
 * Has the order's address told of its plan from now on, in the language in which the shopper agreed: each payment coming up or received,
 * refunds, the end. Nobody is told of an order without an address, or one that is paid otherwise.
 */
export async function tellShopper({ fenqi }: Deps, order: PlacedOrder): Promise<void> {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection?.payments ?? []);
  for (const payment of payments) {
    if (!payment?.provider_id.startsWith(PROVIDER) || !order.email) continue;
    const choice = choiceOf(payment.data, "en");
    const { plan } = readKept(payment.data);
    if (!choice.ok || plan === null) continue;
    const { language: locale } = choice.value.consent;
    await fenqi.setPlanContact(plan, { channel: "email", address: order.email, locale, title: `#${order.display_id}` });
  }
}

/** What Medusa calls this provider, before the id that the store has given it. */
export const PROVIDER = "pp_fenqi";
