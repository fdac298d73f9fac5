import type { LedgerEntries, TrialBalance } from "@fenqi/contract";
import { isIsoDate } from "@fenqi/core/calendar";
import { ACCOUNTS, type AccountId } from "@fenqi/core/ledger";
import type { FastifyInstance } from "fastify";
import { momentAt } from "../engine/change-plan.ts";
import type { AccountSums, LedgerLine } from "../engine/ports.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { numberIn, pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";

/** The books: what each account holds, every transaction, and one account's lines. */
export function ledgerRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { ledger } = context.planning;

  addRoute(app, context, gate, "trialBalance", async ({ query, key }) => {
    const { on = momentAt(context.engine.live, key.merchant, context.now()).today } = query;
    if (!isIsoDate(on)) return answerRefusal({ code: "invalid_date", pointer: "#/query/on" });
    const sums = await ledger.trialBalance(key.merchant, on);
    return { body: { on, balanced: isBalanced(sums), accounts: sums.map(accountRecord) } satisfies TrialBalance };
  });

  addRoute(app, context, gate, "ledgerEntries", async ({ query, key }) => {
    const body = await pageOf(query.limit, {
      find: (count) => ledger.entries(key.merchant, query.plan, numberIn(query.cursor), count),
      show: ({ seq, lines, ...entry }) => ({ id: `le_${seq}`, ...entry, lines: lines.map(lineRecord) }),
      cursor: ({ seq }) => String(seq),
    });
    return { body };
  });

  addRoute(app, context, gate, "ledgerStatement", async ({ query, key }) => {
    const { account, partner = null, currency } = query;
    if (!(account in ACCOUNTS)) return answerRefusal({ code: "not_found" });
    const of = { account: account as AccountId, partner, currency };
    const body = await pageOf(query.limit, {
      find: (count) => ledger.statement(key.merchant, of, numberIn(query.cursor), count),
      show: ({ seq, ...line }) => ({ entry: `le_${seq}`, ...line }),
      cursor: ({ seq }) => String(seq),
    });
    return { body };
  });
}

/** A line with its account's name. */
export const lineRecord = ({
  account,
  partner,
  amount,
}: LedgerLine): LedgerEntries["items"][number]["lines"][number] => ({
  account,
  name: ACCOUNTS[account].name,
  partner,
  amount,
});

const accountRecord = ({ account, debit, credit, ...of }: AccountSums): TrialBalance["accounts"][number] => {
  const { name, class: kind } = ACCOUNTS[account];
  return { account, name, class: kind, ...of, debit, credit, balance: debit - credit };
};

/** Debits equal credits for each currency, in the books and, apart from them, in the memo accounts. */
function isBalanced(sums: readonly AccountSums[]): boolean {
  const off = new Map<string, number>();
  for (const { account, currency, debit, credit } of sums) {
    const book = `${currency} ${ACCOUNTS[account].class === "memo"}`;
    off.set(book, (off.get(book) ?? 0) + debit - credit);
  }
  return [...off.values()].every((sum) => sum === 0);
}
