import { type Choice, type FenqiClient, FenqiProblem } from "@fenqi/client";
import type { Locale, Telling } from "@fenqi/words";
import type { FenqiOptions } from "./options.ts";
import { done, type Result, refuse, refuseEnded, refuseProblem } from "./refusal.ts";
import { choiceOf, type Kept, keepPlan, readKept, type SessionData } from "./session.ts";
import { type Plan, type Standing, standingOf } from "./standing.ts";

export interface Deps {
  readonly fenqi: FenqiClient;
  readonly options: FenqiOptions;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Authorised {
  readonly standing: Standing;
  readonly data: SessionData;
}

/**
 * Makes the plan that a session's shopper agreed to, once however often it is asked: the session's id is the key. A session whose plan
 * waits for its partner asks where it stands.
 *
 * Nothing stays that is not for the session's own amount and currency, or whose session was deleted meanwhile (`isThere`): such a
 * plan is cancelled, and refused.
 */
export async function authorise(
  deps: Deps,
  data: SessionData | undefined,
  isThere: () => Promise<boolean> = async () => true,
): Promise<Result<Authorised>> {
  const kept = readKept(data);
  const choice = choiceOf(data, "en");
  if (!choice.ok) return choice;
  const locale = choice.value.consent.language;

  let plan: Plan;
  try {
    plan = kept.plan === null ? await accept(deps.fenqi, kept, choice.value) : await deps.fenqi.plan(kept.plan);
  } catch (problem) {
    return refuseProblem(problem, tellingOf(deps, locale));
  }
  if (plan.order_ref !== kept.order_ref) return refuse("amount_mismatch", locale);
  if (plan.amount !== kept.amount || plan.currency !== kept.currency) {
    await letGo(deps.fenqi, plan.id);
    return refuse("amount_mismatch", locale);
  }
  if (!(await isThere())) {
    await letGo(deps.fenqi, plan.id);
    return refuse("cancelled", locale);
  }
  const ended = refuseEnded(plan, locale);
  return ended ? { ok: false, error: ended } : done({ standing: standingOf(plan), data: keepPlan(data!, plan) });
}

const accept = (fenqi: FenqiClient, { session_id, order_ref }: Kept, { seal: _, ...choice }: Choice) =>
  fenqi.accept({ ...choice, order_ref }, { idempotencyKey: `medusa:accept:${session_id}` });

/** How things are told at this moment. */
export const tellingOf = ({ options, now }: Deps, locale: Locale): Telling => ({
  locale,
  zone: options.timeZone,
  at: new Date(now()).toISOString(),
});

/** Cancels a plan that has not begun; one that has ended already is left as it is. */
export async function letGo(fenqi: FenqiClient, plan: string): Promise<void> {
  try {
    await fenqi.cancelPlan(plan, {}, { idempotencyKey: `medusa:cancel:${plan}` });
  } catch (problem) {
    if (!(problem instanceof FenqiProblem && problem.code === "wrong_state")) throw problem;
    const { state } = await fenqi.plan(plan);
    if (state !== "cancelled" && state !== "declined") throw problem;
  }
}
