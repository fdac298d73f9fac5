import { randomBytes } from "node:crypto";
import pg from "pg";
import type { StorePlace } from "../adapters/store/open-store.ts";

/** A store of its own, empty, and how to be rid of it. */
export interface TestPlace {
  readonly place: StorePlace;
  drop(): Promise<void>;
}

/** Making an embedded database takes seconds; on a machine that does ten other things, a minute. */
export const START_MS = 180_000;

const { FENQI_TEST_DATABASE_URL: admin, FENQI_TEST_TEMPLATE: template } = process.env;

async function statement(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** An empty database of PostgreSQL's, or a copy of another. */
export async function newDatabase(source = "template1"): Promise<TestPlace> {
  const name = `fenqi_test_${randomBytes(6).toString("hex")}`;
  await statement(`create database ${name} template ${source}`);
  const url = new URL(admin!);
  url.pathname = `/${name}`;
  return {
    place: { kind: "postgres", url: url.href, connections: 4 },
    drop: () => statement(`drop database ${name} with (force)`),
  };
}

const inMemory = async (): Promise<TestPlace> => ({ place: { kind: "embedded", folder: null }, drop: async () => {} });

/** Every kind of store that is there to be tested: PGlite always, PostgreSQL where FENQI_TEST_DATABASE_URL names one. */
export const PLACES: readonly (readonly [string, () => Promise<TestPlace>])[] = [
  ["PGlite", inMemory],
  ...(admin ? [["PostgreSQL", () => newDatabase(template)] as const] : []),
];

/** PostgreSQL only, for what takes more than one process. */
export const POSTGRES = PLACES.slice(1);

/** One store, the one that starts soonest, for what is not about stores. */
export const anyPlace = (): Promise<TestPlace> => PLACES.at(-1)![1]();
