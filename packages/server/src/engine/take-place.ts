import type { Instant } from "@fenqi/core/calendar";
import { type AgreedOption, quote } from "@fenqi/core/quote";
import type { PlanPlace, PlanStore, TokenBody, Vault } from "./ports.ts";
import { currentFacts, freshQuote, type QuoteDeps } from "./quote-cart.ts";
import { type Result, refuse } from "./refusals.ts";

/** What a new plan counts towards: its offer's quota, and the shopper's own limits. Undefined where it is neither. */
export function placeOf(
  { vault, merchant }: { readonly vault: Pick<Vault, "shopperMarks">; readonly merchant: string },
  { offer, input }: AgreedOption,
  { at, input: { shopper, cart } }: Pick<TokenBody, "at" | "input">,
): PlanPlace | undefined {
  const { quota, conditions } = offer;
  const ref = shopper?.ref;
  if (quota === undefined && ref === undefined) return undefined;
  return {
    shopper_ref: ref ?? null,
    currency: input.currency,
    amount: cart.total,
    quota_id: quota?.id ?? null,
    max_count: quota?.max_count ?? null,
    max_amount: quota?.max_amount ?? null,
    max_active: ref === undefined ? null : (conditions?.active_plans?.max ?? null),
    max_outstanding: ref === undefined ? null : (conditions?.outstanding?.max ?? null),
    shopper_marks: ref === undefined ? [] : vault.shopperMarks(merchant, ref),
    quoted_at: at,
  };
}

/**
 * Why a choice found no place, in the words of a quote of this moment: what the store knows of quotas, and what the shopper
 * has running here. Undefined where there is a place again.
 */
export async function refuseFull(
  deps: QuoteDeps & { readonly plans: PlanStore },
  merchant: string,
  { input: asked }: TokenBody,
  option: string,
  at: Instant,
): Promise<Result<never> | undefined> {
  await deps.live.load(merchant);
  const live = deps.live.of(merchant)!;
  const { shopper } = asked;
  const here =
    shopper?.ref === undefined ? undefined : await deps.plans.standing(merchant, shopper.ref, asked.cart.currency);
  const known = here && {
    ...shopper,
    active_plans: Math.max(here.active, shopper?.active_plans ?? 0),
    outstanding: Math.max(here.outstanding, shopper?.outstanding ?? 0),
  };
  const input = currentFacts(known ? { ...asked, shopper: known } : asked, live);
  const now = quote(live.compiled, input, at, { schedules: false });
  const way = now.ok ? now.value.missing.find(({ offer }) => offer === option) : undefined;
  return way && refuse({ code: "way_unavailable", way, fresh: freshQuote(deps, merchant, input, at) });
}
