import type { Authorisation, FundingAsk } from "../../../engine/ports.ts";
import { PartnerFailure } from "../adapter.ts";
import { readFields, readText, readWhole, readWord } from "../read-answer.ts";
import type { StripeAddress } from "./client.ts";

/** A payment as Stripe has it. */
export interface Intent {
  readonly id: string;
  readonly status: (typeof STATUSES)[number];
  readonly clientSecret: string;
  readonly reference: string;
  readonly amount: number;
  readonly received: number;
  readonly currency: string;
  /** Instalments that the shopper chose with their card; one where they chose none. */
  readonly count: number;
}

const STATUSES = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
] as const;

const STATES: { readonly [S in Intent["status"]]: Authorisation["state"] } = {
  requires_payment_method: "pending",
  requires_confirmation: "pending",
  requires_action: "pending",
  processing: "pending",
  requires_capture: "approved",
  succeeded: "approved",
  canceled: "declined",
};

/** Reads a `payment_intent`. Throws `wrong_schema`. */
export function readIntent(value: unknown): Intent {
  const fields = readFields(value);
  const { reference } = readFields(fields.metadata);
  return {
    id: readText(fields.id),
    status: readWord(fields.status, STATUSES),
    clientSecret: readText(fields.client_secret),
    reference: readText(reference),
    amount: readWhole(fields.amount),
    received: readWhole(fields.amount_received),
    currency: readText(fields.currency).toUpperCase(),
    count: countOf(fields.payment_method_options),
  };
}

function countOf(options: unknown): number {
  const { card } = readFields(options ?? {});
  const { installments } = readFields(card ?? {});
  const { plan } = readFields(installments ?? {});
  return plan ? readWhole(readFields(plan).count) : 1;
}

/**
 * An authorisation, where the payment is of what was asked. Other money is a mismatch, and so is another count of
 * instalments than the shopper accepted with us.
 */
export function toAuthorisation(intent: Intent, ask: FundingAsk, { payUrl }: StripeAddress): Authorisation {
  const { id, status, clientSecret, reference, amount, currency } = intent;
  if (reference !== ask.reference || amount !== ask.amount || currency !== ask.currency) {
    throw new PartnerFailure("mismatch");
  }
  const state = STATES[status];
  if (state === "approved" && intent.count !== ask.count) throw new PartnerFailure("mismatch");
  const said = { state, partnerId: id, reference };
  if (state !== "pending" || status === "processing") return said;
  const page = new URL(payUrl);
  page.searchParams.set("payment_intent", id);
  page.searchParams.set("payment_intent_client_secret", clientSecret);
  page.searchParams.set("count", String(ask.count));
  if (ask.returnUrl !== undefined) page.searchParams.set("return_url", ask.returnUrl);
  return { ...said, redirect: page.href };
}
