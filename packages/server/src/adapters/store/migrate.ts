import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, "../../../migrations");

/**
 * Brings the database up to this release: numbered SQL files, in order, in one transaction. Two processes that start
 * at once take turns. Returns the names of those that were applied now. Throws NewerDatabase where a later release has been there.
 */
export async function migrate(database: Kysely<Tables>, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const applied = await appliedTo(database);
  const wanted = migrationFiles(folder).map(nameOf).sort();
  const newer = applied.filter((name) => !wanted.includes(name));
  if (newer.length > 0) throw new NewerDatabase(newer);
  if (applied.length === wanted.length) return [];
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => readMigrations(folder) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw new Error("the database could not be brought up to this release", { cause: error });
  return results.map(({ migrationName }) => migrationName);
}

/** A later release has changed the tables: this one would not know what it writes into. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";

  constructor(migrations: readonly string[]) {
    super(
      `A newer release has brought this database up to date (${migrations.join(", ")}). Start that release, or bring back the backup from before it.`,
    );
  }
}

/** Those that are applied already: one question, where the migrator first looks through the whole database. */
const appliedTo = (database: Kysely<Tables>): Promise<string[]> =>
  sql<{ name: string }>`select name from kysely_migration order by name`.execute(database).then(
    ({ rows }) => rows.map(({ name }) => name),
    () => [],
  );

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
