import { quoteSettlement, type SettlementQuote } from "@fenqi/core/plan";
import { momentOf, type PlanDeps } from "./change-plan.ts";
import { closeToday } from "./decide-today.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** Makes a settlement quote a text that only this server makes, and opens it again. */
export interface SettlementSealer {
  seal(quote: SettlementQuote): string;
  /** Undefined when it was altered or is not ours. */
  open(text: string): SettlementQuote | undefined;
}

/** What ends a plan today, worked out up to this day; nothing is kept of it. */
export async function askSettlement(
  deps: PlanDeps & { readonly settlements: SettlementSealer },
  merchant: string,
  id: string,
): Promise<Result<SettlementQuote & { readonly settlement_quote: string }>> {
  const { found } = await deps.plans.read(merchant, id);
  if (!found) return refuse({ code: "not_found" });
  const moment = momentOf(deps, merchant, found);
  const closed = closeToday(found.plan, moment);
  if (!closed.ok) return closed;
  const quote = quoteSettlement(closed.value.decision.plan, moment);
  return quote.ok ? done({ settlement_quote: deps.settlements.seal(quote.value), ...quote.value }) : quote;
}
