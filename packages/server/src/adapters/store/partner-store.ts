import type { Method } from "@fenqi/core/offer";
import { type Kysely, sql } from "kysely";
import type { CallFigures, Drift, PartnerEventKind, PartnerStore, PartnerWatch } from "../../engine/ports.ts";
import type { NewRow, Row, Tables } from "./tables.ts";

export const partnerStore = (db: Kysely<Tables>): PartnerStore => ({
  async begin(watches) {
    await db
      .insertInto("partner_watch")
      .values(watches.map(fromWatch))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  async claim(merchants, at, until, limit) {
    const rows = await db
      .updateTable("partner_watch as claimed")
      .set({ look_at: until })
      .from((eb) =>
        eb
          .selectFrom("partner_watch")
          .select(["merchant_id", "partner", "method"])
          .where("look_at", "<=", sql<Date>`${at}::timestamptz`)
          .where("merchant_id", "in", merchants)
          .orderBy("look_at")
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .as("due"),
      )
      .whereRef("claimed.merchant_id", "=", "due.merchant_id")
      .whereRef("claimed.partner", "=", "due.partner")
      .whereRef("claimed.method", "=", "due.method")
      .returningAll("claimed")
      .execute();
    return rows.map(toWatch);
  },

  async list(merchant) {
    const rows = await db
      .selectFrom("partner_watch")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .orderBy("partner")
      .orderBy("method")
      .execute();
    return rows.map(toWatch);
  },

  async events(merchant, limit) {
    const rows = await db
      .selectFrom("partner_event")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .orderBy("seq", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ partner, method, event, at, by, note }) => ({
      partner,
      method: method as Method,
      event: event as PartnerEventKind,
      at: at.toISOString(),
      by,
      note,
    }));
  },

  async drifts(merchant) {
    const rows = await openDrifts(db, merchant).execute();
    return rows.map((row) => ({ partner: row.partner, method: row.method as Method, ...toDrift(row) }));
  },

  async appendMinutes(process, rows) {
    await db
      .insertInto("partner_minute")
      .values(
        rows.map(({ merchant, p50Ms, p95Ms, ...row }) => ({
          ...row,
          merchant_id: merchant,
          process,
          p50_ms: p50Ms,
          p95_ms: p95Ms,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  async minutes(merchant, since) {
    const rows = await db
      .selectFrom("partner_minute")
      .select(["partner", "method", "minute"])
      .select((eb) => [
        eb.fn.sum<string>("calls").as("calls"),
        eb.fn.sum<string>("declines").as("declines"),
        eb.fn.sum<string>("errors").as("errors"),
        eb.fn.max("p50_ms").as("p50_ms"),
        eb.fn.max("p95_ms").as("p95_ms"),
      ])
      .where("merchant_id", "=", merchant)
      .where("minute", ">=", sql<Date>`${since}::timestamptz`)
      .groupBy(["partner", "method", "minute"])
      .orderBy("minute")
      .execute();
    return rows.map((row) => ({
      partner: row.partner,
      method: row.method as Method,
      minute: row.minute.toISOString(),
      calls: Number(row.calls),
      declines: Number(row.declines),
      errors: Number(row.errors),
      p50Ms: row.p50_ms,
      p95Ms: row.p95_ms,
    }));
  },

  async history(merchant, { partner, method }, since, seconds) {
    const figures = sql`sum(calls) as calls, sum(declines) as declines, sum(errors) as errors,
      sum(p50_ms * calls) / sum(calls) as p50_ms, max(p95_ms) as p95_ms`;
    const of = sql`merchant_id = ${merchant} and partner = ${partner} and method = ${method}`;
    const recorded = sql`(
      select operation, minute as at, calls, declines, errors, p50_ms, p95_ms from partner_minute
      where ${of} and minute >= ${since}::timestamptz
      union all
      select operation, day, calls, declines, errors, p50_ms, p95_ms from partner_day
      where ${of} and day >= ${since}::timestamptz) as recorded`;
    const [stretches, operations] = await Promise.all([
      sql<FiguresRow & { start: string }>`
        select floor(extract(epoch from at) / ${seconds}::integer) * ${seconds}::integer as start, ${figures}
        from ${recorded} group by 1 order by 1`.execute(db),
      sql<FiguresRow & { operation: string }>`
        select operation, ${figures} from ${recorded} group by 1 order by 1`.execute(db),
    ]);
    return {
      stretches: stretches.rows.map((row) => ({
        from: new Date(Number(row.start) * 1000).toISOString(),
        ...toFigures(row),
      })),
      operations: operations.rows.map((row) => ({ operation: row.operation, ...toFigures(row) })),
    };
  },

  async eventsOf(merchant, { partner, method }, since, limit) {
    const rows = await db
      .selectFrom("partner_event")
      .select(["event", "at", "by", "note", "incident"])
      .where("merchant_id", "=", merchant)
      .where("partner", "=", partner)
      .where("method", "=", method)
      .where("at", ">=", sql<Date>`${since}::timestamptz`)
      .orderBy("seq", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ event, at, ...row }) => ({ ...row, event: event as PartnerEventKind, at: at.toISOString() }));
  },

  async totals(merchant, { partner, method }, from, until) {
    const total = (field: "calls" | "declines" | "errors") =>
      sql<string>`coalesce(sum(${sql.ref(field)}), 0)`.as(field);
    const row = await db
      .selectFrom("partner_minute")
      .select([total("calls"), total("declines"), total("errors")])
      .where("merchant_id", "=", merchant)
      .where("operation", "in", ["pre_check", "authorise"])
      .where("minute", ">=", sql<Date>`${from}::timestamptz`)
      .where("minute", "<", sql<Date>`${until}::timestamptz`)
      .$if(partner !== undefined, (query) => query.where("partner", "=", partner!))
      .$if(method !== undefined, (query) => query.where("method", "=", method!))
      .executeTakeFirstOrThrow();
    return { calls: Number(row.calls), declines: Number(row.declines), errors: Number(row.errors) };
  },

  async foldMinutesBefore(at, days) {
    await sql`
      with gone as (delete from partner_minute where minute < ${at}::timestamptz returning *)
      insert into partner_day (merchant_id, partner, method, operation, day, calls, declines, errors, p50_ms, p95_ms)
      select merchant_id, partner, method, operation, date_trunc('day', minute, 'UTC'), sum(calls), sum(declines),
        sum(errors), sum(p50_ms * calls) / sum(calls), max(p95_ms)
      from gone group by 1, 2, 3, 4, 5
      on conflict (merchant_id, partner, method, day, operation) do update set
        calls = partner_day.calls + excluded.calls,
        declines = partner_day.declines + excluded.declines,
        errors = partner_day.errors + excluded.errors,
        p50_ms = (partner_day.p50_ms * partner_day.calls + excluded.p50_ms * excluded.calls)
          / (partner_day.calls + excluded.calls),
        p95_ms = greatest(partner_day.p95_ms, excluded.p95_ms)`.execute(db);
    await sql`delete from partner_day where day < ${days}::timestamptz`.execute(db);
  },
});

interface FiguresRow {
  readonly calls: string;
  readonly declines: string;
  readonly errors: string;
  readonly p50_ms: string;
  readonly p95_ms: number;
}

const toFigures = ({ calls, declines, errors, p50_ms, p95_ms }: FiguresRow): CallFigures => ({
  calls: Number(calls),
  declines: Number(declines),
  errors: Number(errors),
  p50Ms: Number(p50_ms),
  p95Ms: p95_ms,
});

/** Differences of a merchant's partners that last. */
export const openDrifts = (db: Kysely<Tables>, merchant: string) =>
  db
    .selectFrom("partner_drift")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .where("gone_at", "is", null)
    .orderBy("offer")
    .orderBy("field");

const figure = (value: string | null): number | null => (value === null ? null : Number(value));

export const toDrift = (row: Row<"partner_drift">): Drift => ({
  offer: row.offer,
  field: row.field as Drift["field"],
  ours: figure(row.ours),
  theirs: figure(row.theirs),
  seenAt: row.seen_at.toISOString(),
  adjustment: row.adjustment,
});

export const toWatch = (row: Row<"partner_watch">): PartnerWatch => ({
  merchant: row.merchant_id,
  partner: row.partner,
  method: row.method as Method,
  state: row.state as PartnerWatch["state"],
  since: row.since.toISOString(),
  successes: row.successes,
  openings: row.openings,
  incident: row.incident,
  hold: row.hold as PartnerWatch["hold"],
  heldBy: row.held_by,
  lookAt: row.look_at.toISOString(),
});

export const fromWatch = (watch: PartnerWatch): NewRow<"partner_watch"> => ({
  merchant_id: watch.merchant,
  partner: watch.partner,
  method: watch.method,
  state: watch.state,
  since: watch.since,
  successes: watch.successes,
  openings: watch.openings,
  incident: watch.incident,
  hold: watch.hold,
  held_by: watch.heldBy,
  look_at: watch.lookAt,
});
