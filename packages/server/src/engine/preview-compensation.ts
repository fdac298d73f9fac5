import { type CompensationRule, checkCompensation } from "@fenqi/core/adjustment";
import { parseInstant } from "@fenqi/core/calendar";
import {
  type AudienceMember,
  type BudgetEstimate,
  estimateCost,
  inAudience,
  mergeMember,
} from "@fenqi/core/compensation";
import { type CompensationPeriod, type CompensationQuestion, compensationPeriod } from "./compensation-question.ts";
import { type FindMissedDeps, findMissed } from "./find-missed.ts";
import type { AdjustmentStore, Clock, CompensationStore } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface PreviewDeps extends FindMissedDeps {
  readonly now: Clock;
  readonly adjustments: Pick<AdjustmentStore, "read">;
  readonly compensations: Pick<CompensationStore, "quotes" | "spent">;
}

export interface CompensationPreview extends CompensationPeriod, Omit<BudgetEstimate, "budget"> {
  readonly adjustment: string;
  /** Quotes looked at. */
  readonly quotes: number;
  /** False where there were more than a preview looks at. */
  readonly complete: boolean;
}

/** Quotes that a preview looks at, and how many between two breaths: other requests are answered in between. */
const MOST_QUOTES = 20_000;
const PAGE = 200;

/** Counts the audience of a compensation and what it would cost, writing nothing. `tried`: another rule than the adjustment's. */
export async function previewCompensation(
  deps: PreviewDeps,
  merchant: string,
  question: CompensationQuestion,
  tried?: CompensationRule,
): Promise<Result<CompensationPreview>> {
  const { adjustment } = question;
  const row = await deps.adjustments.read(merchant, adjustment);
  if (!row) return refuse({ code: "not_found" });
  const period = compensationPeriod(question, row, deps.now(), tried);
  if (!period.ok) return period;
  const { rule, from, until } = period.value;
  const [flaw] = checkCompensation(rule, parseInstant(from));
  if (flaw) {
    const { path, code, message } = flaw;
    return refuse({ code: "adjustment_unsound", flaws: [{ pointer: `/compensation${path}`, code, detail: message }] });
  }

  const find = findMissed(deps, merchant, adjustment);
  const members = new Map<string, AudienceMember>();
  let place: string | null = null;
  let quotes = 0;
  let complete = false;
  while (quotes < MOST_QUOTES) {
    const page = await deps.compensations.quotes(merchant, { from, until }, place, PAGE);
    if (!page) {
      complete = true;
      break;
    }
    for (const [shopper, member] of await find(page.quotes)) {
      const before = members.get(shopper);
      members.set(shopper, before ? mergeMember(before, member) : member);
    }
    quotes += page.quotes.length;
    place = page.place;
  }
  const shoppers = [...members.values()].filter((member) => inAudience(rule.audience, member)).length;
  const { budget: _, ...estimate } = estimateCost(rule, shoppers, await deps.compensations.spent(merchant, adjustment));
  return done({ adjustment, rule, from, until, quotes, complete, ...estimate });
}
