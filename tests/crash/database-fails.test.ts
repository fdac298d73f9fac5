import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { type OwnPostgres, type PostgresPlace, startPostgres } from "../../scripts/postgres.mjs";
import { postgresFolder } from "../../scripts/system-packages.mjs";
import { dice } from "../model/dice.ts";
import { askDatabase } from "./ask-database.ts";
import { type Book, openBook } from "./book.ts";
import { judge, NOTHING_WRONG } from "./judge.ts";
import { type Payers, startPayers } from "./payers.ts";
import { AT_MOST_MS, LONG, SEED, SERVED_MS } from "./rounds.ts";
import { openSwitch } from "./switch.ts";

/**
 * What a database does when its machine, its disk or its folder fails. Only by `npm run test:crash`: it takes strace, a file
 * system of its own, and root.
 */
const programs = postgresFolder();
const isRoot = process.getuid?.() === 0;
const WARM_MS = 2_000;

const portOf = (url: string): number => Number(new URL(url).port);

async function database(place: PostgresPlace = {}): Promise<OwnPostgres> {
  const postgres = await startPostgres(programs!, place);
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function bookOn(url: string): Promise<Book> {
  const book = await openBook(url, 4);
  onTestFinished(() => book.remove());
  return book;
}

/** Writes until there is no room. */
function fill(file: string): void {
  const [open, block] = [openSync(file, "w"), Buffer.alloc(64 * 1024)];
  try {
    while (writeSync(open, block) > 0);
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  } finally {
    closeSync(open);
  }
}

/** Milliseconds until somebody is served again. */
async function servedAgain(payers: Payers, since = performance.now()): Promise<number> {
  const before = payers.paid.length;
  await expect.poll(() => payers.paid.length, { timeout: SERVED_MS, interval: 5 }).toBeGreaterThan(before);
  return Math.round(performance.now() - since);
}

/** Whoever could not be served was told so: never anything but 503, and 409 while the same was still being done. */
const kinds = (payers: Payers): number[] =>
  [...payers.answers.keys()].filter((status) => ![0, 409].includes(status)).sort();

interface Pair {
  readonly primary: OwnPostgres;
  readonly standby: OwnPostgres;
  readonly book: Book;
  /** Kills the primary and makes the standby take its place. */
  promote(): Promise<void>;
}

async function openPair(): Promise<Pair> {
  const primary = await database();
  const standby = await database({ from: primary.url });
  const front = await openSwitch(portOf(primary.url));
  onTestFinished(() => front.close());
  const url = new URL(primary.url);
  url.port = String(front.port);
  await askDatabase(primary.url, "alter system set synchronous_standby_names = '*'");
  await askDatabase(primary.url, "select pg_reload_conf()");
  const book = await bookOn(url.href);
  return {
    primary,
    standby,
    book,
    async promote() {
      await primary.halt("SIGKILL");
      await askDatabase(standby.url, "select pg_promote()");
      front.lead(portOf(standby.url));
    },
  };
}

describe.skipIf(!LONG || programs === undefined)(`a database that fails, seed ${SEED}`, () => {
  test(
    "check 3: the primary is killed and its synchronous standby takes over: nothing is lost",
    async () => {
      const { book, promote } = await openPair();
      const payers = startPayers(book, dice(SEED), { steady: true });
      await pause(WARM_MS);
      const since = performance.now();
      await promote();
      const gap = await servedAgain(payers, since);
      await payers.stop();
      console.log(`${payers.paid.length} repayments acknowledged; served again after ${gap} ms (3,000)`);
      expect(await judge(book, payers.paid)).toEqual(NOTHING_WRONG);
      expect(kinds(payers)).toEqual([200, 503]);
    },
    AT_MOST_MS,
  );

  test(
    "control: a standby that was not waited for and had fallen behind has lost some",
    async () => {
      const { primary, standby, book, promote } = await openPair();
      await askDatabase(primary.url, "alter system set synchronous_standby_names = ''");
      await askDatabase(primary.url, "select pg_reload_conf()");
      await askDatabase(standby.url, "alter system set primary_conninfo = ''");
      await askDatabase(standby.url, "select pg_reload_conf()");
      const payers = startPayers(book, dice(SEED), { steady: true });
      await pause(WARM_MS);
      await promote();
      await servedAgain(payers);
      await payers.stop();
      expect((await judge(book, payers.paid)).lost.length).toBeGreaterThan(0);
    },
    AT_MOST_MS,
  );

  test.skipIf(!isRoot)(
    "check 4: the disk refuses to flush the log: PostgreSQL gives up at once, and nothing is lost",
    async () => {
      const postgres = await database();
      const book = await bookOn(postgres.url);
      const payers = startPayers(book, dice(SEED), { steady: true });
      await pause(WARM_MS);
      const backends = await askDatabase(
        postgres.url,
        "select pid from pg_stat_activity where application_name like 'fenqi %'",
      );
      const flags = ["-q", "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO"];
      const strace = spawn("strace", [...flags, ...backends.map(({ pid }) => `-p${pid}`)], { stdio: "ignore" });
      await new Promise((resolve, reject) => strace.once("exit", resolve).once("error", reject));
      const gap = await servedAgain(payers);
      await payers.stop();
      console.log(`${payers.paid.length} repayments acknowledged; served again after ${gap} ms`);
      expect(await judge(book, payers.paid)).toEqual(NOTHING_WRONG);
      expect(kinds(payers)).toEqual([200, 503]);
    },
    AT_MOST_MS,
  );

  test(
    "control: a database that does not wait for its disk has lost some after a crash",
    async () => {
      const postgres = await database();
      const book = await bookOn(postgres.url);
      await askDatabase(postgres.url, "alter system set synchronous_commit = off");
      await askDatabase(postgres.url, "alter system set wal_writer_delay = 10000");
      await askDatabase(postgres.url, "select pg_reload_conf()");
      const payers = startPayers(book, dice(SEED), { steady: true });
      await pause(WARM_MS);
      await postgres.halt("SIGQUIT");
      await postgres.resume();
      await servedAgain(payers);
      await payers.stop();
      expect((await judge(book, payers.paid)).lost.length).toBeGreaterThan(0);
    },
    AT_MOST_MS,
  );

  test.skipIf(!isRoot)(
    "check 5: the disk is full for four seconds: 503, nothing lost, and it goes on by itself",
    async () => {
      const disk = mkdtempSync(path.join(tmpdir(), "fenqi-disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=400m", "tmpfs", disk]);
      onTestFinished(() => {
        execFileSync("umount", ["--lazy", disk]);
        rmSync(disk, { recursive: true, force: true });
      });
      const home = path.join(disk, "postgres");
      mkdirSync(home);
      const postgres = await database({ home });
      const book = await bookOn(postgres.url);
      const payers = startPayers(book, dice(SEED), { steady: true });
      await pause(WARM_MS);
      const ballast = path.join(disk, "ballast");
      fill(ballast);
      await expect.poll(() => payers.answers.get(503) ?? 0, { timeout: SERVED_MS }).toBeGreaterThan(0);
      await pause(4_000);
      const { json: told } = await book.ask("GET", "/v1/announcements");
      expect(told.not_recording_since).toEqual(expect.any(String));
      rmSync(ballast);
      const gap = await servedAgain(payers);
      await payers.stop();
      console.log(`${payers.paid.length} repayments acknowledged; served again after ${gap} ms (1,000)`);
      expect(await judge(book, payers.paid)).toEqual(NOTHING_WRONG);
      expect(kinds(payers)).toEqual([200, 503]);
    },
    AT_MOST_MS,
  );
});
