import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { START_MS } from "../../testing/places.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { prepareMarked } from "./prepared.ts";

let embedded: Embedded;
beforeAll(async () => {
  embedded = startEmbedded(null);
  await embedded.ready;
}, START_MS);
afterAll(() => embedded.close());

async function connected<R>(work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ ...embedded.pool });
  await client.connect();
  prepareMarked(client, false);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const ask = async (client: pg.Client) => (await client.query("/* prepared a_number */ select 1 as n")).rows;
const names = async (client: pg.Client) =>
  (await client.query("select name from pg_prepared_statements")).rows.map(({ name }) => name);

test("a connection that comes after another prepares the same names again", async () => {
  expect(await connected(async (client) => [await ask(client), await ask(client), await names(client)])).toEqual([
    [{ n: 1 }],
    [{ n: 1 }],
    ["a_number"],
  ]);
  expect(await connected(async (client) => [await names(client), await ask(client)])).toEqual([[], [{ n: 1 }]]);
});
