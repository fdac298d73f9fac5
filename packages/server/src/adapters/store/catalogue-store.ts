import type { Adjustment } from "@fenqi/core/adjustment";
import { type Catalogue, withStandardExplanations } from "@fenqi/core/catalogue";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { type Kysely, sql } from "kysely";
import type { CatalogueStore, VersionRecord, VersionSummary } from "../../engine/ports.ts";
import type { Row, Tables } from "./tables.ts";

export const catalogueStore = (db: Kysely<Tables>): CatalogueStore => ({
  async heads() {
    const rows = await db.selectFrom("merchant").select(["merchant_id", "head_seq", "keys_seq"]).execute();
    return rows.map((row) => ({ merchant: row.merchant_id, seq: row.head_seq, keysSeq: row.keys_seq }));
  },

  newest: (merchant) => newestVersion(db, merchant),

  byVersion: (merchant, version) => versionByHash(db, merchant, version),

  async list(merchant, beforeSeq, limit) {
    const rows = await db
      .selectFrom("catalogue_version")
      .select(["seq", "version", "created_at", "created_by"])
      .where("merchant_id", "=", merchant)
      .where("seq", "<", beforeSeq)
      .orderBy("seq", "desc")
      .limit(limit)
      .execute();
    return rows.map(toSummary);
  },

  async around(merchant, at, limit) {
    const place = sql<Date>`${at}::timestamptz`;
    const some = () =>
      db
        .selectFrom("catalogue_version")
        .select(["seq", "version", "created_at", "created_by"])
        .where("merchant_id", "=", merchant)
        .limit(limit);
    const [before, after] = await Promise.all([
      some().where("created_at", "<=", place).orderBy("created_at", "desc").orderBy("seq", "desc").execute(),
      some().where("created_at", ">", place).orderBy("created_at").orderBy("seq").execute(),
    ]);
    return [...before.reverse(), ...after].map(toSummary);
  },

  async quotaUse(merchant) {
    const rows = await db.selectFrom("quota_use").selectAll().where("merchant_id", "=", merchant).execute();
    return Object.fromEntries(
      rows.map(({ quota_id, count, amount }) => [quota_id, { count: Number(count), amount: Number(amount) }]),
    );
  },
});

const toSummary = ({
  seq,
  version,
  created_at,
  created_by,
}: Pick<Row<"catalogue_version">, "seq" | "version" | "created_at" | "created_by">): VersionSummary => ({
  seq,
  version,
  createdAt: created_at.toISOString(),
  createdBy: created_by,
});

/** The merchant's newest version; undefined before the first. */
export async function newestVersion(db: Kysely<Tables>, merchant: string): Promise<VersionRecord | undefined> {
  const row = await versions(db, merchant).orderBy("seq", "desc").limit(1).executeTakeFirst();
  return row && toRecord(row);
}

/** Any version by its hash; undefined when the merchant never had it. */
export async function versionByHash(
  db: Kysely<Tables>,
  merchant: string,
  version: string,
): Promise<VersionRecord | undefined> {
  const row = await versions(db, merchant)
    .where("version", "=", version)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toRecord(row);
}

const versions = (db: Kysely<Tables>, merchant: string) =>
  db
    .selectFrom("catalogue_version")
    .innerJoin("catalogue_content", (join) =>
      join
        .onRef("catalogue_content.merchant_id", "=", "catalogue_version.merchant_id")
        .onRef("catalogue_content.hash", "=", "catalogue_version.content_hash"),
    )
    .selectAll("catalogue_version")
    .select("catalogue_content.body")
    .where("catalogue_version.merchant_id", "=", merchant);

/** A version of an earlier release lacks the standard words that came after it: it says those of this one. */
function toRecord(row: Row<"catalogue_version"> & { readonly body: string }): VersionRecord {
  const content = JSON.parse(row.body) as Omit<Catalogue, "adjustments">;
  const stored = { ...content, adjustments: JSON.parse(row.adjustments) as Adjustment[] };
  return {
    merchant: row.merchant_id,
    seq: row.seq,
    version: row.version,
    catalogue: withStandardExplanations(stored, STANDARD_EXPLANATIONS),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  };
}
