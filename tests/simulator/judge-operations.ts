import type { Evidence, Verdict } from "./judge.ts";
import { ask, type Operation, type Wish } from "./operations.ts";

/** Answers that are asked for again each time. */
const ASKED_AGAIN = 6;

interface Trace {
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  readonly count: number;
}

/** Every acknowledged operation stands exactly once, every refused one not at all, every other one wholly or not at all. */
export async function judgeOperations(evidence: Evidence): Promise<Pick<Verdict, "lost" | "twice" | "answersChanged">> {
  const { database, shop } = evidence;
  const traces = Map.groupBy(
    await database.rows<Trace>(`
      select by, action, subject, count(*)::integer as count from audit_entry
      where by like 'op\\_%' group by by, action, subject`),
    ({ by }) => by,
  );
  const gone = new Set(
    (await database.rows<{ id: string }>("select id from plan where state in ('cancelled', 'declined')")).map(
      ({ id }) => id,
    ),
  );
  const [lost, twice]: [string[], string[]] = [[], []];
  for (const operation of shop.operations) {
    const { id, known, wish, plan } = operation;
    const action = actionOf(operation);
    if (action === undefined) continue;
    const all = (traces.get(id) ?? []).filter((trace) => trace.action === action);
    // A plan that came to nothing before its client was told of it stays in the books, and the same request made another.
    const own = wish.kind === "accept" ? all.filter(({ subject }) => subject === plan || !gone.has(subject)) : all;
    const count = own.reduce((sum, trace) => sum + trace.count, 0);
    if (known === "done" && (count === 0 || (plan !== undefined && own[0]!.subject !== plan)))
      lost.push(`${id} ${action}`);
    if (count > (known === "refused" ? 0 : 1)) twice.push(`${id} ${action} ${known}`);
  }
  lost.push(...(await otherAmounts(evidence)));
  return { lost, twice, answersChanged: await changedAnswers(evidence) };
}

/** What stands in the audit log of it; undefined where nothing does. */
function actionOf({ wish }: Operation): string | undefined {
  return wish.kind === "change" ? `plan.${wish.command.kind}` : ACTIONS[wish.kind];
}

const ACTIONS: { readonly [kind in Exclude<Wish["kind"], "change">]: string | undefined } = {
  accept: "plan.accept",
  retry: "plan.movement_retried",
  clock: "test_clock.create",
  advance: undefined,
  erase: "shopper.erase",
};

/** Money that clients were told has arrived, or was paid out, and the ledger has another amount of. */
async function otherAmounts({ database, shop }: Evidence): Promise<string[]> {
  const booked = new Map(
    (
      await database.rows<{ reference: string; kind: string; amount: string }>(`
        select e.reference, e.kind, sum(abs(p.amount)) filter (
          where p.account in ('cash_in_transit', 'memo_partner_collected', 'partner_receivable')) as amount
        from ledger_entry e join posting p on p.entry_seq = e.seq
        where e.kind in ('repay', 'pay_out') group by e.seq, e.reference, e.kind`)
    ).map((row) => [`${row.reference} ${row.kind}`, Number(row.amount)]),
  );
  return shop.operations.flatMap(({ id, known, wish }) => {
    if (known !== "done" || wish.kind !== "change") return [];
    const { command } = wish;
    if (command.kind !== "repay" && command.kind !== "pay_out") return [];
    const amount = booked.get(`${id} ${command.kind}`);
    return amount === command.amount ? [] : [`${id} ${command.kind} ${command.amount}, booked ${amount}`];
  });
}

/** Some of the acknowledged, asked for again with their keys. */
async function changedAnswers({ server, shop }: Evidence): Promise<string[]> {
  const done = shop.operations.filter(({ known }) => known === "done");
  const changed: string[] = [];
  for (let n = 0; n < ASKED_AGAIN && done.length > 0; n++) {
    const operation = done[Math.floor((n * done.length) / ASKED_AGAIN)]!;
    const again = await ask(server, operation);
    const isSame = again.kind === "replayed" && again.remembered.body === operation.answer;
    if (!isSame) changed.push(`${operation.id}: ${again.kind}`);
  }
  return changed;
}
