import { type Kysely, sql } from "kysely";
import type { UserChange, UserStore, UserWithPassword } from "../../engine/ports.ts";
import { signInChangeIn, signInStore } from "./sign-in-store.ts";
import type { Row, Tables } from "./tables.ts";

export const userStore = (db: Kysely<Tables>): UserStore => ({
  async byEmail(email) {
    const row = await db.selectFrom("app_user").selectAll().where("email", "=", email).executeTakeFirst();
    return row && toUser(row);
  },

  async byId({ home, id }) {
    const row = await db
      .selectFrom("app_user")
      .selectAll()
      .where("merchant_id", "=", home)
      .where("id", "=", id)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    return row && toUser(row);
  },

  async memberships({ home, id }) {
    const rows = await db
      .selectFrom("membership")
      .select(["merchant_id", "role"])
      .where("user_home", "=", home)
      .where("user_id", "=", id)
      .orderBy("merchant_id")
      .execute();
    return rows.map(({ merchant_id, role }) => ({ merchant: merchant_id, role }));
  },

  async session(tokenHash) {
    const row = await db
      .selectFrom("user_session as s")
      .innerJoin("app_user as u", (on) =>
        on.onRef("u.merchant_id", "=", "s.merchant_id").onRef("u.id", "=", "s.user_id"),
      )
      .innerJoin("membership as m", (on) =>
        on
          .onRef("m.merchant_id", "=", "s.acting_at")
          .onRef("m.user_id", "=", "s.user_id")
          .onRef("m.user_home", "=", "s.merchant_id"),
      )
      .select(["s.merchant_id", "s.id", "s.user_id", "s.acting_at", "s.created_at", "s.seen_at", "s.ends_at"])
      .select(["s.user_agent", "s.address", "u.email", "u.name", "m.role"])
      .where("s.token_hash", "=", tokenHash)
      .where("s.ended_at", "is", null)
      .executeTakeFirst();
    return (
      row && {
        id: row.id,
        user: { home: row.merchant_id, id: row.user_id, email: row.email!, name: row.name! },
        merchant: row.acting_at,
        role: row.role,
        createdAt: row.created_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
        userAgent: row.user_agent,
        address: row.address,
      }
    );
  },

  async sawSession({ id, user }, at) {
    await db
      .updateTable("user_session")
      .set({ seen_at: sql<string>`greatest(seen_at, ${at}::timestamptz)` })
      .where("merchant_id", "=", user.home)
      .where("id", "=", id)
      .execute();
  },

  ...signInStore(db),
});

const toUser = (row: Row<"app_user">): UserWithPassword => ({
  home: row.merchant_id,
  id: row.id,
  email: row.email!,
  name: row.name!,
  passwordHash: row.password_hash,
  passwordLong: row.password_long,
});

export const userChangeIn = (trx: Kysely<Tables>, merchant: string): UserChange => ({
  ...signInChangeIn(trx, merchant),

  async insertUser({ id, email, name, passwordHash, passwordLong }, { at, by }) {
    const inserted = await trx
      .insertInto("app_user")
      .values({
        merchant_id: merchant,
        id,
        email,
        name,
        password_hash: passwordHash,
        password_long: passwordLong,
        created_at: at,
        created_by: by,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    return inserted !== undefined;
  },

  async insertMembership({ home, id }, role, { at, by }) {
    await trx
      .insertInto("membership")
      .values({ merchant_id: merchant, user_id: id, user_home: home, role, created_at: at, created_by: by })
      .execute();
  },

  async openSession(session) {
    await trx
      .insertInto("user_session")
      .values({
        merchant_id: merchant,
        id: session.id,
        user_id: session.user.id,
        token_hash: session.tokenHash,
        acting_at: session.merchant,
        created_at: session.createdAt,
        seen_at: session.createdAt,
        ends_at: session.endsAt,
        user_agent: session.userAgent,
        address: session.address,
      })
      .execute();
  },

  async endSession(id, at) {
    const { numUpdatedRows } = await trx
      .updateTable("user_session")
      .set({ ended_at: at })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  async moveSession(id, to) {
    await trx
      .updateTable("user_session")
      .set({ acting_at: to })
      .where("merchant_id", "=", merchant)
      .where("id", "=", id)
      .execute();
  },
});
