import { openStore } from "../adapters/store/open-store.ts";
import { newDatabase } from "./places.ts";

/** Before all tests: brings one database of PostgreSQL's up to this release, for every test to have a copy of. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.FENQI_TEST_DATABASE_URL === undefined) return undefined;
  const { place, drop } = await newDatabase();
  if (place.kind !== "postgres") return drop;
  await (await openStore(place)).close();
  process.env.FENQI_TEST_TEMPLATE = new URL(place.url).pathname.slice(1);
  return drop;
}
