import { type Kysely, sql } from "kysely";
import type { Tables } from "../adapters/store/tables.ts";

/** Every row of every table as text, to look for what must not be there. */
export async function dump(db: Kysely<Tables>): Promise<string> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db);
    parts.push(name, ...rows.map(({ row }) => row));
  }
  return parts.join("\n");
}
