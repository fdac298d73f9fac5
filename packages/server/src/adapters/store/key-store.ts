import type { Kysely } from "kysely";
import type { KeyRow, KeyStore } from "../../engine/ports.ts";
import type { NewRow, Row, Tables } from "./tables.ts";

export const keyStore = (db: Kysely<Tables>): KeyStore => ({
  async all(merchant) {
    const rows = await db
      .selectFrom("api_key")
      .selectAll()
      .where("merchant_id", "=", merchant)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .execute();
    return rows.map(toKeyRow);
  },
});

export const toKeyRow = (row: Row<"api_key">): KeyRow => ({
  merchant: row.merchant_id,
  id: row.id,
  kind: row.kind,
  mode: row.mode,
  name: row.name,
  role: row.role,
  scopes: row.scopes === null ? null : (JSON.parse(row.scopes) as KeyRow["scopes"]),
  person: row.person,
  hash: row.hash,
  hint: row.hint,
  origins: JSON.parse(row.origins) as string[],
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  rotatedTo: row.rotated_to,
});

export const fromKey = (merchant: string, key: Omit<KeyRow, "merchant">): NewRow<"api_key"> => ({
  merchant_id: merchant,
  id: key.id,
  kind: key.kind,
  mode: key.mode,
  name: key.name,
  role: key.role,
  scopes: key.scopes && JSON.stringify(key.scopes),
  person: key.person,
  hash: key.hash,
  hint: key.hint,
  origins: JSON.stringify(key.origins),
  created_at: key.createdAt,
  expires_at: key.expiresAt,
  revoked_at: key.revokedAt,
  rotated_to: key.rotatedTo,
});
