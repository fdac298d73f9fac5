import { type Choice, ChoiceUnusable, readChoice } from "@fenqi/client";
import type { Locale } from "@fenqi/words";
import { done, type Result, refuse } from "./refusal.ts";
import type { Plan } from "./standing.ts";

/** What this provider keeps in a session's `data` beside the choice. A storefront cannot write it: it is set anew each time. */
export interface Kept {
  readonly session_id: string;
  /** What its plan is made for, by name. */
  readonly order_ref: string;
  /** What Medusa asks for, in minor units. */
  readonly amount: number;
  readonly currency: string;
  /** The plan that was made; null before. */
  readonly plan: string | null;
}

/** What Medusa asks for (minor units), and for which of its payment collections. */
export interface Asked {
  readonly amount: number;
  readonly currency: string;
  readonly collection: string;
}

export type SessionData = { readonly [field: string]: unknown };

/**
 * What a plan is made for: a payment collection, by which a shop knows its own, and a session of it, of which Medusa keeps nothing once it
 * is deleted.
 */
export const referenceOf = (collection: string, session: string) => `${collection}/${session}`;

const REFERENCE = /^(?:(pay_col_[0-9A-Za-z]+)\/)?(payses_[0-9A-Za-z]+)$/;

/** Reads a plan's `order_ref`; undefined for what is of another origin. Plans of earlier versions name their session alone. */
export function readReference(text: string): { readonly collection?: string; readonly session: string } | undefined {
  const [, collection, session] = REFERENCE.exec(text) ?? [];
  return session === undefined ? undefined : { session, ...(collection === undefined ? {} : { collection }) };
}

/**
 * Begins a session for what Medusa asks for, or for what it asks now: a choice that is there must be whole. Whatever else
 * a storefront has put into the data is not believed. Throws ChoiceUnusable, naming the field.
 */
export function begin(data: SessionData | undefined, asked: Asked): Kept {
  if (hasChoice(data)) readChoice(data);
  if (typeof data?.session_id !== "string") throw new TypeError("data.session_id is missing");
  const { amount, currency, collection } = asked;
  const { session_id } = data;
  const order_ref = referenceOf(collection, session_id);
  return { session_id, order_ref, amount, currency: currency.toUpperCase(), plan: null };
}

/** Whether a storefront has put a choice into the data, whole or not. */
export const hasChoice = (data: SessionData | undefined): data is SessionData =>
  data !== undefined && ["quote_token", "option", "consent"].some((field) => data[field] !== undefined);

/** The choice of a session, or that there is none, or no whole one. */
export function choiceOf(data: SessionData | undefined, locale: Locale): Result<Choice> {
  if (!hasChoice(data)) return refuse("choice_missing", locale);
  try {
    return done(readChoice(data));
  } catch (error) {
    if (!(error instanceof ChoiceUnusable)) throw error;
    return refuse("choice_malformed", locale);
  }
}

/** Reads what was kept. Throws when it is not there: a session that this provider has not begun. */
export function readKept(data: SessionData | undefined): Kept {
  const { session_id, order_ref = session_id, amount, currency, plan } = data ?? {};
  if (typeof session_id !== "string" || !Number.isSafeInteger(amount) || typeof currency !== "string") {
    throw new TypeError("the payment session was not begun by fenqi");
  }
  const made = typeof plan === "string" ? plan : null;
  return { session_id, order_ref: String(order_ref), amount: amount as number, currency, plan: made };
}

/** What a session or a payment keeps of its plan; the storefront reads `next_action.url` and sends the shopper there. */
export const keepPlan = (data: SessionData, plan: Plan) => ({
  ...data,
  plan: plan.id,
  plan_state: plan.state,
  next_action: plan.next_action,
  balance: plan.balance,
});
