import { type Kysely, sql } from "kysely";
import type { UserChange, UserStore } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

type SignInStore = Pick<
  UserStore,
  "secondFactor" | "wasSignedIn" | "countAttempt" | "forgetAttempts" | "forgetEnded" | "uncountAttempt"
>;

/** How people show who they are, and how often they failed to. */
export const signInStore = (db: Kysely<Tables>): SignInStore => ({
  async secondFactor({ home, id }) {
    const row = await db
      .selectFrom("second_factor")
      .select(["secret", "confirmed_at"])
      .where("merchant_id", "=", home)
      .where("user_id", "=", id)
      .executeTakeFirst();
    return row && { secret: row.secret, confirmed: row.confirmed_at !== null };
  },

  async wasSignedIn({ home, id }, address, since) {
    const row = await db
      .selectFrom("user_session")
      .select("id")
      .where("merchant_id", "=", home)
      .where("user_id", "=", id)
      .where("address", "=", address)
      .where("created_at", ">=", sql<Date>`${since}::timestamptz`)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  async countAttempt(merchant, mark, { free, firstS, mostS, forgetS }, at) {
    const now = sql`${at}::timestamptz`;
    // Free ones leave no time behind: two at once, the later one's written first, must not refuse each other.
    const until = (n: ReturnType<typeof sql>) => sql`case when ${n} < ${free}::integer then timestamptz 'epoch'
      else ${now} + least(${mostS}::integer, ${firstS}::integer * power(2, least(${n} - ${free}::integer, 20)))
        * interval '1 second' end`;
    const next = sql`(case when g.last_at <= ${now} - ${forgetS}::integer * interval '1 second' then 1
      else g.failures + 1 end)`;
    const { rows } = await sql<{ failures: number }>`
      insert into sign_in_guard as g (merchant_id, mark, failures, last_at, until_at)
      values (${merchant}, ${mark}, 1, ${now}, ${until(sql`1`)})
      on conflict (merchant_id, mark) do update set failures = ${next}, last_at = ${now}, until_at = ${until(next)}
        where g.until_at <= ${now}
      returning failures`.execute(db);
    if (rows.length > 0) return undefined;
    const row = await db
      .selectFrom("sign_in_guard")
      .select("until_at")
      .where("merchant_id", "=", merchant)
      .where("mark", "=", mark)
      .executeTakeFirst();
    // Forgiven between the two statements: it may be tried again at once.
    return row?.until_at.toISOString() ?? at;
  },

  async forgetAttempts(merchant, marks) {
    await db.deleteFrom("sign_in_guard").where("merchant_id", "=", merchant).where("mark", "in", marks).execute();
  },

  async forgetEnded(before, attemptsBefore) {
    await sql`delete from user_session where coalesce(ended_at, ends_at) < ${before}::timestamptz`.execute(db);
    await sql`delete from invitation where ends_at < ${before}::timestamptz`.execute(db);
    await sql`delete from sign_in_guard where last_at < ${attemptsBefore}::timestamptz`.execute(db);
  },

  async uncountAttempt(merchant, mark) {
    await db
      .updateTable("sign_in_guard")
      .set((eb) => ({ failures: eb("failures", "-", 1) }))
      .where("merchant_id", "=", merchant)
      .where("mark", "=", mark)
      .where("failures", ">", 1)
      .execute();
  },
});

type SignInChange = Pick<
  UserChange,
  "endSessions" | "setPassword" | "beginFactor" | "confirmFactor" | "removeFactor" | "useStep" | "useRecoveryCode"
>;

export const signInChangeIn = (trx: Kysely<Tables>, merchant: string): SignInChange => ({
  async endSessions(user, except, at) {
    const rows = await trx
      .updateTable("user_session")
      .set({ ended_at: at })
      .where("merchant_id", "=", merchant)
      .where("user_id", "=", user)
      .where("ended_at", "is", null)
      .where("id", "is distinct from", except)
      .returning("id")
      .execute();
    return rows.map(({ id }) => id);
  },

  async setPassword(user, { passwordHash, passwordLong }) {
    await trx
      .updateTable("app_user")
      .set({ password_hash: passwordHash, password_long: passwordLong })
      .where("merchant_id", "=", merchant)
      .where("id", "=", user)
      .execute();
  },

  async beginFactor(user, secret, at) {
    const begun = await trx
      .insertInto("second_factor")
      .values({ merchant_id: merchant, user_id: user, secret, last_step: 0, created_at: at, confirmed_at: null })
      .onConflict((conflict) =>
        conflict
          .columns(["merchant_id", "user_id"])
          .doUpdateSet({ secret, created_at: at })
          .where("second_factor.confirmed_at", "is", null),
      )
      .returning("user_id")
      .executeTakeFirst();
    return begun !== undefined;
  },

  async confirmFactor(user, step, recovery, at) {
    await trx
      .updateTable("second_factor")
      .set({ confirmed_at: at, last_step: step })
      .where("merchant_id", "=", merchant)
      .where("user_id", "=", user)
      .execute();
    await trx
      .insertInto("recovery_code")
      .values(recovery.map((code_hash) => ({ merchant_id: merchant, user_id: user, code_hash, used_at: null })))
      .execute();
  },

  async removeFactor(user) {
    await trx.deleteFrom("second_factor").where("merchant_id", "=", merchant).where("user_id", "=", user).execute();
  },

  async useStep(user, step) {
    const used = await trx
      .updateTable("second_factor")
      .set({ last_step: step })
      .where("merchant_id", "=", merchant)
      .where("user_id", "=", user)
      .where("last_step", "<", String(step))
      .returning("user_id")
      .executeTakeFirst();
    return used !== undefined;
  },

  async useRecoveryCode(user, hash, at) {
    const used = await trx
      .updateTable("recovery_code")
      .set({ used_at: at })
      .where("merchant_id", "=", merchant)
      .where("user_id", "=", user)
      .where("code_hash", "=", hash)
      .where("used_at", "is", null)
      .returning("user_id")
      .executeTakeFirst();
    return used !== undefined;
  },
});
