import type { Plan, PlanRow } from "@fenqi/core/plan";
import { type Kysely, sql } from "kysely";
import type {
  Bound,
  ClosePlace,
  NextRecord,
  Once,
  PlanFacts,
  PlanMovement,
  PlanStore,
  StoredPlan,
} from "../../engine/ports.ts";
import type { Sealer } from "./change-store.ts";
import { claimKey, finishKey, releaseKey } from "./idempotency.ts";
import { planArguments, refusedBy } from "./plan-arguments.ts";
import { withContact } from "./plan-contact-change.ts";
import { planEvents } from "./plan-events.ts";
import { plansPage } from "./plans-page.ts";
import type { Tables } from "./tables.ts";

/** What is read of a plan; rows as core keeps them. */
interface PlanRecord {
  readonly id: string;
  readonly version: number;
  readonly events: number;
  readonly state: Plan["state"];
  readonly credit: string;
  readonly closed_through: string;
  readonly body: string;
  readonly rows: readonly RowRecord[] | null;
  readonly movements: readonly PlanMovement[] | null;
  readonly head_seq: number | null;
  readonly head_hash: string | null;
  readonly clock_at: Date | null;
}

/** A row's columns, in the order in which they are read: their names would be most of the bytes. */
type RowRecord = readonly [
  n: number,
  due_on: string,
  principal: number,
  interest: number,
  fee: number,
  late: number,
  subsidy: number,
  paid_principal: number,
  paid_interest: number,
  paid_fee: number,
  paid_late: number,
  fallen_due: boolean,
  late_accrued: number,
  late_allowed: number,
];

interface KeyRecord {
  readonly request_hash: string | null;
  readonly status: number | null;
  readonly answer: string | null;
}

/** RFC 3339 with milliseconds, as every instant is written. */
const INSTANT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

/** A plan with its rows, its movements, its clock and the head of its audit stream. */
const PLAN = sql`
  p.id, p.version, p.events, p.state, p.credit, p.closed_through::text, p.body,
  (select json_agg(json_build_array(i.n, i.due_on, i.principal, i.interest, i.fee, i.late, i.subsidy, i.paid_principal,
      i.paid_interest, i.paid_fee, i.paid_late, i.fallen_due, i.late_accrued, i.late_allowed) order by i.n)
    from instalment i where i.merchant_id = p.merchant_id and i.plan_id = p.id) as rows,
  (select json_agg(json_build_object('n', m.n, 'kind', m.kind, 'state', m.state, 'request', m.request,
      'amount', m.amount, 'row', m.row_n, 'fault', m.fault, 'partner_id', m.partner_id,
      'wanted_at', to_char(m.wanted_at at time zone 'UTC', ${INSTANT}),
      'ended_at', to_char(m.ended_at at time zone 'UTC', ${INSTANT})) order by m.n)
    from plan_movement m where m.merchant_id = p.merchant_id and m.plan_id = p.id) as movements,
  h.seq as head_seq, h.hash as head_hash, c.at as clock_at`;
const BESIDE = sql`
  left join audit_head h on h.merchant_id = p.merchant_id and h.stream = 'plan.' || lower(p.id)
  left join test_clock c on c.merchant_id = p.merchant_id and c.id = p.test_clock`;

