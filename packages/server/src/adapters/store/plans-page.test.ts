import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlanSort } from "../../engine/ports.ts";
import { anyPlace, START_MS, type TestPlace } from "../../testing/places.ts";
import { openStore, type Store } from "./open-store.ts";
import { plansPage } from "./plans-page.ts";

const SORTS = [
  "created",
  "-created",
  "due",
  "-due",
  "outstanding",
  "-outstanding",
] as const satisfies readonly PlanSort[];
const CURSORS: { readonly [S in (typeof SORTS)[number]]: string } = {
  created: "plan_a",
  "-created": "plan_a",
  due: "2026-11-22~plan_a",
  "-due": "2026-11-22~plan_a",
  outstanding: "120000~plan_a",
  "-outstanding": "120000~plan_a",
};

/** A page of 50 among any number of plans is read off the end of an index: nothing is sorted, and no table read through. */
describe("lists of plans", () => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await anyPlace();
    store = await openStore(place.place);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  /** How the database would read a page, were the table large: sorting and reading it whole are dear. */
  const waysOf = (sort: PlanSort, after: string | undefined) =>
    store.db.transaction().execute(async (trx) => {
      for (const way of ["seqscan", "sort", "bitmapscan", "incremental_sort"]) {
        await sql.raw(`set local enable_${way} = off`).execute(trx);
      }
      const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${plansPage("shop", { sort }, after, 51)}`.execute(
        trx,
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });

  test.each(SORTS)("sorted by %s, the first page and the next come in an index's order", async (sort) => {
    for (const after of [undefined, CURSORS[sort]]) {
      const ways = await waysOf(sort, after);
      expect(ways).toMatch(/Index (Only )?Scan/);
      expect(ways).not.toMatch(/Sort Key|Seq Scan/);
    }
  });
});
