import { formatInstant } from "@fenqi/core/calendar";
import type { Clock, PlanLinkBody, PlanLinks, PlanStore, StoredPlan } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** A link is good for a day: the store makes a new one whenever its shopper asks. */
const HOLDS_MS = 24 * 60 * 60 * 1000;
/** Longest token that is given out; the contract's limit. */
const LONGEST = 2048;
/** Plans of one order that are shown. */
const PLANS = 20;

export interface PlanLinkDeps {
  readonly planLinks: PlanLinks;
  readonly plans: Pick<PlanStore, "list">;
  readonly now: Clock;
}

/** Makes a link to the plans of some orders. Refused where the titles are too long for it. */
export function makePlanLink(
  { planLinks, now }: PlanLinkDeps,
  order: Omit<PlanLinkBody, "until">,
): Result<{ readonly token: string; readonly expiresAt: string }> {
  const until = now() + HOLDS_MS;
  const token = planLinks.seal({ ...order, until });
  if (token.length > LONGEST) return refuse({ code: "link_too_long" });
  return done({ token, expiresAt: formatInstant(until) });
}

export interface LinkedPlan {
  readonly title: string;
  readonly stored: StoredPlan;
}

/** The plans that a link opens. `link_invalid` for one that was altered or has expired: a reader is not told which. */
export async function openPlanLink(
  { planLinks, plans, now }: PlanLinkDeps,
  token: string,
): Promise<Result<{ readonly link: PlanLinkBody; readonly plans: readonly LinkedPlan[] }>> {
  const link = planLinks.open(token);
  if (link === undefined || link.until <= now()) return refuse({ code: "link_invalid" });
  const found = await Promise.all(
    link.orders.map(async ({ order_ref, title }) => {
      const listed = await plans.list(link.merchant, { orderRef: order_ref }, undefined, PLANS);
      return listed.map(({ stored }) => ({ title, stored }));
    }),
  );
  return done({ link, plans: found.flat() });
}
