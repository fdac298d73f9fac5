import { readdirSync } from "node:fs";
import path from "node:path";
import { withStandardExplanations } from "@fenqi/core/catalogue";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nextRecord } from "../../engine/audit-chain.ts";
import type { AnsweredQuestion, Change, ChangeStore, Once, QuoteRow } from "../../engine/ports.ts";
import { fixtureCatalogue } from "../../testing/fixture.ts";
import { newDatabase, PLACES, POSTGRES, START_MS, type TestPlace } from "../../testing/places.ts";
import { digest } from "../token/ids.ts";
import { vault } from "../token/vault.ts";
import { adjustmentStore } from "./adjustment-store.ts";
import { catalogueStore } from "./catalogue-store.ts";
import { changeStore } from "./change-store.ts";
import { keyStore } from "./key-store.ts";
import { migrate } from "./migrate.ts";
import { openStore, type Store } from "./open-store.ts";
import { quoteStore } from "./quote-store.ts";

const MIGRATIONS = readdirSync(path.resolve(import.meta.dirname, "../../../migrations"))
  .sort()
  .map((name) => name.replace(".sql", ""));
const next = nextRecord(digest);
const AT = "2026-11-22T02:28:00.000Z";
const plain = { seal: (text: string) => `sealed ${text}`, open: (text: string) => text.slice("sealed ".length) };

const adjustment = (id: string, createdAt = AT) => ({
  adjustment: {
    id,
    kind: "suspend" as const,
    cause: "incident" as const,
    scope: {},
    starts_at: AT,
    back: { kind: "none" as const },
    explanation: { id: "e", version: 1, "zh-CN": "一", en: "one" },
    alternatives: "auto" as const,
    compensation: "none" as const,
  },
  state: "active" as const,
  version: 1,
  createdAt,
  createdBy: "test",
  authors: ["test"],
  authority: "one_request" as const,
  approval: null,
  reviewDueAt: null,
  promises: [],
  ramp: null,
  returned: null,
  announcedAt: createdAt,
  catalogueVersion: "cat_1",
});

