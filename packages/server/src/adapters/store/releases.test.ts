import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { PLACES, POSTGRES, START_MS, type TestPlace } from "../../testing/places.ts";
import { connectionName, MIGRATIONS_FOLDER, migrate, NewerDatabase, OlderRunning } from "./migrate.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import type { Tables } from "./tables.ts";

const NEWEST = connectionName().slice(-6);

/** A later release's folder of migrations: this one's, and these. */
function laterRelease(migrations: { readonly [file: string]: string }): string {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-later-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
  for (const [file, text] of Object.entries(migrations)) writeFileSync(path.join(folder, file), text);
  return folder;
}

const EXPANDS = { "900000-nickname.sql": "alter table merchant add column nickname text" };
const CONTRACTS = { ...EXPANDS, "900001-contract-900000-nickname.sql": "alter table merchant drop column nickname" };

/** The database as another release's process has it. */
async function as<T>(folder: string, { place }: TestPlace, store: OpenStore, work: (db: Kysely<Tables>) => Promise<T>) {
  if (place.kind === "embedded") return work(store.db);
  const pool = new pg.Pool({ connectionString: place.url, application_name: connectionName(folder) });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return work(db).finally(() => db.destroy());
}

describe.each(PLACES)("releases on %s", (_, open) => {
  let place: TestPlace;
  let store: OpenStore;
  beforeAll(async () => {
    place = await open();
    store = await openStore(place.place);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });
  const upgrade = (folder: string) => as(folder, place, store, (db) => migrate(db, folder));

  test("what a later one has added does not keep an earlier one from starting", async () => {
    expect(await upgrade(laterRelease(EXPANDS))).toEqual(["900000-nickname"]);
    expect(await migrate(store.db)).toEqual([]);
  });

  test("one that knows how to do without what was taken away starts, and one that does not is refused", async () => {
    const words = `900001-contract-${NEWEST}-words`;
    expect(await upgrade(laterRelease({ ...EXPANDS, [`${words}.sql`]: "select 1" }))).toEqual([words]);
    expect(await migrate(store.db)).toEqual([]);
    await sql`insert into kysely_migration values ('900002-contract-900001-more', '2027-01-01')`.execute(store.db);
    const refused = migrate(store.db);
    await expect(refused).rejects.toThrow(NewerDatabase);
    await expect(refused).rejects.toThrow(/900002-contract-900001-more.*Start that release/);
  });
});

describe.each(POSTGRES)("releases side by side on %s", (_, open) => {
  async function opened() {
    const place = await open();
    onTestFinished(() => place.drop());
    const store = await openStore(place.place);
    const upgrade = (folder: string) => as(folder, place, store, (db) => migrate(db, folder));
    return { place: place.place, store, upgrade };
  }

  test("nothing is taken away, or changed at all, while an earlier one uses it", async () => {
    const { place, store, upgrade } = await opened();
    const folder = laterRelease(CONTRACTS);
    await expect(upgrade(folder)).rejects.toThrow(OlderRunning);
    await expect(upgrade(folder)).rejects.toThrow(/900001-contract-900000-nickname takes away what they use/);
    const { rows } = await sql`select from kysely_migration where name >= '900000'`.execute(store.db);
    expect(rows).toEqual([]);
    expect(await migrate(store.db)).toEqual([]);

    await store.close();
    expect(await upgrade(folder)).toEqual(["900000-nickname", "900001-contract-900000-nickname"]);
    await expect(openStore(place)).rejects.toThrow(NewerDatabase);
  });

  test("a process from before connections were called by their number is an earlier one", async () => {
    const { place, store, upgrade } = await opened();
    const folder = laterRelease({ [`900000-contract-${NEWEST}-words.sql`]: "select 1" });
    const old = new pg.Client({ connectionString: (place as { url: string }).url, application_name: "fenqi" });
    await old.connect();
    await expect(upgrade(folder)).rejects.toThrow(OlderRunning);
    await old.end();
    // This release's own processes know what is needed, and run on.
    await expect.poll(() => upgrade(folder), { timeout: 5_000 }).toEqual([`900000-contract-${NEWEST}-words`]);
    await store.close();
  });
});

/** What an earlier release may still use is gone after these, or its rows are refused. */
const TAKES_AWAY = [
  /\bdrop\s+(?:table|column|view|function|schema|type|sequence)\b/i,
  /\brename\s+(?:to|column|constraint)\b/i,
  /\balter\s+column\s+\w+\s+(?:type|set\s+not\s+null|drop\s+default)\b/i,
  /\badd\s+column\s+[^,;]*\bnot\s+null\b(?![^,;]*\bdefault\b)/i,
];
const BEFORE_THE_RULE = "000039";

const takesAway = (text: string) => TAKES_AWAY.some((form) => form.test(text.replace(/^\s*--.*$/gm, "")));

test.each([
  ["drop table plan", true],
  ["alter table plan\n  drop column state", true],
  ["alter table plan rename column state to standing", true],
  ["alter table plan alter column state set not null", true],
  ["alter table plan add column note text not null", true],
  ["alter table plan add column note text not null default ''", false],
  ["-- drop table plan\ncreate or replace function f() returns integer language sql as 'select 1'", false],
  ["drop index plan_by_order; create index plan_by_order on plan (merchant_id)", false],
] as const)("%j takes away: %s", (text, expected) => expect(takesAway(text)).toBe(expected));

test("a migration that takes away says so in its name", () => {
  const silent = readdirSync(MIGRATIONS_FOLDER).filter(
    (file) =>
      file.slice(0, 6) > BEFORE_THE_RULE &&
      !/^\d{6}-contract-/.test(file) &&
      takesAway(readFileSync(path.join(MIGRATIONS_FOLDER, file), "utf8")),
  );
  expect(silent).toEqual([]);
});
