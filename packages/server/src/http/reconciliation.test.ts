import { checkShape, ROUTES } from "@fenqi/contract";
import { explainRows, packing } from "@fenqi/core/reconciliation";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reconciliationChangeIn } from "../adapters/store/reconciliation-change.ts";
import { reconciliationStore } from "../adapters/store/reconciliation-store.ts";
import { BOOKED_ON, plantBooks, settlementCsv, type Told } from "../testing/books.ts";
import { PLACES, START_MS } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const COUNT = 2_000;
const PARTS = [
  "missing_here",
  "missing_there",
  "duplicate",
  "currency_differs",
  "amount_differs",
  "fee_differs",
] as const;
type Part = (typeof PARTS)[number];
interface Planted {
  readonly rows: Told[];
  /** References by the exception that they must make. */
  readonly wanted: Map<Part, string[]>;
}

/** How a row is made wrong for each exception. */
const WRONG: { readonly [P in Part]: (row: Told, at: number) => Told[] } = {
  missing_here: (row, at) => [row, { ...row, reference: `unknown_${at}` }],
  missing_there: () => [],
  duplicate: (row) => [row, row],
  currency_differs: (row) => [{ ...row, currency: "USD" }],
  amount_differs: (row) => [{ ...row, amount: row.amount - 1 }],
  fee_differs: (row) => [{ ...row, fee: row.fee + 3 }],
};

/** About one row in a hundred is made wrong, in every way in turn. */
function plantDifferences(rows: readonly Told[]): Planted {
  const wanted = new Map<Part, string[]>(PARTS.map((part) => [part, []]));
  const wrong = rows.flatMap((row, at) => {
    if (at % 97 !== 5) return [row];
    const part = PARTS[Math.floor(at / 97) % PARTS.length]!;
    const made = WRONG[part](row, at);
    wanted.get(part)!.push((made.at(-1) ?? row).reference);
    return made;
  });
  // No order is promised: the file has the last first.
  return { rows: wrong.reverse(), wanted };
}

