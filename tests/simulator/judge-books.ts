import { isRunning, outstandingOf, type Plan } from "../../packages/core/src/plan/index.ts";
import { verifyAudit } from "../../packages/server/src/engine/verify-audit.ts";
import type { Evidence, Verdict } from "./judge.ts";
import { MERCHANT } from "./server.ts";

interface Standing {
  readonly id: string;
  readonly version: number;
  readonly events: number;
  readonly told: number;
  readonly last: number;
  readonly outstanding: string;
  readonly next_due_on: string;
  readonly accounts: Readonly<Record<string, number>>;
}

/** Each plan with its columns, its events, and the sums of its accounts. */
const STANDING = `
  select s.plan_id as id, s.version, s.events, s.outstanding, s.next_due_on::text,
    coalesce(e.told, 0)::integer as told, coalesce(e.last, 0)::integer as last, coalesce(a.accounts, '{}') as accounts
  from plan_standing s
  left join (select plan_id, count(*) as told, max(n) as last from plan_event group by plan_id) as e using (plan_id)
  left join (
    select plan_id, json_object_agg(account, amount) as accounts from (
      select l.plan_id, p.account, sum(p.amount) as amount from ledger_entry l join posting p on p.entry_seq = l.seq
      group by l.plan_id, p.account) as by_account
    group by plan_id) as a using (plan_id)
  order by s.plan_id`;

/** Entries that do not sum to zero by themselves, in the books or in the memo accounts; and currencies that do not. */
const UNBALANCED = `
  select entry_seq::text as what from posting group by entry_seq, currency, account like 'memo\\_%' having sum(amount) <> 0
  union all select currency from posting group by currency having sum(amount) <> 0`;

/** Entries of a decision that the plan's audit does not know, and the other way round. The daily close is told once for all. */
const HALF = `
  with booked as (
    select plan_id, plan_version as version, kind from ledger_entry where kind <> 'close_day' and plan_id is not null
  ), decided as (
    select subject as plan_id, (after::json ->> 'version')::integer as version, substr(action, 6) as kind
    from audit_entry where stream like 'plan.%'
  )
  select 'entry ' || plan_id || ' ' || version || ' ' || kind as what from booked b
  where kind <> 'collect' and not exists (select from decided d where d.plan_id = b.plan_id and d.version = b.version)
  union all
  select 'audit ' || plan_id || ' ' || version || ' ' || kind from decided d
  where kind in ('repay', 'pay_out', 'settle', 'buy_out', 'return_credit', 'apply_credit', 'waive_late', 'write_off')
    and not exists (select from booked b where b.plan_id = d.plan_id and b.version = d.version and b.kind = d.kind)
  union all
  select 'twice ' || plan_id || ' ' || version || ' ' || kind from booked group by plan_id, version, kind having count(*) > 1
  union all
  select 'ahead ' || b.plan_id || ' ' || b.version from booked b join plan_standing s using (plan_id) where b.version > s.version
  union all
  select name || ' ' || rows from ownerless_rows($1)`;

/** The ledger balances; a plan is the same by its rows, its columns, its events, its audit and its accounts. */
export async function judgeBooks({
  database,
  server,
}: Pick<Evidence, "database" | "server">): Promise<Pick<Verdict, "unbalanced" | "halfWritten">> {
  const unbalanced = await database.rows<{ what: string }>(UNBALANCED);
  const half = (await database.rows<{ what: string }>(HALF, [MERCHANT])).map(({ what }) => what);
  const standings = await database.rows<Standing>(STANDING);
  const stored = await server.deps.plans.readAll(
    MERCHANT,
    standings.map(({ id }) => id),
  );
  const plans = new Map(stored.map(({ plan }) => [plan.id, plan]));
  for (const standing of standings) half.push(...differences(plans.get(standing.id)!, standing));
  const audit = await verifyAudit(server.deps, MERCHANT);
  half.push(...audit.flaws.map((flaw) => `audit ${JSON.stringify(flaw)}`));
  return { unbalanced: unbalanced.map(({ what }) => what), halfWritten: half };
}

function differences(plan: Plan, { id, events, told, last, outstanding, next_due_on, accounts }: Standing): string[] {
  const runs = isRunning(plan.state);
  const owed = outstandingOf(plan);
  const held = (account: string) => Number(accounts[account] ?? 0);
  const begun = runs || ENDED.has(plan.state);
  const next = runs ? plan.rows.find((row) => unpaid(row) > 0)?.due_on : undefined;
  const dated = next_due_on === "infinity" ? undefined : next_due_on;
  const house = plan.funding === "house";
  const checks: readonly (readonly [what: string, one: unknown, other: unknown])[] = [
    ["events", events, told],
    ["last event", events, last],
    ["outstanding", Number(outstanding), runs ? owed : 0],
    ["next due", dated, next],
    ["credit", plan.credit, 0 - held("unapplied_credit")],
    ["refund payable", plan.refund_payable, 0 - held("refunds_payable")],
    ["held in dispute", plan.dispute?.held ?? 0, held("disputes_held")],
    [
      "receivable",
      begun && plan.state !== "written_off" ? owed : 0,
      held(house ? "shopper_receivable" : "memo_shopper_owes"),
    ],
  ];
  return checks.flatMap(([what, one, other]) =>
    one === other ? [] : [`${id} ${plan.state} ${what}: ${one}, ${other}`],
  );
}

const unpaid = (row: Plan["rows"][number]): number =>
  row.principal +
  row.interest +
  row.fee +
  row.late -
  row.paid_principal -
  row.paid_interest -
  row.paid_fee -
  row.paid_late;

const ENDED: ReadonlySet<string> = new Set(["settled", "refunded", "returned", "written_off"]);
