import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nextRecord } from "../../engine/audit-chain.ts";
import { POSTGRES, START_MS, type TestPlace } from "../../testing/places.ts";
import { digest } from "../token/ids.ts";
import { writtenBefore } from "./in-order.ts";
import { ledgerStore } from "./ledger-store.ts";
import { openStore, type Store } from "./open-store.ts";
import { planNoticeStore } from "./plan-notice-store.ts";
import { planStore } from "./plan-store.ts";
import { webhookQueue } from "./webhook-queue.ts";

const MERCHANT = "shop";
const PLAN_EVENT = `insert into plan_event (merchant_id, plan_id, n, type, at, body)
  values ('${MERCHANT}', $1, 1, 'plan.row_due', now(), '{}')`;
const ENTRY = `insert into ledger_entry (merchant_id, plan_id, plan_version, kind, booked_on, at, currency)
  values ('${MERCHANT}', null, null, $1, '2026-11-30', now(), 'CNY')`;

const POSTED = `with entry as (${ENTRY} returning seq)
  insert into posting (merchant_id, entry_seq, n, account, amount, currency)
  select '${MERCHANT}', seq, n, account, side * $2::bigint, 'CNY'
  from entry, (values (1, 'bank', 1), (2, 'cash_in_transit', -1)) as line(n, account, side)`;

describe.each(POSTGRES)("readers that go on from where they were, on %s", (_, make) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await make();
    store = await openStore(place.place);
    await sql`insert into merchant (merchant_id, created_at) values (${MERCHANT}, now())`.execute(store.db);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  /** Two writers: the one that began first is given the higher number, and is done while the other still is not. */
  async function crossed(write: (client: pg.Client, name: string) => Promise<unknown>, meanwhile: () => Promise<void>) {
    const url = (place.place as { readonly url: string }).url;
    const [early, late] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
    await Promise.all([early.connect(), late.connect()]);
    try {
      for (const client of [early, late]) await client.query("begin");
      await early.query("select pg_current_xact_id()");
      await write(late, "low");
      await write(early, "high");
      await early.query("commit");
      await meanwhile();
      await late.query("commit");
    } finally {
      await Promise.all([early.end(), late.end()]);
    }
  }

  test("events: none is passed over, whoever of two writers began first", async () => {
    const plans = planStore(store.db, { seal: (t) => t, open: (t) => t }, nextRecord(digest), Date.now);
    await crossed(
      (client, name) => client.query(PLAN_EVENT, [name]),
      async () => expect(await plans.events(MERCHANT, 0, undefined, 10)).toEqual([]),
    );
    expect((await plans.events(MERCHANT, 0, undefined, 10)).map(({ plan }) => plan)).toEqual(["low", "high"]);
  });

  test("the ledger's entries: none is passed over either", async () => {
    const ledger = ledgerStore(store.db);
    await crossed(
      (client, name) => client.query(ENTRY, [name]),
      async () => expect(await ledger.entries(MERCHANT, undefined, 0, 10)).toEqual([]),
    );
    expect((await ledger.entries(MERCHANT, undefined, 0, 10)).map(({ kind }) => kind)).toEqual(["low", "high"]);
  });

  test("an account's lines: each balance follows from the line before", async () => {
    const statement = (after: number) =>
      ledgerStore(store.db).statement(MERCHANT, { account: "bank", partner: null, currency: "CNY" }, after, 10);
    await crossed(
      (client, name) => client.query(POSTED, [name, name === "low" ? 5 : 7]),
      async () => expect(await statement(0)).toEqual([]),
    );
    expect((await statement(0)).map(({ kind, balance }) => [kind, balance])).toEqual([
      ["low", 5],
      ["high", 12],
    ]);
  });

  test("letters and webhooks go on from what cannot be preceded any more", async () => {
    const [notices, queue] = [planNoticeStore(store.db), webhookQueue(store.db)];
    await sql`insert into plan_notice_place (merchant_id, seq) select ${MERCHANT}, max(seq) from plan_event`.execute(
      store.db,
    );
    await sql`
      insert into webhook_endpoint (merchant_id, id, url, events, secrets, state, worker, created_at, created_by, event_seq,
        plan_event_seq)
      select ${MERCHANT}, 'we', 'https://shop.example', '{*}', '', 'enabled', 'w', now(), 'w', 0, max(seq)
      from plan_event`.execute(store.db);
    const held = { merchant: MERCHANT, id: "we", url: "", secrets: "" };
    await crossed(
      (client, name) => client.query(PLAN_EVENT, [`${name}er`]),
      async () => {
        expect(await notices.page(MERCHANT, [], 10)).toBeUndefined();
        expect(await queue.fresh(held, "w", 10)).toBeUndefined();
      },
    );
    const { rows } = await sql<{ last: string }>`select max(seq) as last from plan_event`.execute(store.db);
    expect((await notices.page(MERCHANT, [], 10))?.to).toBe(Number(rows[0]!.last));
    expect((await queue.fresh(held, "w", 10))?.events.map(({ subject }) => subject)).toEqual(["lower", "higher"]);
  });

  test("what has written and is not done holds back what came after it began, and what has written nothing does not", async () => {
    const client = new pg.Client({ connectionString: (place.place as { readonly url: string }).url });
    await client.connect();
    await client.query("begin");
    await client.query("select 1");
    const ago = async () => Date.now() - Date.parse(await writtenBefore(store.db));
    expect(await ago()).toBeLessThan(5_000);
    await client.query("select pg_current_xact_id()");
    const began = await client.query<{ at: Date }>("select now() as at");
    expect(Date.parse(await writtenBefore(store.db))).toBe(began.rows[0]!.at.getTime());
    await client.end();
  });
});