describe.each(PLACES)("a settlement file on %s", (_, open) => {
  let server: TestServer;
  const upload = (csv: string, query = "partner=wallet&format=sandbox", key = server.secret) =>
    server.ask("POST", `/v1/settlement-files?${query}`, undefined, {
      raw: csv,
      key,
      headers: { "content-type": "text/csv" },
    });
  const exceptionsOf = async (id: string, query = "") => {
    const items = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { json } = await server.ask(
        "GET",
        `/v1/reconciliations/${id}/exceptions?${query}${cursor && `&cursor=${cursor}`}`,
      );
      expect(checkShape(ROUTES.listExceptions.answer.schema, json)).toEqual([]);
      items.push(...json.items);
      cursor = json.next_cursor;
    }
    return items;
  };
  /** Balances of the accounts that a partner's money passes, and whether everything balances. */
  const balances = async (): Promise<{ [account: string]: number }> => {
    const { rows } = await sql<{ account: string; sum: string }>`
      select account, sum(amount) as sum from posting where currency = 'CNY' group by account`.execute(server.store.db);
    const sums = Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]));
    expect(Object.values(sums).reduce((all, one) => all + one, 0)).toBe(0);
    return sums;
  };

  beforeAll(async () => {
    server = await testServer(await open(), { reconcileAloneUpTo: 100 });
  }, START_MS);
  afterAll(() => server.close());

  test("with one difference in a hundred: all are found, none that is not there, and every cent is explained", async () => {
    const told = await plantBooks(server.store.db, "shop", "wallet", COUNT);
    const { rows, wanted } = plantDifferences(told);
    const { status, json } = await upload(settlementCsv(rows));
    expect(status, JSON.stringify(json)).toBe(200);
    expect(checkShape(ROUTES.importSettlementFile.answer.schema, json)).toEqual([]);
    expect(json).toMatchObject({ state: "done", rows: rows.length, from: BOOKED_ON, until: BOOKED_ON });

    const found = await exceptionsOf(json.id);
    for (const part of PARTS) {
      const references = found.filter(({ reason }) => reason === part).map(({ reference }) => reference);
      expect(references.sort(), part).toEqual(wanted.get(part)!.sort());
    }
    const cny = json.summary.find(({ currency }: { currency: string }) => currency === "CNY");
    const sumOf = (of: readonly Told[]) => of.reduce((sum, { amount, fee }) => sum + amount - fee, 0);
    const net = ({ amount, fee }: { amount: number; fee: number }) => amount - fee;
    expect(net(cny.there)).toBe(sumOf(rows.filter(({ currency }) => currency === "CNY")));
    expect(net(cny.here)).toBe(sumOf(told));
    for (const side of ["there", "here"]) {
      const parts = cny.parts.map((part: { [side: string]: { amount: number; fee: number } }) => net(part[side]!));
      expect(parts.reduce((sum: number, each: number) => sum + each, 0)).toBe(net(cny[side]));
    }
    const left = await balances();
    expect(left.cash_in_transit).toBe(net(cny.there));
    const noCounterpart = found.filter(({ there, here, reason }) => there && (!here || reason === "currency_differs"));
    const came = noCounterpart.filter(({ there }) => there.currency === "CNY" && net(there) > 0);
    expect(left.unapplied_credit).toBe(0 - came.reduce((sum, { there }) => sum + net(there), 0));
  });

  test("comes again and changes nothing; as another partner's it is another file", async () => {
    const { json } = await server.ask("GET", "/v1/reconciliations?partner=wallet");
    const before = await balances();
    const [first] = json.items;
    const { rows } = plantDifferences(await toldAgain(server));
    const again = await upload(settlementCsv(rows));
    expect(again.json).toEqual(first);
    expect(await balances()).toEqual(before);
  });

  test("that tells later what was missing clears it; what was told before is a duplicate", async () => {
    const [run] = (await server.ask("GET", "/v1/reconciliations")).json.items;
    const [missing, ...others] = await exceptionsOf(run.id, "reason=missing_there");
    const { amount, fee } = missing.here;
    const row = {
      ...missing,
      amount,
      fee,
      request: missing.request ?? "",
      currency: "CNY",
      at: "2026-11-26T01:00:00Z",
    };
    const { reference, request, kind, currency, at } = row;
    const csv = settlementCsv([{ reference, request, kind, amount, fee, currency, at }]);
    const later = await upload(csv, "partner=wallet&format=sandbox&from=2026-11-26&until=2026-11-26");
    expect(later.json.summary[0].parts).toMatchObject([{ part: "matched", there: { rows: 1 } }]);
    const still = await exceptionsOf(run.id, "reason=missing_there");
    expect(still.map(({ state, cleared_by }) => [state, cleared_by])).toEqual([
      ["cleared", later.json.id],
      ...others.map(() => ["open", null]),
    ]);
    const twice = await upload(`${csv}\n`);
    expect(twice.json.summary[0].parts).toMatchObject([{ part: "duplicate", there: { rows: 1 }, here: { rows: 0 } }]);
  });

  test("is resolved with a note, by two people above the threshold, and undone to the cent", async () => {
    const person = async (name: string) => {
      const body = { kind: "secret", mode: "test", name, role: "finance", person: name };
      return (await server.ask("POST", "/v1/keys", body)).json.key as string;
    };
    const [an, bo] = [await person("an"), await person("bo")];
    const run = (await server.ask("GET", "/v1/reconciliations")).json.items.at(-1).id;
    const move = (id: string, verb: string, body: object, key: string) =>
      server.ask("POST", `/v1/reconciliations/${run}/exceptions/${id}/${verb}`, body, { key });
    const before = await balances();

    const [fee] = await exceptionsOf(run, "reason=fee_differs&state=open");
    const small = await move(fee.id, "resolve", { resolution: "accepted", note: "new price list" }, an);
    expect(small.json).toMatchObject({ state: "resolved", decision: { by: "an", approved_by: null } });
    expect((await balances()).partner_fees).toBe(3);

    const [gone] = await exceptionsOf(run, "reason=missing_there&state=open");
    const asked = await move(gone.id, "resolve", { resolution: "accepted", note: "partner is bankrupt" }, an);
    expect(asked.json).toMatchObject({ state: "proposed", decision: { approved_by: null } });
    expect((await move(gone.id, "approve", {}, an)).json.code).toBe("four_eyes");
    const agreed = await move(gone.id, "approve", {}, bo);
    expect(agreed.json).toMatchObject({ state: "resolved", decision: { by: "an", approved_by: "bo" } });
    expect((await balances()).write_offs).toBe(Math.abs(gone.here.amount - gone.here.fee));

    expect((await move(fee.id, "undo", { note: "wrong" }, an)).json).toMatchObject({ state: "open", decision: null });
    expect((await move(gone.id, "undo", { note: "it pays" }, bo)).json).toMatchObject({ state: "undo_proposed" });
    expect((await move(gone.id, "approve", {}, bo)).json.code).toBe("four_eyes");
    expect((await move(gone.id, "approve", {}, an)).json).toMatchObject({ state: "open", decision: null });
    const after = await balances();
    expect({ ...after, partner_fees: 0, write_offs: 0 }).toEqual({ ...before, partner_fees: 0, write_offs: 0 });

    const again = await move(fee.id, "undo", { note: "twice" }, an);
    expect([again.status, again.json.code]).toEqual([409, "move_not_allowed"]);
    const [dollars] = await exceptionsOf(run, "reason=currency_differs");
    const refused = await move(dollars.id, "resolve", { resolution: "accepted", note: "no" }, an);
    expect([refused.status, refused.json.code]).toEqual([422, "resolution_not_possible"]);
  });

  test("that is not sound leaves no trace", async () => {
    const rows = plantDifferences(await toldAgain(server)).rows.slice(0, 20);
    const unsound = await upload(`${settlementCsv(rows)}\nplan_1,,capture,1.5,0,CNY,2026-11-24T00:00:00Z`);
    expect([unsound.status, unsound.json.code, unsound.json.errors[0].code]).toEqual([
      422,
      "settlement_file_unsound",
      "amount",
    ]);
    expect(unsound.json.errors[0].detail).toContain("line 22");
    const { rows: left } = await sql`select id from reconciliation where state = 'importing'`.execute(server.store.db);
    expect(left).toEqual([]);
  });

  test("whose import broke off goes on when it comes again", async () => {
    const told = await plantBooks(server.store.db, "shop", "bank", 50);
    const csv = settlementCsv(told);
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256").update(csv).digest("hex");
    await sql`
      insert into reconciliation (merchant_id, id, partner, file_hash, bytes, state, created_at, created_by)
      values ('shop', 'rec_broken', 'bank', ${hash}, 1, 'importing', now(), 'an')`.execute(server.store.db);
    // Its rows 3 to 7 had come.
    const store = reconciliationStore(server.store.db);
    const broken = (await store.read("shop", "rec_broken"))!;
    await store.addRows(broken, 3, rowsOf(told.slice(2, 7)));
    expect(await store.keptRows(broken)).toEqual([{ first: 3, rows: 5 }]);
    const { json } = await upload(csv, "partner=bank&format=sandbox");
    expect(json).toMatchObject({ id: "rec_broken", state: "done", rows: told.length });
    expect(json.summary[0].parts).toMatchObject([{ part: "matched", there: { rows: told.length } }]);
    const { rows: left } = await sql`select from settlement_row where reconciliation_id = 'rec_broken'`.execute(
      server.store.db,
    );
    expect(left).toEqual([]);
  });

  test("is kept a stretch at a time, side by side and twice; what is forgotten is free again", async () => {
    const told = await plantBooks(server.store.db, "shop", "card", 40);
    const store = reconciliationStore(server.store.db);
    const file = (id: string, fileHash: string) =>
      store.open("shop", { id, partner: "card", fileHash, bytes: 1, createdAt: told[0]!.at, createdBy: "an" });
    const one = await file("rec_one", "1".repeat(64));
    // A word that is none of the books', with all that an array would have to be told of.
    const strange = { ...told[0]!, reference: '"},{\\NULL,' };
    const stretches = [
      [1, rowsOf([...told.slice(0, 30), strange])],
      [32, rowsOf([...told.slice(20), told[0]!])],
    ] as const;
    await Promise.all([...stretches, ...stretches].map(([first, rows]) => store.addRows(one, first, rows)));
    expect(await store.keptRows(one)).toEqual([
      { first: 1, rows: 31 },
      { first: 32, rows: told.length - 19 },
    ]);
    const loose = await store.looseRows(one, 100);
    expect(loose).toHaveLength(1 + 10 + 1);
    expect(loose).toContainEqual({ ...strange, request: null, n: 31 });

    const two = await file("rec_two", "2".repeat(64));
    await store.addRows(two, 1, rowsOf(told));
    expect(await store.looseRows(two, 100)).toHaveLength(told.length);
    await store.forget(one);
    await store.forget(two);
    const near = await file("rec_near", "4".repeat(64));
    await store.addRows(near, 1, rowsOf([{ ...told[0]!, fee: told[0]!.fee + 3 }]));
    const taken = async () => {
      const booked = await store.movements(near, [told[0]!.reference]);
      return booked.map((each) => each.taken);
    };
    expect(await taken()).toEqual([false]);
    const rows = await store.looseRows(near, 100);
    await store.explain(near, explainRows(rows, await store.movements(near, [told[0]!.reference])));
    expect(await taken()).toEqual([true]);
    await store.forget(near);
    expect(await taken()).toEqual([false]);
    const three = await file("rec_three", "3".repeat(64));
    await store.addRows(three, 1, rowsOf(told));
    expect(await store.looseRows(three, 100)).toEqual([]);
  });

  test("comes to the same in the books' order and in any other", async () => {
    const told = await plantBooks(server.store.db, "shop", "order", 60);
    const store = reconciliationStore(server.store.db);
    const [lost, twice, dear] = [told[7]!, told[20]!, { ...told[31]!, amount: told[31]!.amount + 1 }];
    const rows = told.flatMap((row) =>
      row === lost ? [] : row === twice ? [row, row] : row.reference === dear.reference ? [dear] : [row],
    );
    const orders = [
      rows,
      rows.toReversed(),
      // The first row is not where the stretch of the books begins that they are from.
      [rows[10]!, ...rows.slice(0, 10), ...rows.slice(11)],
      [...rows.slice(30), ...rows.slice(0, 30)],
      [...rows.slice(0, 3), ...rows.slice(50), ...rows.slice(3, 50)],
      // Nothing is told apart by a request that either side lacks.
      rows.map((row) => ({ ...row, request: "" })),
      rows.map((row) => ({ ...row, request: row.request || "theirs" })),
    ];
    for (const [index, order] of orders.entries()) {
      const of = { id: `rec_order${index}`, partner: "order", bytes: 1, createdAt: told[0]!.at, createdBy: "an" };
      const file = await store.open("shop", { ...of, fileHash: String(index).repeat(64) });
      await store.addRows(file, 1, rowsOf(order));
      const loose = await store.looseRows(file, 100);
      expect(loose.map(({ reference, amount }) => [reference, amount])).toEqual(
        [twice, dear].map(({ reference, amount }) => [reference, amount]).sort(),
      );
      // Each row's own movement, in the order of the file.
      const isLoose = new Set(loose.map(({ n }) => n));
      const { rows: movements } = await sql<{ reference: string; amount: string }>`
        select m.reference, m.amount from settlement_page p cross join unnest(p.entries) with ordinality as e(entry_seq, n)
        join partner_movement m on m.merchant_id = 'shop' and m.entry_seq = e.entry_seq
        where p.reconciliation_id = ${file.id} order by e.n`.execute(server.store.db);
      const matched = order.filter((_row, at) => !isLoose.has(at + 1));
      expect(movements.map(({ reference, amount }) => [reference, Number(amount)])).toEqual(
        matched.map(({ reference, amount }) => [reference, amount]),
      );
      await store.forget(file);
    }
    const refund = told.findLastIndex(({ request }) => request !== "");
    const file = await store.open("shop", {
      ...{ id: "rec_request", partner: "order", bytes: 1, createdAt: told[0]!.at, createdBy: "an" },
      fileHash: "r".repeat(64),
    });
    await store.addRows(file, 1, rowsOf(told.with(refund, { ...told[refund]!, request: "theirs" })));
    expect(await store.looseRows(file, 100)).toMatchObject([{ n: refund + 1, request: "theirs" }]);
  });

  test("lacks what another file tells before it ends: that file clears it", async () => {
    const told = await plantBooks(server.store.db, "shop", "late", 30);
    const store = reconciliationStore(server.store.db);
    const file = (id: string, fileHash: string) =>
      store.open("shop", { id, partner: "late", fileHash, bytes: 1, createdAt: told[0]!.at, createdBy: "an" });
    const [lacking, telling] = [await file("rec_lacking", "5".repeat(64)), await file("rec_telling", "6".repeat(64))];
    const [from, until] = [0, Number.MAX_SAFE_INTEGER].map((entry) => ({ on: BOOKED_ON, entry }));
    await store.missThere(lacking, from!, until!, 1_000);
    const rows = [...told.slice(3, 9), { ...told[20]!, amount: told[20]!.amount + 1 }];
    await store.addRows(telling, 1, rowsOf(rows));
    const loose = await store.looseRows(telling, 10);
    await store.explain(telling, explainRows(loose, await store.movements(telling, [told[20]!.reference])));
    await reconciliationChangeIn(server.store.db, "shop").clearMissing("rec_lacking");
    const found = await store.exceptions("shop", "rec_lacking", {}, undefined, 1_000);
    expect(found).toHaveLength(told.length);
    const cleared = found.filter(({ state }) => state === "cleared");
    expect(cleared.map(({ reference }) => reference).sort()).toEqual(rows.map(({ reference }) => reference).sort());
    expect(new Set(cleared.map(({ clearedBy }) => clearedBy))).toEqual(new Set(["rec_telling"]));
  });

  test.each<[string, string, string, number, string]>([
    ["a partner that nobody knows", "partner=nobody&format=sandbox", "text/csv", 422, "unknown_partner"],
    ["a form that nobody can guess", "partner=wallet", "text/csv", 422, "settlement_format_needed"],
    ["a day that does not exist", "partner=wallet&format=sandbox&from=2026-02-30", "text/csv", 422, "invalid_date"],
    ["JSON", "partner=wallet&format=sandbox", "application/json", 415, "media_type_unsupported"],
    ["no partner", "format=sandbox", "text/csv", 400, "invalid_request"],
  ])("with %s is refused", async (_what, query, type, status, code) => {
    const answer = await server.ask("POST", `/v1/settlement-files?${query}`, undefined, {
      raw: "{}",
      headers: { "content-type": type },
    });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  test("lacks what no file tells, looked for in two stretches at a time", async () => {
    const told = await plantBooks(server.store.db, "shop", "split", 40);
    const store = reconciliationStore(server.store.db);
    const of = { partner: "split", bytes: 1, createdAt: told[0]!.at, createdBy: "an" };
    const empty = await store.open("shop", { ...of, id: "rec_empty", fileHash: "8".repeat(64) });
    expect(await store.middle(empty)).toBeUndefined();
    const file = await store.open("shop", { ...of, id: "rec_split", fileHash: "9".repeat(64) });
    const { rows } = await sql<{ entry: string }>`
      select entry_seq as entry from partner_movement where partner = 'split' order by entry_seq`.execute(
      server.store.db,
    );
    const places = rows.map(({ entry }) => ({ on: BOOKED_ON, entry: Number(entry) }));
    const lost = [0, 1, 20, 21, 22, 43];
    await store.addRows(file, 1, rowsOf(told.filter((_row, at) => !lost.includes(at)).toReversed()));
    const middle = (await store.middle(file))!;
    const at = places.findIndex(({ entry }) => entry === middle.entry);
    expect(at).toBeGreaterThan(15);
    expect(at).toBeLessThan(28);
    // Its end is in the stretch, its beginning is not.
    const [first, last] = [0, Number.MAX_SAFE_INTEGER].map((entry) => ({ on: BOOKED_ON, entry }));
    for (const [begin, end, missing] of [
      [first!, places[21]!, [0, 1, 20, 21]],
      [places[21]!, last!, [0, 1, 20, 21, 22, 43]],
    ] as const) {
      for (let place = await store.missThere(file, begin, end, 7); place; ) {
        place = await store.missThere(file, place, end, 7);
      }
      const found = await store.exceptions("shop", file.id, {}, undefined, 100);
      expect(found.map(({ reference }) => reference).sort()).toEqual(
        missing.map((each) => told[each]!.reference).sort(),
      );
    }
  });

  test("another route takes no file", async () => {
    const answer = await server.ask("POST", "/v1/keys", undefined, {
      raw: "a,b",
      headers: { "content-type": "text/csv" },
    });
    expect(answer.status).toBe(415);
  });
});

function rowsOf(told: readonly Told[]) {
  const rows = packing();
  rows.add(told.map((row) => ({ ...row, request: row.request || null, kind: row.kind as "capture" })));
  return rows.take();
}

/** What the wallet's file should say, read back from the books. */
async function toldAgain(server: TestServer): Promise<Told[]> {
  const { rows } = await sql<Omit<Told, "at"> & { readonly amount: string; readonly fee: string }>`
    select reference, coalesce(request, '') as request, kind, amount, fee, currency
    from partner_movement where partner = 'wallet' order by entry_seq`.execute(server.store.db);
  return rows.map((row) => ({
    ...row,
    amount: Number(row.amount),
    fee: Number(row.fee),
    at: "2026-11-24T04:00:00.000Z",
  }));
}
