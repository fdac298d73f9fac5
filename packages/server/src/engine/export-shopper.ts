import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { ShopperFacts } from "@fenqi/core/offer";
import type {
  CaseStore,
  ChangeStore,
  Clock,
  LedgerEntry,
  LedgerStore,
  PlanStore,
  ShopperQuote,
  ShopperRows,
  ShopperStore,
  StoredPlan,
  TokenSealer,
  Vault,
  WholeCase,
} from "./ports.ts";
import { done, type Result } from "./refusals.ts";
import { auditedMark, type ShopperNamed, seekShopper } from "./seek-shopper.ts";

export interface ExportDeps {
  readonly shoppers: ShopperStore;
  readonly plans: PlanStore;
  readonly ledger: LedgerStore;
  readonly cases: CaseStore;
  readonly changes: ChangeStore;
  readonly tokens: TokenSealer;
  readonly vault: Vault;
  readonly now: Clock;
}

/** A quote with what the store had said of the shopper; null where the token no longer opens. */
export interface ExportedQuote extends Omit<ShopperQuote, "token"> {
  readonly facts: ShopperFacts | null;
}

/** Everything that is kept of a shopper; what is sealed stays so until it is written down for them. */
export interface ExportedShopper extends Omit<ShopperRows, "quotes" | "plans" | "cases"> {
  readonly at: Instant;
  readonly quotes: readonly ExportedQuote[];
  readonly plans: readonly { readonly stored: StoredPlan; readonly entries: readonly LedgerEntry[] }[];
  readonly cases: readonly WholeCase[];
}

/** Quotes in one export, the newest. */
const QUOTES = 10_000;
/** Ledger entries asked for at once. */
const ENTRIES = 500;

/** Reads everything that is kept of a shopper. That it was read, and by whom, stands in the audit log. */
export async function exportShopper(
  deps: ExportDeps,
  merchant: string,
  named: ShopperNamed,
  by: string,
): Promise<Result<ExportedShopper>> {
  const sought = seekShopper(deps.vault, merchant, named);
  if (!sought.ok) return sought;
  const found = await deps.shoppers.find(merchant, sought.value, QUOTES);
  const plans = await deps.plans.readAll(merchant, found.plans);
  const cases = await Promise.all(found.cases.map((id) => deps.cases.read(merchant, id)));
  const at = formatInstant(deps.now());
  const subject = auditedMark(sought.value);
  await deps.changes.run(merchant, (change) =>
    change.audit({ stream: "shoppers", action: "shopper.export", subject, after: null, by, at }),
  );
  return done({
    ...found,
    at,
    quotes: found.quotes.map(({ token, ...quote }) => ({
      ...quote,
      facts: deps.tokens.open(merchant, token)?.input.shopper ?? null,
    })),
    plans: await Promise.all(
      plans.map(async (stored) => ({ stored, entries: await entriesOf(deps, merchant, stored.plan.id) })),
    ),
    cases: cases.filter((one) => one !== undefined),
  });
}

async function entriesOf({ ledger }: ExportDeps, merchant: string, plan: string): Promise<readonly LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (;;) {
    const page = await ledger.entries(merchant, plan, all.at(-1)?.seq ?? 0, ENTRIES);
    all.push(...page);
    if (page.length < ENTRIES) return all;
  }
}
