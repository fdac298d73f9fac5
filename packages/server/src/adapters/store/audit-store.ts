import { type Kysely, sql } from "kysely";
import type {
  AuditEntry,
  AuditHead,
  AuditPlace,
  AuditRecord,
  AuditSeal,
  AuditStore,
  NextRecord,
} from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

/** Entries read at once: a few milliseconds of hashing, so that quotes are not held up. */
const PAGE = 1_000;

export const auditStore = (db: Kysely<Tables>): AuditStore => ({
  async list(merchant, { stream, action, subject, by, from, until }, before, limit) {
    const rows = await db
      .selectFrom("audit_entry")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .$if(stream !== undefined, (query) => query.where("stream", "=", stream!))
      .$if(action !== undefined, (query) => query.where("action", "=", action!))
      .$if(subject !== undefined, (query) => query.where("subject", "=", subject!))
      .$if(by !== undefined, (query) => query.where("by", "=", by!))
      .$if(from !== undefined, (query) => query.where("at", ">=", from!))
      .$if(until !== undefined, (query) => query.where("at", "<", until!))
      .$if(before !== undefined, (query) => query.where(olderThan(merchant, before!)))
      .orderBy("at", "desc")
      .orderBy("stream", "desc")
      .orderBy("seq", "desc")
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  },

  async *entries(merchant) {
    let last: AuditPlace = { stream: "", seq: 0 };
    for (;;) {
      const rows = await db
        .selectFrom("audit_entry")
        .selectAll()
        .where("merchant_id", "=", merchant)
        .where(sql<boolean>`(stream, seq) > (${last.stream}::text, ${last.seq}::integer)`)
        .orderBy("stream")
        .orderBy("seq")
        .limit(PAGE)
        .execute();
      if (rows.length > 0) yield rows.map(toRecord);
      if (rows.length < PAGE) return;
      last = rows.at(-1)!;
    }
  },

  async heads(merchant) {
    return db
      .selectFrom("audit_head")
      .select(["stream", "seq", "hash"])
      .where("merchant_id", "=", merchant)
      .orderBy("stream")
      .execute();
  },

  async *seals(merchant) {
    let last = 0;
    for (;;) {
      const rows = await db
        .selectFrom("audit_seal")
        .selectAll()
        .where("merchant_id", "=", merchant)
        .where("seq", ">", last)
        .orderBy("seq")
        .limit(PAGE)
        .execute();
      if (rows.length > 0) yield rows.map(toSeal);
      if (rows.length < PAGE) return;
      last = rows.at(-1)!.seq;
    }
  },

  async newestSeals() {
    const rows = await db
      .selectFrom("audit_seal")
      .distinctOn("merchant_id")
      .selectAll()
      .orderBy("merchant_id")
      .orderBy("seq", "desc")
      .execute();
    return rows.map(toSeal);
  },

  async unsealed() {
    const rows = await db
      .selectFrom("audit_head")
      .select("merchant_id")
      .distinct()
      .whereRef("seq", ">", "sealed_seq")
      .execute();
    return rows.map(({ merchant_id }) => merchant_id);
  },

  seal: (merchant, limit, make) => sealHeads(db, merchant, limit, make),
});

/** Appends to a stream's chain, inside the transaction of the change; the head's row is held until it ends. */
export async function appendAudit(
  trx: Kysely<Tables>,
  merchant: string,
  entry: AuditEntry,
  next: NextRecord,
): Promise<void> {
  const { stream } = entry;
  const head = await trx
    .insertInto("audit_head")
    .values({ merchant_id: merchant, stream })
    .onConflict((conflict) =>
      conflict.columns(["merchant_id", "stream"]).doUpdateSet((eb) => ({ seq: eb.ref("audit_head.seq") })),
    )
    .returning(["seq", "hash"])
    .executeTakeFirstOrThrow();
  const { merchant: merchant_id, ...record } = next(merchant, head, entry);
  await trx
    .with("moved", (eb) =>
      eb
        .updateTable("audit_head")
        .set({ seq: record.seq, hash: record.hash })
        .where("merchant_id", "=", merchant)
        .where("stream", "=", stream),
    )
    .insertInto("audit_entry")
    .values({ merchant_id, ...record })
    .execute();
}

/**
 * Puts the heads that have moved under the next seal. Nobody waits for it: heads are read as they stand, after the seal before,
 * so that of two processes the second finds its number taken, and no seal names less of a stream than one before it.
 */
async function sealHeads(
  db: Kysely<Tables>,
  merchant: string,
  limit: number,
  make: (before: AuditSeal | undefined, heads: readonly AuditHead[]) => AuditSeal,
): Promise<AuditSeal | undefined> {
  const row = await db
    .selectFrom("audit_seal")
    .selectAll()
    .where("merchant_id", "=", merchant)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const heads = await db
    .selectFrom("audit_head")
    .select(["stream", "seq", "hash"])
    .where("merchant_id", "=", merchant)
    .whereRef("seq", ">", "sealed_seq")
    .orderBy("stream")
    .limit(limit)
    .execute();
  if (heads.length === 0) return undefined;
  const seal = make(row && toSeal(row), heads);
  const inserted = await db
    .insertInto("audit_seal")
    .values({
      merchant_id: merchant,
      seq: seal.seq,
      at: seal.at,
      heads: JSON.stringify(seal.heads),
      hash: seal.hash,
      key_id: seal.keyId,
      mac: seal.mac,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  // Another process has taken this number: what is left is for the next seal.
  if (inserted.numInsertedOrUpdatedRows !== 1n) return undefined;
  for (let at = 0; at < heads.length; at += MARKED) await markSealed(db, merchant, heads.slice(at, at + MARKED));
  return seal;
}

/** Heads that are marked at once: whoever appends to one of them meanwhile waits for these and no more. */
const MARKED = 100;

/**
 * Notes how far streams are under a seal. One that somebody appends to just then is left out: the next seal names it anyway,
 * as it does where this is broken off, and may name a head again.
 */
async function markSealed(db: Kysely<Tables>, merchant: string, heads: readonly AuditHead[]): Promise<void> {
  const streams = heads.map(({ stream }) => stream);
  await sql`
    update audit_head as h set sealed_seq = s.seq
    from unnest(${streams}::text[], ${heads.map(({ seq }) => seq)}::integer[]) as s (stream, seq)
    where h.merchant_id = ${merchant} and h.stream = s.stream and h.sealed_seq < s.seq and h.stream = any(array(
      select stream from audit_head where merchant_id = ${merchant} and stream = any(${streams}::text[])
      for no key update skip locked))`.execute(db);
}

/** Older than an entry, which is named by its place; nothing is where there is no such entry. */
const olderThan = (merchant: string, { stream, seq }: AuditPlace) =>
  sql<boolean>`(at, stream, seq) < (select at, stream, seq from audit_entry
    where merchant_id = ${merchant} and stream = ${stream} and seq = ${seq})`;

const toRecord = ({ merchant_id: merchant, ...record }: Row<"audit_entry">): AuditRecord => ({ merchant, ...record });

const toSeal = ({ merchant_id, seq, at, heads, hash, key_id, mac }: Row<"audit_seal">): AuditSeal => ({
  merchant: merchant_id,
  seq,
  at,
  heads: JSON.parse(heads) as AuditHead[],
  hash,
  keyId: key_id,
  mac,
});
