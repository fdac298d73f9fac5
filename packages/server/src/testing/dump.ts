import { type Kysely, sql } from "kysely";
import type { Tables } from "../adapters/store/tables.ts";

/** Every row of every table as text, to look for what must not be there. */
export async function dump(db: Kysely<Tables>): Promise<string> {
  const parts: string[] = [];
  for (const name of await tableNames(db)) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db);
    parts.push(name, ...rows.map(({ row }) => row));
  }
  return parts.join("\n");
}

/** The columns, as `table.column`, in which one of these texts stands. */
export async function columnsWith(db: Kysely<Tables>, texts: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of await tableNames(db)) {
    const { rows } = await sql<{ row: object }>`select row_to_json(t) as row from ${sql.table(name)} t`.execute(db);
    for (const [column, value] of rows.flatMap(({ row }) => Object.entries(row))) {
      if (texts.some((text) => JSON.stringify(value).includes(text))) found.add(`${name}.${column}`);
    }
  }
  return [...found].sort();
}

async function tableNames(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  return rows.map(({ name }) => name);
}
