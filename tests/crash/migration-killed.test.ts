import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { MIGRATIONS_FOLDER } from "../../packages/server/src/adapters/store/migrate.ts";
import { type OwnPostgres, startPostgres } from "../../scripts/postgres.mjs";
import { postgresFolder } from "../../scripts/system-packages.mjs";
import { dice } from "../model/dice.ts";
import { askDatabase } from "./ask-database.ts";
import { openBook } from "./book.ts";
import { judge, NOTHING_WRONG } from "./judge.ts";
import { startPayers } from "./payers.ts";
import { AT_MOST_MS, LONG, SEED } from "./rounds.ts";
import { gapsIn } from "./statements.ts";

const programs = postgresFolder();
const MIGRATIONS = readdirSync(MIGRATIONS_FOLDER).sort();
const PLANS = 100_000;

/** Only by `npm run test:crash`: every gap of every migration, and as many plans as a store of some size has. */
describe.skipIf(!LONG || programs === undefined)(
  `check 8: a release is taken in and a backup brought back, seed ${SEED}`,
  () => {
    let postgres: OwnPostgres;
    beforeAll(async () => {
      postgres = await startPostgres(programs!);
    }, AT_MOST_MS);
    afterAll(() => postgres?.stop());

    /** A database of its own on that server. */
    async function database(name: string): Promise<string> {
      await askDatabase(postgres.url, `create database ${name}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    }

    const run = (program: string, ...args: string[]) =>
      execFileSync(path.join(programs!, program), args, { encoding: "utf8", maxBuffer: 2 ** 30 });

    /**
     * All that stands in a database beside its rows; less the migrator's own list, which it makes before it begins, and the
     * random words that pg_dump puts around its script.
     */
    const schemaOf = (url: string) =>
      run("pg_dump", "--schema-only", "--exclude-table=kysely_*", url).replace(/^\\(un)?restrict .*$/gm, "");

    test(
      "killed between any two statements of a migration, it is as if it had not begun; the next start goes on",
      async () => {
        const fresh = await database("fresh");
        await migrated(fresh, folderOf(MIGRATIONS.length));
        const taken = await database("taken");
        let kills = 0;
        for (let from = 1; from <= MIGRATIONS.length; from += 1) {
          const before = schemaOf(taken);
          const gaps = gapsIn(readFileSync(path.join(MIGRATIONS_FOLDER, MIGRATIONS[from - 1]!), "utf8"));
          for (const gap of gaps) {
            await killedAt(taken, from, gap);
            expect(schemaOf(taken)).toBe(before);
            kills += 1;
          }
          await migrated(taken, folderOf(from));
        }
        console.log(`${kills} migrations killed`);
        expect(schemaOf(taken)).toBe(schemaOf(fresh));
      },
      AT_MOST_MS,
    );

    test(
      `a backup of ${PLANS} plans brought back has every row as it was, and the store goes on from it`,
      async () => {
        const [kept, back] = [await database("kept"), await database("back")];
        const book = await openBook(kept, 4);
        onTestFinished(() => book.remove());
        await book.open(PLANS);
        const payers = startPayers(book, dice(SEED), { steady: true });
        await expect.poll(() => payers.paid.length, { timeout: AT_MOST_MS }).toBeGreaterThan(10);
        await payers.stop();
        await book.stop();

        const file = path.join(mkdtempSync(path.join(tmpdir(), "fenqi-backup-")), "store");
        onTestFinished(() => rmSync(path.dirname(file), { recursive: true }));
        run("pg_dump", "--format=custom", `--file=${file}`, kept);
        run("pg_restore", `--dbname=${back}`, "--exit-on-error", file);
        expect(await rowsOf(back)).toEqual(await rowsOf(kept));

        await book.startOn(back);
        expect(await judge(book, payers.paid)).toEqual(NOTHING_WRONG);
        // It is a book of its own from here on: what is paid now is in the one that was brought back alone.
        const later = startPayers(book, dice(SEED + 1), { steady: true });
        await expect.poll(() => later.paid.length, { timeout: AT_MOST_MS }).toBeGreaterThan(3);
        await later.stop();
        const paid = async (url: string) => (await askDatabase(url, "select count(*) from ledger_entry"))[0]!.count;
        expect(Number(await paid(back))).toBeGreaterThan(Number(await paid(kept)));
      },
      AT_MOST_MS,
    );
  },
);

/** A digest of every table's rows, whatever their order. */
async function rowsOf(url: string): Promise<Record<string, string>> {
  const tables = await askDatabase(
    url,
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await askDatabase(
      url,
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as digest from "${name}" t`,
    );
    digests[name!] = row!.digest!;
  }
  return digests;
}

/** A folder with the first migrations alone, the last of them stopping in a gap where one is given. */
function folderOf(count: number, gap?: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of MIGRATIONS.slice(0, count))
    copyFileSync(path.join(MIGRATIONS_FOLDER, name), path.join(folder, name));
  if (gap !== undefined) {
    const file = path.join(folder, MIGRATIONS[count - 1]!);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text.slice(0, gap)}\nselect pg_sleep(3600);\n${text.slice(gap)}`);
  }
  return folder;
}

const migrating = (url: string, folder: string) =>
  spawn(process.execPath, [path.join(import.meta.dirname, "migrating.ts"), url, folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });

async function migrated(url: string, folder: string): Promise<void> {
  const [code] = await once(migrating(url, folder), "exit");
  expect(code).toBe(0);
}

/** Begins a migration, waits until it has come to a gap, and kills it there, with its session. */
async function killedAt(url: string, count: number, gap: number): Promise<void> {
  const child = migrating(url, folderOf(count, gap));
  const gone = once(child, "exit");
  const sleeping = "select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
  await expect.poll(() => askDatabase(url, sleeping), { timeout: AT_MOST_MS, interval: 20 }).toHaveLength(1);
  child.kill("SIGKILL");
  await gone;
  const others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  await askDatabase(url, `select pg_terminate_backend(pid) ${others}`);
  while ((await askDatabase(url, `select pid ${others}`)).length > 0) await pause(10);
}
