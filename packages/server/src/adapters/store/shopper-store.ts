import { type Kysely, type RawBuilder, sql } from "kysely";
import type { HeldOfShopper, ShopperMessage, ShopperQuote, ShopperRows, ShopperStore } from "../../engine/ports.ts";
import { toEntry, toSubscription } from "./people-store.ts";
import { daysLong, planInstant } from "./plan-instant.ts";
import {
  heldPlans,
  isCase,
  isContact,
  isMessage,
  isQuote,
  isRunning,
  isSubscription,
  isVoucher,
  isWaiting,
  plansOf,
} from "./shopper-rows.ts";
import type { Row, Tables } from "./tables.ts";
import { toVoucher } from "./voucher-store.ts";

type Dated<T extends { readonly at: string }> = Omit<T, "at"> & { readonly at: Date };
type Consent = Omit<ShopperRows["consents"][number], "shown_at" | "confirmed_at"> & {
  readonly shown_at: Date;
  readonly confirmed_at: Date;
};

const dated = <T extends { readonly at: Date }>(row: T) => ({ ...row, at: row.at.toISOString() });

/** What is kept of one shopper, over all tables that hold something of them. */
export const shopperStore = (db: Kysely<Tables>): ShopperStore => ({
  async find(merchant, sought, limit) {
    const quotes = await sql<Dated<ShopperQuote>>`
      select id, code, at, token from quote_record where ${isQuote(merchant, sought)}
      order by at desc, id desc limit ${limit}`.execute(db);
    const plans = await sql<{ id: string }>`${plansOf(merchant, sought)} order by id`.execute(db);
    const contacts = await sql<ShopperRows["contacts"][number]>`
      select plan_id as plan, channel, recipient as to, locale, title from plan_contact
      where ${isContact(merchant, sought)} order by plan_id`.execute(db);
    const consents = await sql<Consent>`
      select plan_id as plan, disclosure, language, shown_at, confirmed_at, reading_seconds, catalogue_version, shown
      from consent where merchant_id = ${merchant} and plan_id in (${plansOf(merchant, sought)}) order by plan_id`.execute(
      db,
    );
    const cases = await sql<{ id: string }>`
      select id from support_case where ${isCase(merchant, sought)} order by id`.execute(db);
    const waitlist = await sql<Row<"waitlist_entry">>`
      select * from waitlist_entry where ${isWaiting(merchant, sought)} order by id`.execute(db);
    const subscriptions = await sql<Row<"subscription">>`
      select * from subscription where ${isSubscription(merchant, sought)} order by id`.execute(db);
    const vouchers = await sql<Row<"voucher">>`
      select * from voucher where ${isVoucher(merchant, sought)} order by id`.execute(db);
    const messages = await sql<Dated<ShopperMessage>>`
      select id, channel, template, state, created_at as at from outbox
      where ${isMessage(merchant, sought)} order by created_at, id`.execute(db);
    return {
      quotes: quotes.rows.map(dated),
      plans: plans.rows.map(({ id }) => id),
      contacts: contacts.rows,
      consents: consents.rows.map(({ shown_at, confirmed_at, ...row }) => ({
        ...row,
        shown_at: shown_at.toISOString(),
        confirmed_at: confirmed_at.toISOString(),
      })),
      cases: cases.rows.map(({ id }) => id),
      waitlist: waitlist.rows.map(toEntry),
      subscriptions: subscriptions.rows.map(toSubscription),
      vouchers: vouchers.rows.map(toVoucher),
      messages: messages.rows.map(dated),
    };
  },

  async count(merchant, sought) {
    const of = (table: string, which: RawBuilder<unknown>) =>
      sql<number>`(select count(*)::integer from ${sql.table(table)} where ${which})`;
    const { rows } = await sql<HeldOfShopper["counts"] & { readonly running: readonly string[] }>`
      select ${of("quote_record", isQuote(merchant, sought))} as quotes,
        ${of("plan", sql`id in (${plansOf(merchant, sought)}) and merchant_id = ${merchant}`)} as plans,
        ${of("consent", sql`merchant_id = ${merchant} and plan_id in (${plansOf(merchant, sought)})`)} as consents,
        ${of("plan_contact", isContact(merchant, sought))} as contacts,
        ${of("support_case", isCase(merchant, sought))} as cases,
        ${of("waitlist_entry", isWaiting(merchant, sought))} as waitlist,
        ${of("subscription", isSubscription(merchant, sought))} as subscriptions,
        ${of("voucher", sql`shopper is not null and ${isVoucher(merchant, sought)}`)} as vouchers,
        ${of("outbox", isMessage(merchant, sought))} as messages,
        array(select id from plan where ${isRunning} and ${heldPlans(merchant, sought)} order by id) as running`.execute(
      db,
    );
    const { running, ...counts } = rows[0]!;
    return { counts, running };
  },

  async isErased(merchant, marks, quotedAt) {
    const { rows } = await sql`
      select from erased_shopper
      where merchant_id = ${merchant} and shopper_mark = any(${[...marks]}::text[]) and at >= ${quotedAt}::timestamptz`.execute(
      db,
    );
    return rows.length > 0;
  },

  async forget({ quotes, plans, callbacks }) {
    const ended = sql`p.state not in ('pending_partner', 'accepted', 'active', 'overdue', 'disputed')`;
    await sql`
      delete from quote_record q using merchant m
      where q.merchant_id = m.merchant_id and q.at < ${quotes}::timestamptz and not exists (
        select from plan p where p.merchant_id = q.merchant_id and p.quote_id = q.id and not (${ended}))`.execute(db);
    await sql`
      update plan p set shopper_ref = null from plan_standing s, plan_event e
      where p.shopper_ref is not null and ${ended}
        and s.merchant_id = p.merchant_id and s.plan_id = p.id
        and e.merchant_id = p.merchant_id and e.plan_id = p.id and e.n = s.events
        and e.at < ${planInstant(plans.at)} - ${daysLong(plans.days)}`.execute(db);
    await sql`delete from partner_callback where heard_at < ${callbacks}::timestamptz`.execute(db);
    await sql`delete from sandbox_message where at < ${callbacks}::timestamptz`.execute(db);
  },
});
