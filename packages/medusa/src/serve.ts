import { type FenqiClient, FenqiProblem } from "@fenqi/client";
import { type Amount, toMajor, toMinor } from "./amounts.ts";
import { type Authorised, letGo } from "./authorise.ts";
import { hasChoice, type Kept, keepPlan, readKept, type SessionData } from "./session.ts";
import { standingOf } from "./standing.ts";

/** A part of a payment was to be captured. A plan has no part: it begins whole, with all that the shopper owes. */
export class CapturedInPart extends Error {
  override readonly name = "CapturedInPart";

  constructor({ amount, currency }: Pick<Kept, "amount" | "currency">) {
    const whole = `${toMajor(amount, currency)} ${currency}`;
    super(`a plan begins whole: capture all of the payment, ${whole}, and refund what does not go out`);
  }
}

/**
 * The goods go out: the plan begins. One that runs already, by a person's hand, is as good.
 *
 * `captured`: each capture of the payment, the one that is asked for among them (major units, in the payment's currency). Throws
 * CapturedInPart, and nothing begins, where they are less than the whole.
 */
export async function capture(
  fenqi: FenqiClient,
  data: SessionData | undefined,
  captured: readonly Amount[],
): Promise<SessionData> {
  const plan = planOf(data);
  const { amount, currency } = readKept(data);
  if (captured.reduce<number>((sum, part) => sum + toMinor(part, currency), 0) < amount)
    throw new CapturedInPart({ amount, currency });
  try {
    return keepPlan(data!, await fenqi.activate(plan, { idempotencyKey: `medusa:activate:${plan}` }));
  } catch (problem) {
    if (!(problem instanceof FenqiProblem && problem.code === "wrong_state")) throw problem;
    const now = await fenqi.plan(plan);
    if (standingOf(now) !== "captured") throw problem;
    return keepPlan(data!, now);
  }
}

/**
 * Gives back goods for `amount` (major units, in the payment's currency): the plan is worked out anew. `refund` is Medusa's id of the refund: it happens once. What
 * changed, row by row and between whom, is kept in the payment's data.
 */
export async function giveBack(
  fenqi: FenqiClient,
  data: SessionData | undefined,
  { amount: major, refund }: { readonly amount: Amount; readonly refund: string },
): Promise<SessionData> {
  const plan = planOf(data);
  const amount = toMinor(major, readKept(data).currency);
  const changed = await fenqi.refund(
    plan,
    { amount, reason: `Medusa refund ${refund}` },
    { idempotencyKey: `medusa:refund:${refund}` },
  );
  const { changes } = changed;
  const before = Array.isArray(data!.refunds) ? (data!.refunds as { readonly id: string }[]) : [];
  const refunds = [...before.filter(({ id }) => id !== refund), { id: refund, amount, changes }];
  return { ...keepPlan(data!, changed), refunded: changed.refunded, refunds };
}

/** The order is cancelled before it went out. What was never agreed needs nothing. */
export async function cancel(fenqi: FenqiClient, data: SessionData | undefined): Promise<SessionData> {
  const { plan } = readKept(data);
  if (plan === null) return data!;
  await letGo(fenqi, plan);
  return keepPlan(data!, await fenqi.plan(plan));
}

/**
 * The shopper pays otherwise: what was agreed for this session is let go of, also where the answer was lost and the session does not
 * know its plan.
 */
export async function abandon(fenqi: FenqiClient, data: SessionData | undefined): Promise<void> {
  if (!hasChoice(data) || typeof data.session_id !== "string") return;
  const { order_ref, plan } = readKept(data);
  if (plan !== null) return letGo(fenqi, plan);
  const { items } = await fenqi.plans({ order_ref });
  for (const { id, state } of items) {
    if (state === "pending_partner" || state === "accepted") await letGo(fenqi, id);
  }
}

/** Where a payment stands now; one that nobody has agreed to yet is pending. */
export async function look(fenqi: FenqiClient, data: SessionData | undefined): Promise<Authorised> {
  const { plan: id } = readKept(data);
  if (id === null) return { standing: "pending", data: data! };
  const plan = await fenqi.plan(id);
  return { standing: standingOf(plan), data: keepPlan(data!, plan) };
}

function planOf(data: SessionData | undefined): string {
  const { plan } = readKept(data);
  if (plan === null) throw new TypeError("the payment has no plan");
  return plan;
}