export function planStore(db: Kysely<Tables>, sealer: Sealer, next: NextRecord, nowMs: () => number): PlanStore {
  const opened = <B extends Bound | { readonly kind: "claimed" }>(bound: B): B =>
    bound.kind === "replayed"
      ? { ...bound, remembered: { ...bound.remembered, body: sealer.open(bound.remembered.body) } }
      : bound;

  return {
    async read(merchant, id, once) {
      const { rows } = await sql<PlanRecord & KeyRecord>`/* prepared read_plan */
        select ${PLAN}, k.request_hash, k.status, k.body as answer
        from plan p ${BESIDE}
        left join idempotency k on k.merchant_id = p.merchant_id and k.key = ${once?.key ?? null}::text
        where p.merchant_id = ${merchant} and p.id = ${id}`.execute(db);
      const row = rows[0];
      if (!row) return { bound: { kind: "free" } };
      return { found: toStored(row), bound: opened(boundBy(row, once)) };
    },

    async readAll(merchant, ids) {
      const { rows } = await sql<PlanRecord>`
        select ${PLAN} from plan p ${BESIDE} where p.merchant_id = ${merchant} and p.id = any(${[...ids]})`.execute(db);
      return rows.map(toStored);
    },

    async byQuote(merchant, quote) {
      const { rows } = await sql<{ id: string }>`
        select id from plan
        where merchant_id = ${merchant} and quote_id = ${quote} and state not in ('declined', 'cancelled')`.execute(db);
      return rows[0]?.id;
    },

    async list(merchant, filter, after, limit) {
      const { rows } = await sql<PlanRecord & { readonly cursor: string }>`
        select ${PLAN}, p.cursor from (${plansPage(merchant, filter, after, limit)}) as p ${BESIDE}
        order by p.place`.execute(db);
      return rows.map((row) => ({ stored: toStored(row), cursor: row.cursor }));
    },

    async commit(merchant, writes, binding) {
      const args = planArguments(merchant, writes, binding, { next, seal: sealer.seal, nowMs: nowMs() });
      const decisions = sql<{ kept: string[] }>`
        select commit_decisions(${merchant}, ${args.plans}, ${args.instalments}, ${args.consents}, ${args.entries},
          ${args.postings}, ${args.events}, ${args.audits}, ${args.once}, ${args.movements}, ${args.place}) as kept`;
      const made = writes.find(({ contact }) => contact !== undefined);
      const statement = made
        ? withContact(merchant, made.decision.plan.id, made.contact!, decisions)
        : sql<{ kept: string[] }>`/* prepared commit_decisions */${decisions}`;
      try {
        const { rows } = await statement.execute(db);
        return rows[0]!.kept;
      } catch (error) {
        const refused = refusedBy(error);
        if (refused) return refused;
        throw error;
      }
    },

    async standing(merchant, shopper, currency) {
      const { rows } = await sql<{ active: string; outstanding: string }>`
        select active, outstanding from shopper_standing(${merchant}, ${shopper}, ${currency}, '')`.execute(db);
      return { active: Number(rows[0]!.active), outstanding: Number(rows[0]!.outstanding) };
    },

    claim: async (once, attempt) => opened(await claimKey(db, once, attempt, nowMs())),

    async bind({ once, attempt, remembered: { status, body } }) {
      if (!(await finishKey(db, once, attempt ?? "", { status, body: sealer.seal(body) }))) {
        throw new Error("another attempt has taken the idempotency key over");
      }
    },

    release: (once, attempt) => releaseKey(db, once, attempt),

    async due(merchant, clock, on, after, limit) {
      const { rows } = await sql<PlanRecord>`
        select ${PLAN} from plan p ${BESIDE}
        where p.merchant_id = ${merchant} and p.close_on <= ${on}::date and p.id > ${after}
          and ${clock === null ? sql`p.test_clock is null` : sql`p.test_clock = ${clock}`}
        order by p.id limit ${limit}`.execute(db);
      return rows.map(toStored);
    },

    async toCollect(merchant, clock, on, after, limit) {
      const { rows } = await sql<PlanRecord>`
        select ${PLAN} from plan p ${BESIDE}
        where p.merchant_id = ${merchant} and p.collect_on <= ${on}::date and p.id > ${after}
          and ${clock === null ? sql`p.test_clock is null` : sql`p.test_clock = ${clock}`}
        order by p.id limit ${limit}`.execute(db);
      return rows.map(toStored);
    },

    async closePages(merchant, clock, day, size) {
      const { rows } = await sql<ClosePlace>`
        select on_::text as on, id from close_pages(${merchant}, ${clock}, ${day}::date, ${size})`.execute(db);
      return rows;
    },

    async closePage(merchant, clock, { today, at }, after, last) {
      const { rows } = await sql<{ closed: number }>`
        select close_page(${merchant}, ${clock}, ${today}::date, ${at}::timestamptz, ${after?.on ?? null}::date,
          ${after?.id ?? null}, ${last?.on ?? null}::date, ${last?.id ?? null}) as closed`.execute(db);
      return rows[0]!.closed;
    },

    async nextClose(merchant, clock) {
      const { rows } = await sql<{ on: string | null }>`
        select min(least(close_on, collect_on))::text as on from plan where merchant_id = ${merchant} and test_clock = ${clock}`.execute(
        db,
      );
      return rows[0]?.on ?? undefined;
    },

    async unresolved(at, until, limit) {
      const { rows } = await sql<{ merchant: string; id: string }>`
        update plan set look_at = ${until}::timestamptz
        where (merchant_id, id) in (
          select merchant_id, id from plan where look_at <= ${at}::timestamptz
          order by look_at limit ${limit} for update skip locked)
        returning merchant_id as merchant, id`.execute(db);
      return rows;
    },

    events: (merchant, after, plan, limit) => planEvents(db, merchant, after, plan, limit),
  };
}

function toStored(record: PlanRecord): StoredPlan {
  const { body, state, credit, closed_through, rows, movements, version, events, head_seq, head_hash, clock_at } =
    record;
  const { plan, facts } = JSON.parse(body) as { plan: Plan; facts: PlanFacts };
  return {
    plan: { ...plan, state, credit: Number(credit), closed_through, rows: (rows ?? []).map(toRow) },
    facts,
    movements: movements ?? [],
    version,
    events,
    head: { seq: head_seq ?? 0, hash: head_hash ?? GENESIS },
    clockAt: clock_at?.toISOString() ?? null,
  };
}

const toRow = ([n, due_on, principal, interest, fee, late, subsidy, ...rest]: RowRecord): PlanRow => {
  const [paid_principal, paid_interest, paid_fee, paid_late, fallen_due, late_accrued, late_allowed] = rest;
  const paid = { paid_principal, paid_interest, paid_fee, paid_late };
  return { n, due_on, principal, interest, fee, late, subsidy, ...paid, fallen_due, late_accrued, late_allowed };
};

/** What an audit stream's first entry follows. */
const GENESIS = "0".repeat(64);

function boundBy({ request_hash, status, answer }: KeyRecord, once: Once | undefined): Bound {
  if (request_hash === null || once === undefined) return { kind: "free" };
  if (request_hash !== once.requestHash) return { kind: "other_request" };
  if (status === null || answer === null) return { kind: "running" };
  return { kind: "replayed", remembered: { status, body: answer } };
}
