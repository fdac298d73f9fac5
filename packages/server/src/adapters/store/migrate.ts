import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, "../../../migrations");

/**
 * Brings the database up to this release: numbered SQL files, in order, in one transaction. Two processes that start
 * at once take turns. Returns the names of those that were applied now.
 *
 * A migration leaves whole what the release before it uses, so that processes of both run side by side. One that takes something away
 * says in its name what a release has to know in order to do without: `000045-contract-000041-old-columns`. Throws NewerDatabase where
 * a later release has taken away what this one uses, and OlderRunning where this one would take it from processes that run.
 * Source: docs/decisions/0025-releases-side-by-side.md
 */
export async function migrate(database: Kysely<Tables>, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  if ((await pendingIn(database, folder)).length === 0) return [];
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => readMigrations(folder) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error instanceof OlderRunning) throw error;
  if (error) throw new Error("the database could not be brought up to this release", { cause: error });
  return results.map(({ migrationName }) => migrationName);
}

/** For who looks and changes nothing. Throws OlderDatabase where this release has still to bring the tables up to date, and NewerDatabase. */
export async function refuseOutdated(database: Kysely<Tables>): Promise<[]> {
  const pending = await pendingIn(database, MIGRATIONS_FOLDER);
  if (pending.length > 0) throw new OlderDatabase(pending);
  return [];
}

async function pendingIn(database: Kysely<Tables>, folder: string): Promise<readonly string[]> {
  const applied = await appliedTo(database);
  const known = knownMigrations(folder);
  const missed = applied.filter((name) => neededBy(name) > numberOf(known.at(-1)!));
  if (missed.length > 0) throw new NewerDatabase(missed);
  return known.filter((name) => !applied.includes(name));
}

/** What a connection is called, so that others see by which release it is: `fenqi 000039`. */
export const connectionName = (folder = MIGRATIONS_FOLDER): string =>
  `fenqi ${numberOf(knownMigrations(folder).at(-1)!)}`;

/** A later release has taken away what this one uses. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";

  constructor(migrations: readonly string[]) {
    super(
      `A newer release has brought this database up to date (${migrations.join(", ")}). Start that release, or bring back the backup from before it.`,
    );
  }
}

/** It is as an earlier release left it, or nobody's yet. */
export class OlderDatabase extends Error {
  override readonly name = "OlderDatabase";

  constructor(migrations: readonly string[]) {
    super(`The database is not up to date with this release (${migrations.join(", ")} are missing): fenqi migrate`);
  }
}

/** Processes of an earlier release run that use what this one would take away. */
export class OlderRunning extends Error {
  override readonly name = "OlderRunning";

  constructor(migration: string, connections: number) {
    super(
      `Processes of an earlier release still use this database (${connections} connections), and ${migration} takes away what they use. Stop them, then start this one again.`,
    );
  }
}

/** Those that are applied already: one question, where the migrator first looks through the whole database. */
const appliedTo = (database: Kysely<Tables>): Promise<string[]> =>
  sql<{ name: string }>`select name from kysely_migration order by name`.execute(database).then(
    ({ rows }) => rows.map(({ name }) => name),
    () => [],
  );

const FILE = /^(\d{6}-(?:contract-\d{6}-)?[a-z-]+)\.sql$/;

/** Names, in their order. */
const knownMigrations = (folder: string): readonly string[] =>
  readdirSync(folder)
    .flatMap((file) => FILE.exec(file)?.[1] ?? [])
    .sort();

const numberOf = (name: string): string => name.slice(0, 6);

/** The newest migration that a release has to know in order to run where this one was applied; none where nothing is taken away. */
const neededBy = (name: string): string => /^\d{6}-contract-(\d{6})-/.exec(name)?.[1] ?? "";

function readMigrations(folder: string): Record<string, Migration> {
  const up = (name: string) => async (db: Kysely<unknown>) => {
    await refuseWhileOlderRun(db, name);
    await sql.raw(readFileSync(path.join(folder, `${name}.sql`), "utf8")).execute(db);
  };
  return Object.fromEntries(knownMigrations(folder).map((name) => [name, { up: up(name) }]));
}

/** Releases from before connections were called by their number are older than all. */
async function refuseWhileOlderRun(db: Kysely<unknown>, name: string): Promise<void> {
  const needed = neededBy(name);
  if (needed === "") return;
  const { rows } = await sql<{ older: number }>`
    select count(*)::integer as older from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name ~ '^fenqi( |$)'
      and coalesce(substring(application_name from '\\d{6}$'), '') < ${needed}`.execute(db);
  const { older } = rows[0]!;
  if (older > 0) throw new OlderRunning(name, older);
}
