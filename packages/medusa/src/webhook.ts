import { type FenqiClient, FenqiProblem, verifyWebhook, type WebhookHeaders, WebhookRefused } from "@fenqi/client";
import { toMajor } from "./amounts.ts";
import { readReference } from "./session.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Medusa's words for what a provider's webhook means. */
export type Action = "authorized" | "captured" | "failed" | "pending" | "requires_more" | "canceled" | "not_supported";

export interface Told {
  readonly action: Action;
  /** The payment session, and the plan's amount in major units as text. */
  readonly data?: { readonly session_id: string; readonly amount: string };
}

const ACTION: { readonly [S in Standing]: Action } = {
  authorized: "authorized",
  captured: "captured",
  canceled: "canceled",
  error: "failed",
  pending: "pending",
  requires_more: "requires_more",
};

/** Events that move a payment. Others, such as a repayment, are between the shopper and the partner. */
const MOVING = ["plan.created", "plan.authorised", "plan.declined", "plan.cancelled", "plan.activated"];

export interface Incoming {
  /** The body as it came. */
  readonly raw: string | Uint8Array<ArrayBuffer>;
  readonly headers: WebhookHeaders;
  readonly secrets: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the shop has a payment session. */
  readonly isThere: (session: string) => Promise<boolean>;
}

/**
 * What a webhook of Fenqi's means for a payment session. The event says only that something has moved: where the plan stands is read
 * from Fenqi, so that late and repeated ones do no harm. Of a session that is not there (deleted, or another shop's) Medusa hears nothing:
 * it would look for the session's cart, find no condition to look by, and complete whichever cart comes first. Throws WebhookRefused for
 * one that Fenqi has not signed.
 */
export async function heard(fenqi: FenqiClient, { raw, headers, secrets, now, isThere }: Incoming): Promise<Told> {
  if (secrets.length === 0) throw new WebhookRefused("secret_unusable");
  const event = await verifyWebhook(raw, headers, secrets, now);
  if (!MOVING.includes(event.type)) return { action: "not_supported" };
  try {
    const plan = await fenqi.plan(event.subject);
    const reference = readReference(plan.order_ref);
    if (!reference || !(await isThere(reference.session))) return { action: "not_supported" };
    const data = { session_id: reference.session, amount: toMajor(plan.amount, plan.currency) };
    return { action: ACTION[standingOf(plan)], data };
  } catch (problem) {
    if (problem instanceof FenqiProblem && problem.status === 404) return { action: "not_supported" };
    throw problem;
  }
}
