import type { Movement, MovementAsk } from "../../../engine/ports.ts";
import { PartnerFailure } from "../adapter.ts";
import { readFields, readList, readText, readWhole, readWord } from "../read-answer.ts";
import { type StripeClient, statusOfNo } from "./client.ts";
import { type Intent, readIntent } from "./intent.ts";

/** Refunds of one payment that are looked through; more are never guessed about. */
const MOST = 100;

/** Card issuers say no to a capture with this. */
const DECLINED = 402;

/** `POST /v1/payment_intents/{id}/capture`; what is not taken is let go. */
export async function capture(client: StripeClient, ask: MovementAsk, signal: AbortSignal): Promise<Movement> {
  const options = { idempotencyKey: ask.request };
  try {
    const answer = await client.call(signal, ({ paymentIntents }) =>
      paymentIntents.capture(ask.partnerId, { amount_to_capture: ask.amount }, options),
    );
    const intent = ours(readIntent(answer), ask);
    if (intent.status !== "succeeded" || intent.received !== ask.amount) throw new PartnerFailure("mismatch");
    return { state: "done", request: ask.request, partnerId: intent.id };
  } catch (error) {
    if (statusOfNo(error) !== DECLINED) throw error;
    return { state: "declined", request: ask.request, partnerId: ask.partnerId };
  }
}

/** `POST /v1/payment_intents/{id}/cancel` */
export async function cancel(client: StripeClient, ask: MovementAsk, signal: AbortSignal): Promise<Movement> {
  const options = { idempotencyKey: ask.request };
  const answer = await client.call(signal, ({ paymentIntents }) => paymentIntents.cancel(ask.partnerId, {}, options));
  const intent = ours(readIntent(answer), ask);
  if (intent.status !== "canceled") throw new PartnerFailure("mismatch");
  return { state: "done", request: ask.request, partnerId: intent.id };
}

/** `POST /v1/refunds` */
export async function refund(client: StripeClient, ask: MovementAsk, signal: AbortSignal): Promise<Movement> {
  const { partnerId, amount, request, funding } = ask;
  const metadata = { request, reference: funding.reference };
  const answer = await client.call(signal, ({ refunds }) =>
    refunds.create({ payment_intent: partnerId, amount, metadata }, { idempotencyKey: request }),
  );
  return readRefund(answer, ask);
}

/** What became of a movement. */
export async function findMovement(
  client: StripeClient,
  ask: MovementAsk,
  signal: AbortSignal,
): Promise<Movement | undefined> {
  if (ask.kind === "refund") return findRefund(client, ask, signal);
  const answer = await client.call(signal, ({ paymentIntents }) => paymentIntents.retrieve(ask.partnerId));
  const intent = ours(readIntent(answer), ask);
  if (intent.status !== (ask.kind === "capture" ? "succeeded" : "canceled")) return undefined;
  if (ask.kind === "capture" && intent.received !== ask.amount) throw new PartnerFailure("mismatch");
  return { state: "done", request: ask.request, partnerId: intent.id };
}

/** `GET /v1/refunds?payment_intent=`; ours carry the request in their metadata. */
async function findRefund(client: StripeClient, ask: MovementAsk, signal: AbortSignal): Promise<Movement | undefined> {
  const answer = await client.call(signal, ({ refunds }) =>
    refunds.list({ payment_intent: ask.partnerId, limit: MOST }),
  );
  const { data, has_more } = readFields(answer);
  const found = readList(data, MOST).find((one) => readFields(readFields(one).metadata).request === ask.request);
  if (!found && has_more) throw new PartnerFailure("too_large");
  return found === undefined ? undefined : readRefund(found, ask);
}

const STATES = {
  succeeded: "done",
  pending: "pending",
  requires_action: "pending",
  failed: "declined",
  canceled: "declined",
} as const;
const STATUSES = Object.keys(STATES) as (keyof typeof STATES)[];

export const readRefundState = (status: unknown): Movement["state"] => STATES[readWord(status, STATUSES)];

function readRefund(value: unknown, { amount, request, funding }: MovementAsk): Movement {
  const fields = readFields(value);
  const state = readRefundState(fields.status);
  if (readWhole(fields.amount) !== amount || readText(fields.currency).toUpperCase() !== funding.currency) {
    throw new PartnerFailure("mismatch");
  }
  return { state, request, partnerId: readText(fields.id) };
}

function ours(intent: Intent, { funding }: MovementAsk): Intent {
  if (intent.reference !== funding.reference || intent.currency !== funding.currency) {
    throw new PartnerFailure("mismatch");
  }
  return intent;
}
