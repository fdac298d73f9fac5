import { type Kysely, sql } from "kysely";
import type { Member, Session, UserChange, UserStore, UserWithPassword } from "../../engine/ports.ts";
import { invitationChangeIn, invitationStore } from "./invitation-store.ts";
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

  async byIdentity(issuer, subject) {
    const row = await db
      .selectFrom("identity as i")
      .innerJoin("app_user as u", (on) =>
        on.onRef("u.merchant_id", "=", "i.merchant_id").onRef("u.id", "=", "i.user_id"),
      )
      .selectAll("u")
      .where("i.issuer", "=", issuer)
      .where("i.subject", "=", subject)
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

  async members(merchant, after, limit) {
    const rows = await membersIn(db, merchant)
      .where("m.user_id", ">", after)
      .orderBy("m.user_id")
      .limit(limit)
      .execute();
    return rows.map(toMember);
  },

  async sessionsOf({ home, id }, seenAfter, at, limit) {
    const rows = await sessionsIn(db)
      .where("s.merchant_id", "=", home)
      .where("s.user_id", "=", id)
      .where("s.seen_at", ">", sql<Date>`${seenAfter}::timestamptz`)
      .where("s.ends_at", ">", sql<Date>`${at}::timestamptz`)
      .orderBy("s.seen_at", "desc")
      .orderBy("s.id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toSession);
  },

  async session(tokenHash) {
    const row = await sessionsIn(db).where("s.token_hash", "=", tokenHash).executeTakeFirst();
    return row && toSession(row);
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
  ...invitationStore(db),
});

/** Sessions that were not ended, with what the person may do at the merchant that they look at. */
const sessionsIn = (db: Kysely<Tables>) =>
  db
    .selectFrom("user_session as s")
    .innerJoin("app_user as u", (on) => on.onRef("u.merchant_id", "=", "s.merchant_id").onRef("u.id", "=", "s.user_id"))
    .innerJoin("membership as m", (on) =>
      on
        .onRef("m.merchant_id", "=", "s.acting_at")
        .onRef("m.user_id", "=", "s.user_id")
        .onRef("m.user_home", "=", "s.merchant_id"),
    )
    .select(["s.merchant_id", "s.id", "s.user_id", "s.acting_at", "s.created_at", "s.seen_at", "s.ends_at"])
    .select(["s.user_agent", "s.address", "u.email", "u.name", "m.role"])
    .where("s.ended_at", "is", null);

type SessionColumns = Pick<
  Row<"user_session">,
  "merchant_id" | "id" | "user_id" | "acting_at" | "user_agent" | "address"
> &
  Pick<Row<"user_session">, "created_at" | "seen_at" | "ends_at"> &
  Pick<Row<"app_user">, "email" | "name"> &
  Pick<Row<"membership">, "role">;

const toSession = (row: SessionColumns): Session => ({
  id: row.id,
  user: { home: row.merchant_id, id: row.user_id, email: row.email!, name: row.name! },
  merchant: row.acting_at,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  userAgent: row.user_agent,
  address: row.address,
});

const membersIn = (db: Kysely<Tables>, merchant: string) =>
  db
    .selectFrom("membership as m")
    .innerJoin("app_user as u", (on) => on.onRef("u.merchant_id", "=", "m.user_home").onRef("u.id", "=", "m.user_id"))
    .select(["m.user_home", "m.user_id", "m.role", "m.created_at", "m.created_by", "u.email", "u.name"])
    .where("m.merchant_id", "=", merchant);

type MemberColumns = Pick<Row<"membership">, "user_home" | "user_id" | "role" | "created_at" | "created_by"> &
  Pick<Row<"app_user">, "email" | "name">;

const toMember = (row: MemberColumns): Member => ({
  home: row.user_home,
  id: row.user_id,
  email: row.email!,
  name: row.name!,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
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
  ...invitationChangeIn(trx, merchant),

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
    if (inserted) return "inserted";
    const same = await trx.selectFrom("app_user").select("id").where("email", "=", email).executeTakeFirst();
    return same ? "email_taken" : "id_taken";
  },

  async insertMembership({ home, id }, role, { at, by }) {
    const inserted = await trx
      .insertInto("membership")
      .values({ merchant_id: merchant, user_id: id, user_home: home, role, created_at: at, created_by: by })
      .onConflict((conflict) => conflict.doNothing())
      .returning("user_id")
      .executeTakeFirst();
    return inserted !== undefined;
  },

  async insertIdentity(user, { issuer, subject }, at) {
    await trx
      .insertInto("identity")
      .values({ merchant_id: merchant, issuer, subject, user_id: user, created_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  async member(id) {
    const row = await membersIn(trx, merchant).where("m.user_id", "=", id).executeTakeFirst();
    return row && toMember(row);
  },

  async setRole(id, role) {
    await trx
      .updateTable("membership")
      .set({ role })
      .where("merchant_id", "=", merchant)
      .where("user_id", "=", id)
      .execute();
  },

  async countRole(role) {
    const { count } = await trx
      .selectFrom("membership")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("merchant_id", "=", merchant)
      .where("role", "=", role)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  async removeMember({ home, id }, at) {
    await trx.deleteFrom("membership").where("merchant_id", "=", merchant).where("user_id", "=", id).execute();
    await sql`
      update user_session set ended_at = ${at}::timestamptz
      where merchant_id = ${home} and user_id = ${id} and acting_at = ${merchant} and ended_at is null`.execute(trx);
    const erased = await sql`
      update app_user set email = null, name = null, password_hash = null, removed_at = ${at}::timestamptz
      where merchant_id = ${home} and id = ${id}
        and not exists (select from membership where user_home = ${home} and user_id = ${id})`.execute(trx);
    if (erased.numAffectedRows !== 1n) return;
    for (const table of ["user_session", "second_factor", "identity"] as const) {
      await trx.deleteFrom(table).where("merchant_id", "=", home).where("user_id", "=", id).execute();
    }
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
