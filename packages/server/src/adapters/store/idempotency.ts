import type { Kysely } from "kysely";
import type { Once, Remembered } from "../../engine/ports.ts";
import type { Tables } from "./tables.ts";

/** How long an attempt may run before another may take its key over: longer than any statement may take. */
const LEASE_MS = 30_000;

type Claim =
  | { readonly kind: "claimed" }
  | { readonly kind: "replayed"; readonly remembered: Remembered }
  | { readonly kind: "running" }
  | { readonly kind: "other_request" };

/**
 * Takes a key for one attempt: it is new, or a former attempt has died. Committed at once, so that others see that it
 * runs; what the attempt does is committed together with its answer, so that a dead one has done nothing.
 */
export async function claimKey(db: Kysely<Tables>, once: Once, attempt: string, nowMs: number): Promise<Claim> {
  const { merchant, key, requestHash } = once;
  const now = new Date(nowMs).toISOString();
  const until = new Date(nowMs + LEASE_MS).toISOString();
  const taken = await db
    .insertInto("idempotency")
    .values({ merchant_id: merchant, key, request_hash: requestHash, attempt, leased_until: until, created_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["merchant_id", "key"])
        .doUpdateSet({ attempt, leased_until: until })
        .where("idempotency.status", "is", null)
        .where("idempotency.leased_until", "<", now as never)
        .where("idempotency.request_hash", "=", requestHash),
    )
    .returning("attempt")
    .executeTakeFirst();
  if (taken) return { kind: "claimed" };

  const row = await db
    .selectFrom("idempotency")
    .select(["request_hash", "status", "body"])
    .where("merchant_id", "=", merchant)
    .where("key", "=", key)
    .executeTakeFirst();
  if (!row) return { kind: "running" };
  if (row.request_hash !== requestHash) return { kind: "other_request" };
  if (row.status === null || row.body === null) return { kind: "running" };
  return { kind: "replayed", remembered: { status: row.status, body: row.body } };
}

/** Remembers the answer, inside the transaction of the effect. False when another attempt has taken over. */
export async function finishKey(
  trx: Kysely<Tables>,
  { merchant, key }: Once,
  attempt: string,
  { status, body }: Remembered,
): Promise<boolean> {
  const result = await trx
    .updateTable("idempotency")
    .set({ status, body })
    .where("merchant_id", "=", merchant)
    .where("key", "=", key)
    .where("attempt", "=", attempt)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Frees the key after a refusal or a failure: nothing was done under it. */
export async function releaseKey(db: Kysely<Tables>, { merchant, key }: Once, attempt: string): Promise<void> {
  await db
    .deleteFrom("idempotency")
    .where("merchant_id", "=", merchant)
    .where("key", "=", key)
    .where("attempt", "=", attempt)
    .where("status", "is", null)
    .execute();
}
