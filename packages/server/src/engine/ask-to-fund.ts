import type { AgreedOption } from "@fenqi/core/quote";
import type { FundingAsk, Partners } from "./ports.ts";

/** What came of asking a partner to fund. `wait`: it may have said yes, and must be asked again. */
export interface FundingSaid {
  readonly said: "authorised" | "wait" | "declined" | "unavailable";
  /** The partner's own id; null as long as it gave none. */
  readonly partnerId: string | null;
}

const nothing = (said: FundingSaid["said"]): FundingSaid => ({ said, partnerId: null });

/** What a partner is asked about a plan: the same for every call. */
export const fundingAsk = (
  plan: string,
  { method, count, amount, currency }: Omit<FundingAsk, "reference" | "count"> & { readonly count: number | null },
): FundingAsk => ({ reference: plan, method, count: count ?? 1, amount, currency });

/**
 * Asks the partner of an option to authorise. Only a plain yes is a yes; a lender's no is one opaque word, and an answer
 * that may have been a yes is left open.
 */
export async function askToFund(
  partners: Partners,
  merchant: string,
  { option, partner, input }: AgreedOption,
  plan: string,
): Promise<FundingSaid> {
  const port = partners.find(merchant, partner.id);
  if (!port) return nothing("unavailable");
  const { method, count } = option;
  const ask = fundingAsk(plan, { method, count, amount: input.amount, currency: input.currency });
  const answer = await port.authorise(ask, plan);
  if (answer.kind === "failed") return nothing("unavailable");
  if (answer.kind === "unclear") return nothing("wait");
  const { state, partnerId } = answer.value;
  return { said: SAID[state], partnerId };
}

const SAID = { approved: "authorised", declined: "declined", pending: "wait" } as const;
