import { type Kysely, type RawBuilder, sql } from "kysely";
import type { NewPlanContact, PlanContactChange } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

/** Whom plans tell, inside a transaction that holds the merchant's row. */
export const planContactChangeIn = (trx: Kysely<Tables>, merchant: string): PlanContactChange => ({
  async savePlanContact(plan, contact) {
    const { rows } = await sql`
      insert into plan_contact (merchant_id, plan_id, channel, recipient, recipient_mark, locale, title, after_event)
      select merchant_id, plan_id, ${contact.channel}, ${contact.to}, ${contact.mark}, ${contact.locale}, ${contact.title}, events
      from plan_standing where merchant_id = ${merchant} and plan_id = ${plan}
      on conflict (merchant_id, plan_id) do update set channel = excluded.channel, recipient = excluded.recipient,
        recipient_mark = excluded.recipient_mark, locale = excluded.locale, title = excluded.title
      returning plan_id`.execute(trx);
    if (rows.length === 0) return false;
    await beginToTell(merchant).execute(trx);
    return true;
  },

  async removePlanContact(plan) {
    const { numAffectedRows } = await sql`
      delete from plan_contact where merchant_id = ${merchant} and plan_id = ${plan}`.execute(trx);
    return numAffectedRows === 1n;
  },
});

/** The place from which a merchant's events are told: where they end now, unless there is one already. */
const beginToTell = (merchant: string) => sql`
  insert into plan_notice_place (merchant_id, seq)
  select ${merchant}, coalesce(max(seq), 0) from plan_event where merchant_id = ${merchant}
  on conflict do nothing`;

/** A new plan's contact, kept in the statement that makes the plan, if it does. */
export const withContact = (
  merchant: string,
  plan: string,
  { channel, to, mark, locale, title }: NewPlanContact,
  decisions: RawBuilder<{ kept: string[] }>,
) => sql<{ kept: string[] }>`
  with decided as materialized (${decisions}), begun as (${beginToTell(merchant)}), known as (
    insert into plan_contact (merchant_id, plan_id, channel, recipient, recipient_mark, locale, title, after_event)
    select ${merchant}, ${plan}, ${channel}, ${to}, ${mark}, ${locale}, ${title}::text, 0 from decided where ${plan} = any(kept)
  )
  select kept from decided`;
