import type { FundingAsk, PartnerTerm } from "../../../engine/ports.ts";
import { type PartnerAdapter, PartnerFailure } from "../adapter.ts";
import { readFields, readList } from "../read-answer.ts";
import { readStripeFile } from "../settlement/stripe-file.ts";
import { type StripeAddress, stripeClient } from "./client.ts";
import { type Intent, readIntent, toAuthorisation } from "./intent.ts";
import { cancel, capture, findMovement, refund } from "./move.ts";
import { readWebhook } from "./webhook.ts";

const MOVES = { capture, cancel, refund } as const;

/**
 * Cards at Stripe, in full or in instalments that the card's issuer prices: a payment intent that is captured by hand.
 * The shopper gives the card to Stripe, on the store's own page; no card number comes near us.
 */
export function stripe(address: StripeAddress): PartnerAdapter {
  const client = stripeClient(address);
  const isOffered = ({ method, count, currency }: FundingAsk): boolean =>
    currency === address.currency &&
    (method === "card_instalments" ? address.counts.includes(count) : method === "card" && count === 1);

  const retrieve = async (id: string, signal: AbortSignal): Promise<Intent> =>
    readIntent(await client.call(signal, ({ paymentIntents }) => paymentIntents.retrieve(id)));

  /** By our reference: Stripe's search knows a payment within a minute. */
  async function search(reference: string, signal: AbortSignal): Promise<Intent | undefined> {
    if (!/^\w{1,64}$/.test(reference)) throw new PartnerFailure("refused");
    const query = `metadata["reference"]:"${reference}"`;
    const answer = await client.call(signal, ({ paymentIntents }) => paymentIntents.search({ query, limit: 2 }));
    const [found, more] = readList(readFields(answer).data, 2);
    if (more) throw new PartnerFailure("mismatch");
    return found === undefined ? undefined : readIntent(found);
  }

  return {
    /** Stripe prices no plan before it sees a card: the configured counts, as long as the account takes cards. */
    async describeTerms(method, signal) {
      const answer = await client.call(signal, (sdk) => sdk.paymentMethodConfigurations.list({ limit: 100 }));
      const available = readList(readFields(answer).data, 100).some(isTakingCards);
      const counts = { card: [1], card_instalments: address.counts }[method as string] ?? [];
      const { currency } = address;
      return available ? counts.map((count): PartnerTerm => ({ method, count, currency })) : [];
    },
    /** The card's issuer decides when it sees the card. */
    preCheck: async (ask) => ({ state: isOffered(ask) ? "likely" : "declined" }),
    async authorise(ask, key, signal) {
      if (!isOffered(ask)) throw new PartnerFailure("refused");
      const { reference, count, amount } = ask;
      const { value, replayed } = await client.callOnce(signal, ({ paymentIntents }) =>
        paymentIntents.create(
          {
            amount,
            currency: ask.currency.toLowerCase(),
            capture_method: "manual",
            allowed_payment_method_types: ["card"],
            payment_method_options: { card: { installments: { enabled: ask.method === "card_instalments" } } },
            metadata: { reference, count: String(count) },
          },
          { idempotencyKey: `authorise_${key}` },
        ),
      );
      const made = readIntent(value);
      return toAuthorisation(replayed ? await retrieve(made.id, signal) : made, ask, address);
    },
    async lookUp(ask, signal) {
      const found = ask.partnerId ? await retrieve(ask.partnerId, signal) : await search(ask.reference, signal);
      return found && toAuthorisation(found, ask, address);
    },
    move: (ask, signal) => MOVES[ask.kind](client, ask, signal),
    lookUpMovement: (ask, signal) => findMovement(client, ask, signal),
    readCallback: (message) => readWebhook(client, address, message),
    readSettlementFile: readStripeFile,
  };
}

function isTakingCards(configuration: unknown): boolean {
  const { active, card } = readFields(configuration);
  return active === true && readFields(card ?? {}).available === true;
}
