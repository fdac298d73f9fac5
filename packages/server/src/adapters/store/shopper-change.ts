import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ChannelName, ShopperChange } from "../../engine/ports.ts";
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
} from "./shopper-rows.ts";
import type { Tables } from "./tables.ts";

/** One shopper, inside a transaction that holds the merchant's row. */
export function shopperChangeIn(trx: Kysely<Tables>, merchant: string): ShopperChange {
  const count = async (statement: RawBuilder<unknown>): Promise<number> =>
    Number((await statement.execute(trx)).numAffectedRows ?? 0n);

  /** The messages' own rows, and what a sandbox channel kept of them. */
  const eraseMessages = async (which: RawBuilder<unknown>): Promise<number> => {
    const { rows } = await sql<{ id: string }>`delete from outbox where ${which} returning id`.execute(trx);
    const ids = rows.map(({ id }) => id);
    await sql`delete from sandbox_message where merchant_id = ${merchant} and id = any(${ids}::text[])`.execute(trx);
    return ids.length;
  };

  /** Ids of messages that wait for an address of theirs, whatever they are about. */
  const waitingFor = async (isTheirs: (channel: ChannelName, sealed: string) => boolean): Promise<string[]> => {
    const waiting = await trx
      .selectFrom("outbox")
      .select(["id", "channel", "recipient"])
      .where("merchant_id", "=", merchant)
      .where("state", "=", "waiting")
      .execute();
    return waiting.filter(({ channel, recipient }) => isTheirs(channel, recipient!)).map(({ id }) => id);
  };

  return {
    async holdShopper(sought) {
      // The lock under which one shopper's plans are made, one after another.
      const { ref } = sought;
      if (ref !== null)
        await sql`select pg_advisory_xact_lock(hashtextextended(${`${merchant} ${ref}`}::text, 0))`.execute(trx);
      // Where they stand first, as every decision does.
      await sql`
        select from plan_standing where merchant_id = ${merchant}
          and plan_id in (select id from plan where ${heldPlans(merchant, sought)}) order by plan_id for update`.execute(
        trx,
      );
      const { rows } = await sql<{ id: string; running: boolean }>`
        select id, ${isRunning} as running from plan where ${heldPlans(merchant, sought)} order by id for update`.execute(
        trx,
      );
      return { plans: rows.map(({ id }) => id), running: rows.filter(({ running }) => running).map(({ id }) => id) };
    },

    /** What names the shopper goes last: it is by it that everything else is found. */
    async eraseShopper(sought, { pseudonym, at, isTheirs }) {
      const waiting = await waitingFor(isTheirs);
      const messages =
        (await eraseMessages(isMessage(merchant, sought))) +
        (await eraseMessages(sql`merchant_id = ${merchant} and id = any(${waiting}::text[])`));
      const vouchers = await count(sql`
        update voucher set code = null, shopper = null where shopper is not null and ${isVoucher(merchant, sought)}`);
      const cases = await count(sql`delete from support_case where ${isCase(merchant, sought)}`);
      const waitlist = await count(sql`delete from waitlist_entry where ${isWaiting(merchant, sought)}`);
      const subscriptions = await count(sql`delete from subscription where ${isSubscription(merchant, sought)}`);
      const contacts = await count(sql`delete from plan_contact where ${isContact(merchant, sought)}`);
      await sql`
        delete from compensation_shopper
        where merchant_id = ${merchant} and shopper_mark = any(${[...sought.shopperMarks]}::text[])`.execute(trx);
      const quotes = await count(sql`
        update quote_record set token = null, shopper_mark = null where ${isQuote(merchant, sought)}`);
      // What served the plan while it ran and may name them: where they were sent, and the mandate that they gave.
      await sql`
        update plan set shopper_ref = ${pseudonym},
          body = (body::jsonb #- '{facts,return_url}' #- '{facts,redirect}' #- '{facts,mandate}')::text
        where merchant_id = ${merchant} and shopper_ref = ${sought.ref}`.execute(trx);
      await sql`
        insert into erased_shopper (merchant_id, shopper_mark, at)
        select ${merchant}, mark, ${at}::timestamptz from unnest(${[...sought.shopperMarks]}::text[]) as mark
        on conflict (merchant_id, shopper_mark) do update set at = excluded.at`.execute(trx);
      return { quotes, contacts, cases, waitlist, subscriptions, vouchers, messages };
    },
  };
}
