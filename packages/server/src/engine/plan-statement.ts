import { momentOf, type PlanDeps } from "./change-plan.ts";
import { openPlanLink, type PlanLinkDeps } from "./plan-links.ts";
import type { AgreedStore, PlanStatement, StatementPrinter, StoredPlan } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { turnsOf } from "./turns.ts";

export interface StatementDeps extends Pick<PlanDeps, "live" | "now" | "plans"> {
  readonly agreed: AgreedStore;
  readonly printer: StatementPrinter;
}

/** A plan's statement as PDF. `not_found` where the merchant has no such plan. Throws Busy when too many wait. */
export async function printStatement(
  deps: StatementDeps,
  merchant: string,
  id: string,
  locale: "zh-CN" | "en",
): Promise<Result<Uint8Array>> {
  const { found } = await deps.plans.read(merchant, id);
  if (!found) return refuse({ code: "not_found" });
  return done(await deps.printer.print(await statementOf(deps, merchant, found), locale));
}

/** The same of a plan that a shopper's link opens. `link_invalid` as for the link itself; `not_found` for a plan of another. */
export async function printLinkedStatement(
  deps: StatementDeps & PlanLinkDeps,
  { token, plan, locale }: { readonly token: string; readonly plan: string; readonly locale: "zh-CN" | "en" },
): Promise<Result<Uint8Array>> {
  const opened = await openPlanLink(deps, token);
  if (!opened.ok) return opened;
  const { link, plans } = opened.value;
  const found = plans.find(({ stored }) => stored.plan.id === plan);
  if (!found || !deps.live.of(link.merchant)) return refuse({ code: "not_found" });
  return done(await deps.printer.print(await statementOf(deps, link.merchant, found.stored), locale));
}

/** Gathers what a statement tells of a plan, at the plan's own moment. */
async function statementOf(deps: StatementDeps, merchant: string, stored: StoredPlan): Promise<PlanStatement> {
  const { catalogue } = deps.live.of(merchant)!.record;
  const { plan } = stored;
  const partner = catalogue.partners.find((each) => each.id === plan.partner);
  return {
    ...momentOf(deps, merchant, stored),
    zone: catalogue.merchant.time_zone,
    merchant: catalogue.merchant.name,
    partner: {
      id: plan.partner,
      name: partner?.name ?? { "zh-CN": plan.partner, en: plan.partner },
      legalName: partner?.legal_name ?? null,
    },
    stored,
    ...(await deps.agreed.read(merchant, stored)),
  };
}

/** One at a time: each takes a core for half a second. */
export function printInTurn(printer: StatementPrinter, mostWaiting = 16): StatementPrinter {
  const turn = turnsOf(1, mostWaiting);
  return { print: (statement, locale) => turn(() => printer.print(statement, locale)) };
}
