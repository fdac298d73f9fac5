import type { FundingAsk, Partners } from "./ports.ts";

/** What came of asking a partner to fund. `wait`: it may have said yes, or the shopper has to agree there first. */
export interface FundingSaid {
  readonly said: "authorised" | "wait" | "declined" | "unavailable";
  /** The partner's own id; null as long as it gave none. */
  readonly partnerId: string | null;
  /** Where the shopper has to agree first. */
  readonly redirect?: string;
}

const nothing = (said: FundingSaid["said"]): FundingSaid => ({ said, partnerId: null });

/** What a partner is asked about a plan: the same for every call. */
export const fundingAsk = (plan: string, { method, count, amount, currency, return_url }: PlanAsk): FundingAsk => ({
  reference: plan,
  method,
  count: count ?? 1,
  amount,
  currency,
  ...(return_url === undefined ? {} : { returnUrl: return_url }),
});

interface PlanAsk extends Pick<FundingAsk, "method" | "amount" | "currency"> {
  readonly count: number | null;
  readonly return_url?: string;
}

/**
 * Asks a plan's partner to authorise. Only a plain yes is a yes; a lender's no is one opaque word, and an answer that may
 * have been a yes is left open.
 */
export async function askToFund(
  partners: Partners,
  merchant: string,
  partner: string,
  ask: FundingAsk,
): Promise<FundingSaid> {
  const port = partners.find(merchant, partner);
  if (!port) return nothing("unavailable");
  const answer = await port.authorise(ask, ask.reference);
  if (answer.kind === "failed") return nothing("unavailable");
  if (answer.kind === "unclear") return nothing("wait");
  const { state, partnerId, redirect } = answer.value;
  return { said: SAID[state], partnerId, ...(state === "pending" && redirect ? { redirect } : {}) };
}

const SAID = { approved: "authorised", declined: "declined", pending: "wait" } as const;
