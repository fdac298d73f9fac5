import { type Kysely, sql } from "kysely";
import type { Bound, NextRecord, PlanStore } from "../../engine/ports.ts";
import type { Sealer } from "./change-store.ts";
import { claimKey, finishKey, releaseKey } from "./idempotency.ts";
import { refusedBy } from "./plan-arguments.ts";
import { planEvents } from "./plan-events.ts";
import { type PlanRecord, toStored } from "./plan-record.ts";
import { plansPage } from "./plans-page.ts";
import { answeredTogether, commitsTogether, readsTogether } from "./plans-together.ts";
import type { Tables } from "./tables.ts";

export function planStore(db: Kysely<Tables>, sealer: Sealer, next: NextRecord, nowMs: () => number): PlanStore {
  const opened = <B extends Bound | { readonly kind: "claimed" }>(bound: B): B =>
    bound.kind === "replayed"
      ? { ...bound, remembered: { ...bound.remembered, body: sealer.open(bound.remembered.body) } }
      : bound;

  const read = readsTogether(db);
  const isAnswered = answeredTogether(db);
  const commits = commitsTogether(db, { next, seal: sealer.seal, nowMs });

  return {
    async read(merchant, id, once) {
      const { found, bound } = await read({ merchant, id, once });
      return found ? { found, bound: opened(bound) } : { bound };
    },

    async readAll(merchant, ids) {
      const { rows } = await sql<PlanRecord>`
        select * from read_plans(${merchant}, ${[...ids]}::text[], null)`.execute(db);
      return rows.map(toStored);
    },

    isAnswered: (once, quote) => isAnswered({ once, quote }),

    async byQuote(merchant, quote) {
      const { rows } = await sql<{ id: string }>`
        select id from plan
        where merchant_id = ${merchant} and quote_id = ${quote} and state not in ('declined', 'cancelled')`.execute(db);
      return rows[0]?.id;
    },

    async list(merchant, filter, after, limit) {
      const { rows } = await sql<PlanRecord & { readonly cursor: string }>`
        with page as materialized (${plansPage(merchant, filter, after, limit)})
        select read.*, page.cursor
        from read_plans(${merchant}, array(select id from page order by place), null) as read
        join page using (place) order by place`.execute(db);
      return rows.map((row) => ({ stored: toStored(row), cursor: row.cursor }));
    },

    async commit(merchant, writes, binding) {
      try {
        return await commits(merchant, writes, binding);
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
        select * from read_plans(${merchant}, array(
          select plan_id from plan_standing
          where merchant_id = ${merchant} and clock = ${clock ?? ""} and open_on <= ${on}::date
            and closed_through < ${on}::date and plan_id > ${after}
          order by plan_id limit ${limit}), null) order by place`.execute(db);
      return rows.map(toStored);
    },

    async toCollect(merchant, clock, on, after, limit) {
      const { rows } = await sql<PlanRecord>`
        select * from read_plans(${merchant}, array(
          select id from plan
          where merchant_id = ${merchant} and collect_on <= ${on}::date and id > ${after}
            and ${clock === null ? sql`test_clock is null` : sql`test_clock = ${clock}`}
          order by id limit ${limit}), null) order by place`.execute(db);
      return rows.map(toStored);
    },

    async closePages(merchant, clock, day, size) {
      const { rows } = await sql<{ id: string }>`
        select close_pages(${merchant}, ${clock}, ${day}::date, ${size}) as id`.execute(db);
      return rows.map(({ id }) => id);
    },

    async closePage(merchant, clock, { today, at }, after, last) {
      const { rows } = await sql<{ closed: number }>`
        select close_page(${merchant}, ${clock}, ${today}::date, ${at}::timestamptz, ${after ?? null}, ${last ?? null})
          as closed`.execute(db);
      return rows[0]!.closed;
    },

    async nextClose(merchant, clock) {
      const { rows } = await sql<{ on: string | null }>`
        select min(least(greatest(s.open_on, s.closed_through + 1), p.collect_on))::text as on
        from plan p join plan_standing s on s.merchant_id = p.merchant_id and s.plan_id = p.id
        where p.merchant_id = ${merchant} and p.test_clock = ${clock}`.execute(db);
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
