import type { Evidence, Verdict } from "./judge.ts";
import type { FileRow, Told } from "./settlement.ts";

interface Expected {
  readonly entry: number;
  readonly partner: string;
  readonly reference: string;
  readonly kind: string;
  readonly amount: number;
  readonly fee: number;
}

/** What the books expect partners to settle, entry by entry, from the postings themselves. */
const EXPECTED = `
  select * from (
    select e.seq::integer as entry, p.partner, e.plan_id as reference,
      case e.kind when 'activate' then 'capture' when 'refund' then 'refund' else 'dispute' end as kind,
      (coalesce(sum(l.amount) filter (where l.account in ('partner_receivable', 'partner_payable')), 0)
        + coalesce(sum(l.amount) filter (where l.account in ('merchant_subsidy', 'partner_fees')), 0))::integer as amount,
      coalesce(sum(l.amount) filter (where l.account in ('merchant_subsidy', 'partner_fees')), 0)::integer as fee
    from ledger_entry e join plan p on p.id = e.plan_id join posting l on l.entry_seq = e.seq
    where p.partner <> 'own' and e.kind in ('activate', 'refund', 'open_dispute', 'close_dispute')
    group by e.seq, p.partner, e.plan_id, e.kind order by e.seq) as every
  where amount <> 0 or fee <> 0`;

/** At rest, after each partner's last file: what came of the files is what was planted in them, and what nobody told. */
export async function judgeFiles({ database, settlement, isCalm }: Evidence): Promise<Pick<Verdict, "unlikeFile">> {
  if (!isCalm) return { unlikeFile: [] };
  const expected = Map.groupBy(await database.rows<Expected>(EXPECTED), ({ partner }) => partner);
  const found = Map.groupBy(
    await database.rows<{ partner: string; what: string }>(`
      select r.partner, x.reason || ' ' || x.kind || ' ' || x.reference as what
      from reconciliation_exception x join reconciliation r on r.id = x.reconciliation_id where x.state <> 'cleared'`),
    ({ partner }) => partner,
  );
  const unlike: string[] = [];
  for (const [partner, told] of settlement.told) {
    const due = exceptionsOf(told, expected.get(partner) ?? []);
    const had = (found.get(partner) ?? []).map(({ what }) => what);
    unlike.push(...without(had, due).map((what) => `${partner}: ${what}, for no reason`));
    unlike.push(...without(due, had).map((what) => `${partner}: ${what}, not found`));
  }
  const paid = await database.rows<{ partner: string; amount: number; open: number }>(`
    select r.partner, (select count(*)::integer from reconciliation o where o.state <> 'done') as open,
      coalesce(sum(l.amount), 0)::bigint::text::float8 as amount
    from reconciliation r join ledger_entry e on e.reference = r.id and e.kind = 'settle_partner'
      join posting l on l.entry_seq = e.seq and l.account = 'bank' group by r.partner`);
  for (const { partner, amount, open } of paid) {
    const { paidOut } = settlement.told.get(partner)!;
    if (amount !== paidOut) unlike.push(`${partner}: ${paidOut} paid out, ${amount} at the bank`);
    if (open > 0) unlike.push(`${open} files are open`);
  }
  return { unlikeFile: unlike };
}

/** What must be open once all is told: what was planted, and every movement that no sound row is equal to. */
function exceptionsOf({ sound, planted, blurred }: Told, expected: readonly Expected[]): string[] {
  const free = Map.groupBy(expected, keyOf);
  const open: string[] = planted.map(({ reason, kind, reference }) => `${reason} ${kind} ${reference}`);
  for (const row of sound)
    if (!free.get(keyOf(row))?.pop()) open.push(`row without an entry ${row.kind} ${row.reference}`);
  for (const { kind, reference } of [...free.values()].flat())
    if (kind !== "capture" || !blurred.has(reference)) open.push(`missing_there ${kind} ${reference}`);
  return open;
}

const keyOf = ({ reference, kind, amount, fee }: Expected | FileRow): string => `${reference} ${kind} ${amount} ${fee}`;

/** Those of some that others lack, as often as they lack them. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = Map.groupBy(others, (one) => one);
  return some.filter((one) => !left.get(one)?.pop());
}
