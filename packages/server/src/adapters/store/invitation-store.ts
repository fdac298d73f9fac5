import { type Kysely, sql } from "kysely";
import type { Invitation, UserChange, UserStore } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const invitationStore = (db: Kysely<Tables>): Pick<UserStore, "invitations" | "invitationOf"> => ({
  async invitations(merchant, at, limit) {
    const rows = await db
      .selectFrom("invitation")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .where("email", "is not", null)
      .where("accepted_at", "is", null)
      .where("ends_at", ">", sql<Date>`${at}::timestamptz`)
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toInvitation);
  },

  async invitationOf(tokenHash) {
    const row = await db
      .selectFrom("invitation")
      .selectAll()
      .where("token_hash", "=", tokenHash)
      .where("accepted_at", "is", null)
      .executeTakeFirst();
    return row && toInvitation(row);
  },
});

type InvitationChange = Pick<
  UserChange,
  "insertInvitation" | "isOpenInvitation" | "acceptInvitation" | "revokeInvitation" | "revokeSetup"
>;

export const invitationChangeIn = (trx: Kysely<Tables>, merchant: string): InvitationChange => ({
  async insertInvitation({ id, email, role, createdAt, createdBy, endsAt }, tokenHash) {
    await trx
      .insertInto("invitation")
      .values({
        merchant_id: merchant,
        id,
        email,
        role,
        token_hash: tokenHash,
        created_at: createdAt,
        created_by: createdBy,
        ends_at: endsAt,
        accepted_at: null,
        accepted_by: null,
      })
      .execute();
  },

  async isOpenInvitation(id) {
    const row = await trx
      .selectFrom("invitation")
      .select("id")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("accepted_at", "is", null)
      .executeTakeFirst();
    return row !== undefined;
  },

  async acceptInvitation(id, by, at) {
    await trx
      .updateTable("invitation")
      .set({ accepted_at: at, accepted_by: by, email: null })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .execute();
  },

  async revokeInvitation(id) {
    const row = await trx
      .deleteFrom("invitation")
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("accepted_at", "is", null)
      .where("email", "is not", null)
      .returningAll()
      .executeTakeFirst();
    return row && toInvitation(row);
  },

  async revokeSetup() {
    await trx
      .deleteFrom("invitation")
      .where("merchant_id", "=", merchant)
      .where("accepted_at", "is", null)
      .where("email", "is", null)
      .execute();
  },
});

const toInvitation = (row: Row<"invitation">): Invitation => ({
  merchant: row.merchant_id,
  id: row.id,
  email: row.email,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  endsAt: row.ends_at.toISOString(),
});
