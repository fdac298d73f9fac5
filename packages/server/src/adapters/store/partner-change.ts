import type { Kysely } from "kysely";
import type { PartnerChange } from "../../engine/ports.ts";
import { fromWatch, openDrifts, toDrift, toWatch } from "./partner-store.ts";
import type { Tables } from "./tables.ts";

/** What a change may do to partners, inside its transaction. */
export const partnerChangeIn = (trx: Kysely<Tables>, merchant: string): PartnerChange => ({
  async readWatch(partner, method) {
    const row = await trx
      .selectFrom("partner_watch")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("partner", "=", partner)
      .where("method", "=", method)
      .executeTakeFirst();
    return row && toWatch(row);
  },

  async saveWatch(watch, happened) {
    const { partner, method, incident } = watch;
    await trx
      .updateTable("partner_watch")
      .set(fromWatch(watch))
      .where("merchant_id", "=", merchant)
      .where("partner", "=", partner)
      .where("method", "=", method)
      .execute();
    if (!happened) return;
    await trx
      .insertInto("partner_event")
      .values({ merchant_id: merchant, partner, method, incident, ...happened })
      .execute();
  },

  async openDrifts(partner, method) {
    const rows = await openDrifts(trx, merchant).where("partner", "=", partner).where("method", "=", method).execute();
    return rows.map(toDrift);
  },

  async addDrift(partner, method, { seenAt, ...drift }) {
    await trx
      .insertInto("partner_drift")
      .values({ merchant_id: merchant, partner, method, ...drift, seen_at: seenAt, gone_at: null })
      .execute();
  },

  async endDrift(partner, method, { offer, field }, at) {
    await trx
      .updateTable("partner_drift")
      .set({ gone_at: at })
      .where("merchant_id", "=", merchant)
      .where("partner", "=", partner)
      .where("method", "=", method)
      .where("offer", "=", offer)
      .where("field", "=", field)
      .where("gone_at", "is", null)
      .execute();
  },
});
