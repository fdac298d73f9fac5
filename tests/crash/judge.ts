import type { Book } from "./book.ts";
import type { Paid } from "./payers.ts";

/** What must not be: each list names what it found. */
export interface Verdict {
  /** Acknowledged repayments that the ledger does not have. */
  readonly lost: readonly string[];
  /** Repayments that the ledger has more than once. */
  readonly twice: readonly string[];
  /** Entries whose lines do not sum to zero, in the books or in the memo accounts; or books that do not balance by currency. */
  readonly unbalanced: readonly string[];
  /** Plans whose rows say that something else was paid than their entries do, or whose events do. */
  readonly halfWritten: readonly string[];
  /** Repayments whose key no longer gives the first answer, byte for byte. */
  readonly answersChanged: readonly string[];
  /** Entries of the audit log that do not follow on each other. */
  readonly auditBroken: readonly string[];
}

export const NOTHING_WRONG: Verdict = {
  lost: [],
  twice: [],
  unbalanced: [],
  halfWritten: [],
  answersChanged: [],
  auditBroken: [],
};

const ASKED_AGAIN = 25;

interface LedgerEntry {
  readonly id: string;
  readonly kind: string;
  readonly reference: string | null;
  readonly lines: readonly { readonly account: string; readonly amount: number }[];
}

/** Holds what was acknowledged against what the server has now, by its API alone. */
export async function judge(book: Book, paid: readonly Paid[]): Promise<Verdict> {
  const counts = new Map<string, number>();
  const unbalanced: string[] = [];
  const halfWritten: string[] = [];
  for (const plan of book.plans) {
    const entries = await entriesOf(book, plan);
    const repaid = entries.filter(({ kind }) => kind === "repay");
    for (const { reference } of repaid) counts.set(reference!, (counts.get(reference!) ?? 0) + 1);
    unbalanced.push(...entries.filter(({ lines }) => !isBalanced(lines)).map(({ id }) => id));
    const booked = repaid.reduce((sum, { lines }) => sum + cashIn(lines), 0);
    const { json } = await book.ask("GET", `/v1/plans/${plan}`);
    const shown = json.schedule.reduce((sum: number, row: { paid: number }) => sum + row.paid, 0);
    const told = await repaymentsTold(book, plan, repaid.length);
    if (shown !== booked || told !== repaid.length) {
      halfWritten.push(`${plan}: rows ${shown}, entries ${booked} in ${repaid.length}, events ${told}`);
    }
  }
  const trial = await book.ask("GET", "/v1/ledger/trial-balance");
  if (trial.json.balanced !== true) unbalanced.push("the trial balance");
  const audit = await book.ask("GET", "/v1/audit/verify");
  return {
    lost: paid.filter(({ reference }) => !counts.has(reference)).map(({ reference }) => reference),
    twice: [...counts].filter(([, count]) => count > 1).map(([reference]) => reference),
    unbalanced,
    halfWritten,
    answersChanged: await changedAnswers(book, paid),
    auditBroken: audit.json.sound === true ? [] : [audit.text],
  };
}

/** Repayments that the ledger has more than once. */
export async function repeated(book: Book): Promise<readonly string[]> {
  const entries = await Promise.all(book.plans.map((plan) => entriesOf(book, plan)));
  const references = entries.flat().flatMap(({ kind, reference }) => (kind === "repay" ? [reference!] : []));
  return references.filter((reference, at) => references.indexOf(reference) !== at);
}

async function changedAnswers(book: Book, paid: readonly Paid[]): Promise<string[]> {
  const changed: string[] = [];
  for (let k = 0; k < ASKED_AGAIN && paid.length > 0; k += 1) {
    const { plan, reference, amount, key, answer } = paid[Math.floor((k * paid.length) / ASKED_AGAIN)]!;
    const again = await book.ask(
      "POST",
      `/v1/plans/${plan}/repayments`,
      { amount, reference },
      { "idempotency-key": key },
    );
    if (again.status !== 200 || again.text !== answer) changed.push(`${reference}: ${again.status}`);
  }
  return changed;
}

async function entriesOf(book: Book, plan: string): Promise<LedgerEntry[]> {
  return allPages<LedgerEntry>(book, `/v1/ledger/entries?plan=${plan}`);
}

/** Events are held back while an older transaction might still write one before them: for so long at most. */
const HELD_BACK_MS = 25_000;

async function repaymentsTold(book: Book, plan: string, expected: number): Promise<number> {
  for (const giveUp = performance.now() + HELD_BACK_MS; ; ) {
    const events = await allPages<{ readonly type: string }>(book, `/v1/events?plan=${plan}`);
    const told = events.filter(({ type }) => type === "plan.repaid").length;
    if (told === expected || performance.now() > giveUp) return told;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function allPages<T>(book: Book, route: string): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { status, json, text } = await book.ask("GET", cursor === "" ? route : `${route}&cursor=${cursor}`);
    if (status !== 200) throw new Error(`${route} answered ${status}: ${text}`);
    all.push(...json.items);
    cursor = json.next_cursor;
  }
  return all;
}

function isBalanced(lines: LedgerEntry["lines"]): boolean {
  const sumOf = (memo: boolean) =>
    lines.filter(({ account }) => account.startsWith("memo_") === memo).reduce((sum, { amount }) => sum + amount, 0);
  return lines.length > 0 && sumOf(true) === 0 && sumOf(false) === 0;
}

const cashIn = (lines: LedgerEntry["lines"]): number =>
  lines.filter(({ account }) => account === "cash_in_transit").reduce((sum, { amount }) => sum + amount, 0);
