import { formatInstant } from "@fenqi/core/calendar";
import type { CallbackMessage, PartnerCallback } from "../../../engine/ports.ts";
import { CallbackRefusal, type SignedCallback } from "../adapter.ts";
import { readFields, readText, readWhole } from "../read-answer.ts";
import type { StripeAddress, StripeClient } from "./client.ts";
import { readRefundState } from "./move.ts";

/** Ends the SDK's own look at the time, which sees only what is too old; ours sees both sides. */
const ANY_AGE = 0;

/** A webhook: signed in `stripe-signature` with the endpoint's secret, any of several while the secret is rolled. */
export async function readWebhook(
  client: StripeClient,
  { webhookSecret }: StripeAddress,
  { headers, body }: CallbackMessage,
): Promise<SignedCallback> {
  const signature = headers["stripe-signature"];
  if (typeof signature !== "string") throw new CallbackRefusal("unsigned");
  const { webhooks } = await client.sdk();
  let event: unknown;
  try {
    event = webhooks.constructEvent(body, signature, webhookSecret, ANY_AGE);
  } catch {
    throw new CallbackRefusal("signature");
  }
  try {
    const signedAtMs = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)![1]) * 1000;
    const { id, type, data } = readFields(event);
    const callback = toCallback(readText(id), readText(type), readFields(readFields(data).object), signedAtMs);
    return { signedAtMs, mark: `${id} ${signedAtMs}`, callback, reply: "" };
  } catch {
    throw new CallbackRefusal("form");
  }
}

const INTENT_STATES: { readonly [type: string]: PartnerCallback["state"] } = {
  "payment_intent.amount_capturable_updated": "approved",
  "payment_intent.processing": "pending",
  "payment_intent.canceled": "declined",
};
const REFUND_TYPES = ["refund.created", "refund.updated", "refund.failed"];

/** Undefined for the account's other payments, and for what our own calls have been answered already. */
function toCallback(
  id: string,
  type: string,
  fields: { readonly [name: string]: unknown },
  atMs: number,
): PartnerCallback | undefined {
  const { reference, request } = readFields(fields.metadata ?? {});
  if (reference === undefined) return undefined;
  const said = () => ({
    id,
    at: formatInstant(atMs),
    reference: readText(reference),
    amount: readWhole(fields.amount),
    currency: readText(fields.currency).toUpperCase(),
  });
  const state = INTENT_STATES[type];
  if (state) return { ...said(), about: "authorisation", state };
  if (!REFUND_TYPES.includes(type) || request === undefined) return undefined;
  return { ...said(), about: "refund", request: readText(request), state: readRefundState(fields.status) };
}
