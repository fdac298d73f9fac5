import { type Kysely, sql } from "kysely";
import type { CaseChange } from "../../engine/ports.ts";
import { fromCase, fromGoodwill } from "./case-rows.ts";
import { readCase } from "./case-store.ts";
import type { Tables } from "./tables.ts";

/** Cases, inside a transaction that holds the merchant's row. */
export const caseChangeIn = (trx: Kysely<Tables>, merchant: string): CaseChange => ({
  readCase: (id) => readCase(trx, merchant, id),

  async saveCase(row) {
    const values = fromCase(merchant, row);
    const { merchant_id: _merchant, id: _id, created_at: _at, ...changing } = values;
    await trx
      .insertInto("support_case")
      .values(values)
      .onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doUpdateSet(changing))
      .execute();
  },

  async appendCaseEntry(id, { at, kind, by, text, facts }) {
    const next = sql<number>`(
      select coalesce(max(seq), 0) + 1 from case_entry where merchant_id = ${merchant} and case_id = ${id})`;
    await trx
      .insertInto("case_entry")
      .values({ merchant_id: merchant, case_id: id, seq: next, at, kind, by, body: text, facts: JSON.stringify(facts) })
      .execute();
  },

  async saveGoodwill(id, goodwill) {
    const values = fromGoodwill(merchant, id, goodwill);
    const {
      merchant_id: _merchant,
      id: _id,
      case_id: _case,
      amount: _amount,
      currency: _currency,
      ...deciding
    } = values;
    await trx
      .insertInto("case_goodwill")
      .values(values)
      .onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doUpdateSet(deciding))
      .execute();
  },

  async eraseCase(id) {
    await trx.deleteFrom("support_case").where("merchant_id", "=", merchant).where("id", "=", id).execute();
  },
});
