import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Change, ChangeStore, Clock, Effect, NextRecord, Once, OnceOutcome } from "../../engine/ports.ts";
import { changeIn } from "./change.ts";
import { claimKey, finishKey, releaseKey } from "./idempotency.ts";
import type { Tables } from "./tables.ts";

/** Hides a stored answer, which may hold a secret, under the master key. */
export interface Sealer {
  seal(text: string): string;
  open(sealed: string): string;
}

/** Thrown inside the transaction to roll it back when nothing is to be kept. */
class Refused<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super("refused");
    this.value = value;
  }
}

export function changeStore(db: Kysely<Tables>, sealer: Sealer, now: Clock, next: NextRecord): ChangeStore {
  // Not `for update`: that also waits for whoever inserts a row that refers to the merchant (a seal of the audit log),
  // and that one may wait for a stream's head that this transaction holds.
  const inTransaction = <T>(merchant: string, work: (change: Change, trx: Kysely<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (trx) => {
      await trx
        .selectFrom("merchant")
        .select("merchant_id")
        .where("merchant_id", "=", merchant)
        .forNoKeyUpdate()
        .executeTakeFirstOrThrow();
      return work(changeIn(trx, merchant, next), trx);
    });

  return {
    run: (merchant, work) => inTransaction(merchant, (change) => work(change)),

    async runOnce<T>(once: Once, work: (change: Change) => Promise<Effect<T>>): Promise<OnceOutcome<T>> {
      const attempt = randomUUID();
      const claim = await claimKey(db, once, attempt, now());
      if (claim.kind === "replayed") {
        return { kind: "replayed", remembered: { ...claim.remembered, body: sealer.open(claim.remembered.body) } };
      }
      if (claim.kind !== "claimed") return claim;

      try {
        return await inTransaction(once.merchant, async (change, trx) => {
          const { value, remember } = await work(change);
          if (!remember) throw new Refused(value);
          const kept = await finishKey(trx, once, attempt, { ...remember, body: sealer.seal(remember.body) });
          if (!kept) throw new Error("another attempt has taken the idempotency key over");
          return { kind: "done", value, remembered: remember };
        });
      } catch (error) {
        await releaseKey(db, once, attempt);
        if (error instanceof Refused) return { kind: "refused", value: (error as Refused<T>).value };
        throw error;
      }
    },

    async createMerchant(merchant, at) {
      await db
        .insertInto("merchant")
        .values({ merchant_id: merchant, created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async forgetBefore(at) {
      await sql`delete from idempotency where created_at < ${at}::timestamptz`.execute(db);
    },
  };
}
