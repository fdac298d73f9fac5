import { type ImportDeps, importSettlement } from "./import-settlement.ts";
import type { Digest, LedgerEntry, LedgerStore, PlanStore, SettlementRow } from "./ports.ts";

type SeedDeps = ImportDeps & {
  readonly plans: Pick<PlanStore, "list">;
  readonly ledger: Pick<LedgerStore, "entries">;
  readonly digest: Digest;
};

const PLANS = 50;
const ENTRIES = 200;

/**
 * Imports a partner's settlement file as the demo's partner would write it: all that the books expect, but for one row that is short,
 * one that is told twice, and one that nobody knows.
 */
export async function seedSettlement(deps: SeedDeps, merchant: string, partner: string, by: string): Promise<void> {
  const plans = await deps.plans.list(merchant, { partner }, undefined, PLANS);
  const told: SettlementRow[] = [];
  for (const { stored } of plans) {
    const entries = await deps.ledger.entries(merchant, stored.plan.id, 0, ENTRIES);
    told.push(...entries.flatMap(rowsOf));
  }
  if (told.length < 2) return;
  const [first, second, ...rest] = told as [SettlementRow, SettlementRow, ...SettlementRow[]];
  const unknown = { ...second, reference: "plan_of_another_store", amount: 18_800, fee: 0 };
  const rows = [{ ...first, amount: first.amount - 1_250 }, second, second, ...rest, unknown];
  const text = new TextEncoder().encode(JSON.stringify(rows));
  const file = { hash: deps.digest(text), bytes: text.length, read: async function* () {}, remove: async () => {} };
  const reader = async function* () {
    yield rows;
  };
  const imported = await importSettlement(deps, { merchant, by, partner, file, reader, days: {} });
  if (!imported.ok) throw new Error(`the demo's settlement file is refused: ${imported.error.code}`);
}

const KINDS: { readonly [kind: string]: "capture" | "refund" | undefined } = { activate: "capture", refund: "refund" };

/** What an entry makes a partner tell: what it owes or is owed, and what it keeps. */
function rowsOf({ plan, kind, at, currency, reference, lines }: LedgerEntry): SettlementRow[] {
  const told = KINDS[kind];
  if (!told || plan === null) return [];
  const sum = (...accounts: readonly string[]) =>
    lines.reduce((all, { account, amount }) => (accounts.includes(account) ? all + amount : all), 0);
  const fee = sum("merchant_subsidy", "partner_fees");
  const amount = sum("partner_receivable", "partner_payable") + fee;
  return [{ reference: plan, request: reference, kind: told, amount, fee, currency, at }];
}