describe.each(PLACES)("the store on %s", (_, open) => {
  let place: TestPlace;
  let store: Store;
  let changes: ChangeStore;
  let now = Date.parse(AT);

  beforeAll(async () => {
    place = await open();
    store = await openStore(place.place);
    changes = changeStore(store.db, plain, () => now, next);
    await changes.createMerchant("m", AT);
    await changes.createMerchant("m", AT);
    await changes.createMerchant("other", AT);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  const append = (change: Change, version: string, contentHash = "h1") =>
    change.appendVersion({ catalogue: fixtureCatalogue("m"), version, contentHash, createdAt: AT, createdBy: "test" });

  test("is migrated once, and a second time changes nothing", async () => {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(store.db);
    expect(rows.map(({ name }) => name)).toEqual(MIGRATIONS);
    expect(await migrate(store.db)).toEqual([]);
    expect(await store.reachable()).toBe(true);
  });

  test("every table's key starts with the merchant", async () => {
    const { rows } = await sql<{ name: string; first: string | null }>`
      select c.relname as name, (
        select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = 'public' and c.relname not like 'kysely_%'`.execute(store.db);
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(({ first }) => first !== "merchant_id")).toEqual([]);
  });

  test("versions are numbered per merchant, found by hash, listed newest first", async () => {
    const catalogues = catalogueStore(store.db);
    expect(await catalogues.newest("m")).toBeUndefined();
    await changes.run("m", (change) => append(change, "cat_1"));
    await changes.run("m", (change) => append(change, "cat_2"));
    await changes.run("m", (change) => append(change, "cat_1"));
    const newest = await catalogues.newest("m");
    expect(newest).toEqual({
      merchant: "m",
      seq: 3,
      version: "cat_1",
      catalogue: withStandardExplanations(fixtureCatalogue("m"), STANDARD_EXPLANATIONS),
      createdAt: AT,
      createdBy: "test",
    });
    expect((await catalogues.byVersion("m", "cat_2"))?.seq).toBe(2);
    expect(await catalogues.byVersion("other", "cat_2")).toBeUndefined();
    expect((await catalogues.list("m", 3, 10)).map(({ seq }) => seq)).toEqual([2, 1]);
    expect([...(await catalogues.heads())].sort((a, b) => (a.merchant < b.merchant ? -1 : 1))).toEqual([
      { merchant: "m", seq: 3, keysSeq: 0 },
      { merchant: "other", seq: 0, keysSeq: 0 },
    ]);
  });

  test.each(["catalogue_content", "catalogue_version", "adjustment_event"])("%s is append-only", async (table) => {
    const name = sql.table(table);
    await changes.run("m", (change) =>
      change.saveAdjustment(adjustment("append"), { move: "create", at: AT, by: "test", note: null }, null),
    );
    await expect(sql`update ${name} set merchant_id = merchant_id`.execute(store.db)).rejects.toThrow("append-only");
    await expect(sql`delete from ${name}`.execute(store.db)).rejects.toThrow("append-only");
    await expect(sql`truncate ${name} cascade`.execute(store.db)).rejects.toThrow("append-only");
  });

  test("a change that fails leaves nothing", async () => {
    const before = await catalogueStore(store.db).newest("m");
    const failing = changes.run("m", async (change) => {
      await append(change, "cat_lost");
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect(await catalogueStore(store.db).newest("m")).toEqual(before);
  });

  test("changes of one merchant take turns: none is lost", async () => {
    const before = (await catalogueStore(store.db).newest("m"))!.seq;
    const seqs = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        changes.run("m", async (change) => (await append(change, `cat_turn_${i}`)).seq),
      ),
    );
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, i) => before + 1 + i));
  });

  describe("doing a thing once", () => {
    const once = (key: string, more: Partial<Once> = {}): Once => ({ merchant: "m", key, requestHash: "r", ...more });
    const effect = (value: string) => async () => ({ value, remember: { status: 201, body: value } });

    test("the first answer is kept and given again", async () => {
      expect((await changes.runOnce(once("a"), effect("one"))).kind).toBe("done");
      const again = await changes.runOnce(once("a"), effect("two"));
      expect(again).toEqual({ kind: "replayed", remembered: { status: 201, body: "one" } });
      expect((await changes.runOnce(once("a", { requestHash: "x" }), effect("two"))).kind).toBe("other_request");
      expect((await changes.runOnce(once("a", { merchant: "other" }), effect("two"))).kind).toBe("done");
    });

    test("a refusal and a failure leave the key free, and no trace", async () => {
      const before = await catalogueStore(store.db).newest("m");
      const refused = await changes.runOnce(once("b"), async (change) => {
        await append(change, "cat_refused");
        return { value: "no" };
      });
      expect(refused).toEqual({ kind: "refused", value: "no" });
      await expect(
        changes.runOnce(once("b"), async () => {
          throw new Error("broken");
        }),
      ).rejects.toThrow("broken");
      expect(await catalogueStore(store.db).newest("m")).toEqual(before);
      expect((await changes.runOnce(once("b"), effect("yes"))).kind).toBe("done");
    });

    test("while one runs the other is told so; a dead one's key is taken over after its lease", async () => {
      const row = { merchant_id: "m", key: "c", request_hash: "r", attempt: "dead", created_at: AT };
      const until = new Date(now + 1_000).toISOString();
      await store.db
        .insertInto("idempotency")
        .values({ ...row, leased_until: until })
        .execute();
      expect((await changes.runOnce(once("c"), effect("mine"))).kind).toBe("running");
      now += 2_000;
      expect((await changes.runOnce(once("c"), effect("mine"))).kind).toBe("done");
    });

    test("old keys are forgotten", async () => {
      await changes.forgetBefore(new Date(now + 1).toISOString());
      const { rows } = await sql`select 1 from idempotency`.execute(store.db);
      expect(rows).toEqual([]);
    });
  });

  test("adjustments are read, moved, listed in pages, and keep every event", async () => {
    const adjustments = adjustmentStore(store.db);
    await changes.createMerchant("pages", AT);
    for (let i = 0; i < 5; i++) {
      const at = new Date(Date.parse(AT) + Math.floor(i / 2) * 1_000).toISOString();
      await changes.run("pages", (change) =>
        change.saveAdjustment(adjustment(`a${i}`, at), { move: "create", at: at, by: "test", note: null }, null),
      );
    }
    const lifted = { ...adjustment("a0"), state: "lifted" as const };
    await changes.run("pages", (change) =>
      change.saveAdjustment(lifted, { move: "lift", at: AT, by: "test", note: null }, null),
    );
    expect(await adjustments.read("pages", "a0")).toEqual(lifted);
    expect(await adjustments.read("m", "a0")).toBeUndefined();
    const first = await adjustments.list("pages", undefined, 2);
    const second = await adjustments.list("pages", first.at(-1)!.adjustment.id, 10);
    expect([...first, ...second].map((row) => row.adjustment.id)).toEqual(["a4", "a3", "a2", "a1", "a0"]);
    expect((await adjustments.announced("pages")).get("a4")).toBe(new Date(Date.parse(AT) + 2_000).toISOString());
    const events = await store.db
      .selectFrom("adjustment_event")
      .select(["seq", "move"])
      .where("adjustment_id", "=", "a0")
      .where("merchant_id", "=", "pages")
      .orderBy("seq")
      .execute();
    expect(events).toEqual([
      { seq: 1, move: "create" },
      { seq: 2, move: "lift" },
    ]);
  });

  test("keys are kept by hash, and revoked once", async () => {
    const key = {
      id: "key_1",
      kind: "secret" as const,
      mode: "test" as const,
      name: "n",
      role: "admin" as const,
      person: "op-lin",
      hash: "a".repeat(64),
      hint: "sk_test_",
      origins: ["https://a.example"],
      createdAt: AT,
      expiresAt: null,
      revokedAt: null,
      scopes: null,
      rotatedTo: null,
    };
    await changes.run("m", (change) => change.insertKey(key, "test"));
    expect(await keyStore(store.db).all("m")).toEqual([{ merchant: "m", ...key }]);
    const later = "2026-12-01T00:00:00.000Z";
    expect((await changes.run("m", (change) => change.revokeKey("key_1", AT, "test")))?.revokedAt).toBe(AT);
    expect((await changes.run("m", (change) => change.revokeKey("key_1", later, "test")))?.revokedAt).toBe(AT);
    expect(await changes.run("other", (change) => change.revokeKey("key_1", later, "test"))).toBeUndefined();
  });

  test("quotes are appended in batches, once each, and found by id and newest code", async () => {
    const quotes = quoteStore(store.db, vault([Buffer.alloc(32, 7)]));
    const told = (total: number, missingOffers: readonly string[]): AnsweredQuestion => ({
      catalogueVersion: "cat_1",
      engineVersion: "1",
      input: `{"cart":{"currency":"CNY","total":${total},"categories":{"手机":1}}}`,
      ...{ currency: "CNY", total, options: 1, missing: missingOffers.length, missingOffers },
    });
    const [small, large] = [told(1, []), told(10 ** 12, ["a", "b"])];
    const row = (id: string, at = AT, answered = small): QuoteRow => ({
      ...{ merchant: "m", id, code: "7K2M-94QF", at, token: `token of ${id}`, shopper: null, digest: "d", answered },
    });
    const append = (...rows: readonly QuoteRow[]) => {
      const batch = quotes.batch();
      for (const each of rows) batch.add(each);
      return quotes.append(batch);
    };
    await append(row("q1", AT, large), row("q2", "2026-11-23T00:00:00.000Z"), row("q4", AT, large));
    await append(row("q2", AT, large), row("q3"));
    expect(await quotes.tokenOf("m", "q1")).toBe("token of q1");
    expect(await quotes.tokenOf("other", "q1")).toBeUndefined();
    expect(await quotes.tokenByCode("m", "7K2M-94QF")).toBe("token of q2");
    const { rows } = await sql<{ id: string; total: string; input: string; missing_offers: string[] }>`
      select id, total, input, missing_offers from quote_record order by id`.execute(store.db);
    expect(rows.map((each) => [each.id, Number(each.total), each.input, each.missing_offers])).toEqual([
      ["q1", large.total, large.input, ["a", "b"]],
      ["q2", small.total, small.input, []],
      ["q3", small.total, small.input, []],
      ["q4", large.total, large.input, ["a", "b"]],
    ]);
  });
});

describe.each(POSTGRES)("two processes on %s", (_, open) => {
  test("start at once, and each migration is applied once", async () => {
    const place = await newDatabase();
    const stores = await Promise.all([openStore(place.place), openStore(place.place), openStore(place.place)]);
    expect(stores.flatMap(({ migrated }) => migrated)).toEqual(MIGRATIONS);
    await Promise.all(stores.map((store) => store.close()));
    await place.drop();
  });

  test("an attempt whose key was taken over while it ran cannot commit", async () => {
    const place = await open();
    const store = await openStore(place.place);
    const changes = changeStore(store.db, plain, () => Date.parse(AT), next);
    await changes.createMerchant("m", AT);
    const late = changes.runOnce({ merchant: "m", key: "k", requestHash: "r" }, async (change) => {
      await change.saveAdjustment(adjustment("late"), { move: "create", at: AT, by: "test", note: null }, null);
      await store.db.updateTable("idempotency").set({ attempt: "another" }).execute();
      return { value: "late", remember: { status: 201, body: "late" } };
    });
    await expect(late).rejects.toThrow("another attempt");
    expect(await adjustmentStore(store.db).read("m", "late")).toBeUndefined();
    await store.close();
    await place.drop();
  });
});
