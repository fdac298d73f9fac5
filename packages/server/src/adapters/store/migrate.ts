import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, "../../../migrations");

/**
 * Brings the database up to this release: numbered SQL files, in order, in one transaction. Two processes that start
 * at once take turns. Returns the names of those that were applied now.
 */
export async function migrate(database: Kysely<Tables>, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  if (await isCurrent(database, folder)) return [];
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => readMigrations(folder) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw new Error("the database could not be brought up to this release", { cause: error });
  return results.map(({ migrationName }) => migrationName);
}

/** Whether all of them are applied already: one question, where the migrator first looks through the whole database. */
async function isCurrent(database: Kysely<Tables>, folder: string): Promise<boolean> {
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database).then(
    ({ rows }) => rows.map(({ name }) => name),
    () => [],
  );
  const wanted = migrationFiles(folder).map(nameOf).sort();
  return applied.length === wanted.length && applied.every((name, n) => name === wanted[n]);
}

const migrationFiles = (folder: string) => readdirSync(folder).filter((name) => /^\d{6}-[a-z-]+\.sql$/.test(name));
const nameOf = (file: string) => file.replace(".sql", "");

function readMigrations(folder: string): Record<string, Migration> {
  return Object.fromEntries(
    migrationFiles(folder).map((name) => {
      const text = readFileSync(path.join(folder, name), "utf8");
      return [nameOf(name), { up: async (db) => void (await sql.raw(text).execute(db)) }];
    }),
  );
}
