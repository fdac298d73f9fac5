import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLACES, START_MS, type TestPlace } from "../../testing/places.ts";
import { openStore, type Store } from "./open-store.ts";

const AT = "2026-11-22T02:00:00.000Z";
const plan = {
  id: "p1",
  expected: 0,
  state: "active",
  order_ref: "o",
  quote_id: "q",
  offer: "o",
  partner: "p",
  currency: "CNY",
  earning: "loan",
  credit: 0,
  next_due_on: "infinity",
  outstanding: 0,
  events: 0,
  created_at: AT,
  body: "{}",
};

describe.each(PLACES)("the ledger's own rules on %s", (_, make) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await make();
    store = await openStore(place.place);
    await sql`insert into merchant (merchant_id, created_at) values ('m', now())`.execute(store.db);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  type Line = readonly [account: string, amount: number];
  const book = (expected: number, lines: readonly Line[]) => {
    const entry = {
      n: 0,
      plan_id: "p1",
      plan_version: 1,
      kind: "repay",
      booked_on: "2026-11-22",
      at: AT,
      currency: "CNY",
    };
    const postings = lines.map(([account, amount], at) => ({ entry: 0, n: at + 1, account, amount }));
    const plans = JSON.stringify([{ ...plan, expected }]);
    return sql<{ kept: string[] }>`select commit_decisions('m', ${plans}, null, null, ${JSON.stringify([entry])},
      ${JSON.stringify(postings)}, null, null, null, null, null) as kept`.execute(store.db);
  };
  const count = async () =>
    Number((await sql<{ n: string }>`select count(*) as n from posting`.execute(store.db)).rows[0]!.n);

  test("a transaction that balances is kept, and one from a version that has moved on is not", async () => {
    expect(
      (
        await book(0, [
          ["bank", 5],
          ["cash_in_transit", -5],
        ])
      ).rows[0]!.kept,
    ).toEqual(["p1"]);
    expect(
      (
        await book(7, [
          ["bank", 5],
          ["cash_in_transit", -5],
        ])
      ).rows[0]!.kept,
    ).toEqual([]);
    expect(await count()).toBe(2);
  });

  test.each<readonly [string, readonly Line[]]>([
    [
      "is off",
      [
        ["bank", 5],
        ["cash_in_transit", -4],
      ],
    ],
    ["has one side", [["bank", 5]]],
    [
      "balances only with the memo accounts",
      [
        ["bank", 5],
        ["memo_shopper_owes", -5],
      ],
    ],
  ])("a transaction that %s is refused whole", async (_what, lines) => {
    await expect(book(1, lines)).rejects.toThrow(/is off by/);
    expect(await count()).toBe(2);
  });

  test("a line added to an old transaction is refused", async () => {
    await expect(
      sql`insert into posting select merchant_id, entry_seq, 9, 'bank', null, 1, 'CNY' from posting limit 1`.execute(
        store.db,
      ),
    ).rejects.toThrow(/is off by/);
  });

  test("a plan is not deleted, nor where it stands, and a row without its plan or entry is found", async () => {
    for (const table of ["plan", "plan_standing"]) {
      await expect(sql`delete from ${sql.table(table)}`.execute(store.db)).rejects.toThrow(/append-only/);
      await expect(sql`truncate ${sql.table(table)} cascade`.execute(store.db)).rejects.toThrow(/append-only/);
    }
    const ownerless = () => sql`select name, rows::integer from ownerless_rows('m') order by name`.execute(store.db);
    expect((await ownerless()).rows).toEqual([]);
    await sql`insert into plan_event (merchant_id, plan_id, n, type, at, body) values ('m', 'nobody', 1, 'x', now(), '{}')`.execute(
      store.db,
    );
    await sql`insert into posting values ('m', 999, 1, 'bank', null, 5, 'CNY'), ('m', 999, 2, 'bank', null, -5, 'CNY')`.execute(
      store.db,
    );
    expect((await ownerless()).rows).toEqual([
      { name: "plan_event", rows: 1 },
      { name: "posting", rows: 2 },
    ]);
  });

  test.each(["ledger_entry", "posting", "plan_event", "consent"])("%s cannot be rewritten", async (table) => {
    await expect(sql`truncate ${sql.table(table)} cascade`.execute(store.db)).rejects.toThrow(/append-only/);
  });

  test("entries and their lines can be neither changed nor deleted", async () => {
    for (const statement of [
      "update posting set amount = 1",
      "delete from posting",
      "update ledger_entry set kind = 'x'",
      "delete from ledger_entry",
    ]) {
      await expect(sql.raw(statement).execute(store.db)).rejects.toThrow(/append-only/);
    }
  });
});
