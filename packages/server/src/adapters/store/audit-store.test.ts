import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GENESIS, nextRecord } from "../../engine/audit-chain.ts";
import type { AuditEntry, AuditHead, AuditRecord, ChangeStore } from "../../engine/ports.ts";
import { anchorNewest, type SealDeps, sealAudit } from "../../engine/seal-audit.ts";
import { type AuditFlawCode, verifyAudit } from "../../engine/verify-audit.ts";
import { PLACES, POSTGRES, START_MS, type TestPlace } from "../../testing/places.ts";
import { newestSeals, openAnchorFile } from "../anchor/anchor-file.ts";
import { auditSigner } from "../token/audit-signer.ts";
import { digest } from "../token/ids.ts";
import { deriveKey } from "../token/secrets.ts";
import { auditStore } from "./audit-store.ts";
import { changeStore } from "./change-store.ts";
import { openStore, type Store } from "./open-store.ts";

const AT = "2026-11-22T02:28:00.000Z";
const ENTRIES = 10_000;
/** Where a swapped row waits. */
const aside = 2_000_000_000;
const plain = { seal: (text: string) => text, open: (text: string) => text };
const signer = auditSigner([deriveKey(randomBytes(32), "audit")]);
const next = nextRecord(digest);

const entry = (stream: string, subject: string, at = AT): AuditEntry => ({
  stream,
  action: "thing.change",
  subject,
  before: { b: 1, a: [1, null] },
  after: { a: [1, "“=é"], b: 2 },
  by: "ap-zhou",
  at,
});

/** A chain as the store would have made it, written at once. */
async function plant({ db }: Store, merchant: string, stream: string, count: number): Promise<void> {
  let head: Omit<AuditHead, "stream"> = { seq: 0, hash: GENESIS };
  const records: AuditRecord[] = [];
  for (let i = 0; i < count; i++) {
    const record = next(merchant, head, entry(stream, `thing_${i}`));
    records.push(record);
    head = record;
  }
  await db.insertInto("audit_head").values({ merchant_id: merchant, stream, seq: head.seq, hash: head.hash }).execute();
  for (let from = 0; from < count; from += 1_000) {
    const batch = records.slice(from, from + 1_000);
    await sql`insert into audit_entry select * from json_to_recordset(${JSON.stringify(
      batch.map(({ merchant: merchant_id, ...rest }) => ({ merchant_id, ...rest })),
    )}::json) as row(merchant_id text, stream text, seq integer, at text, by text, action text, subject text,
      before text, after text, hash text)`.execute(db);
  }
}

describe.each(PLACES)("the audit log on %s", (_, open) => {
  let place: TestPlace;
  let store: Store;
  let changes: ChangeStore;
  let deps: SealDeps;
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-audit-"));

  beforeAll(async () => {
    place = await open();
    store = await openStore(place.place);
    changes = changeStore(store.db, plain, () => Date.parse(AT), next);
    deps = {
      audit: auditStore(store.db),
      signer,
      anchor: await openAnchorFile(path.join(folder, "anchor.jsonl")),
      digest,
      now: () => Date.parse(AT),
    };
    for (const merchant of ["m", "big", "other"]) await changes.createMerchant(merchant, AT);
    await plant(store, "big", "adjustments", ENTRIES);
    await plant(store, "big", "keys", 50);
  }, START_MS);
  afterAll(async () => {
    await store.close();
    await place.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What verification says while the tables are as `tamper` left them; then they are as before. */
  const flawsAfter = (...statements: readonly string[]) => flawsOf("big", statements);
  async function flawsOf(merchant: string, statements: readonly string[]): Promise<readonly AuditFlawCode[]> {
    const codes: AuditFlawCode[] = [];
    const enough = new Error("rolled back");
    await store.db
      .transaction()
      .execute(async (trx) => {
        for (const table of ["audit_entry", "audit_seal"]) {
          await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx);
        }
        for (const statement of statements) await sql.raw(statement).execute(trx);
        const verdict = await verifyAudit({ ...deps, audit: auditStore(trx) }, merchant);
        expect(verdict.sound).toBe(verdict.flawCount === 0);
        codes.push(...new Set(verdict.flaws.map(({ code }) => code)));
        throw enough;
      })
      .catch((error: unknown) => {
        if (error !== enough) throw error;
      });
    return codes;
  }

  test("an entry is written with its change or not at all, each stream in a chain of its own", async () => {
    await changes.run("m", async (change) => {
      await change.audit(entry("adjustments", "adj_1"));
      await change.audit(entry("keys", "key_1"));
      await change.audit(entry("adjustments", "adj_2"));
    });
    const lost = changes.run("m", async (change) => {
      await change.audit(entry("adjustments", "adj_lost"));
      throw new Error("no");
    });
    await expect(lost).rejects.toThrow("no");
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => changes.run("m", (change) => change.audit(entry("keys", `key_${i}`)))),
    );
    await changes.run("other", (change) => change.audit(entry("keys", "theirs")));

    const listed = await deps.audit.list("m", { stream: "adjustments" }, undefined, 10);
    expect(listed.map(({ seq, subject, before }) => [seq, subject, before])).toEqual([
      [2, "adj_2", '{"a":[1,null],"b":1}'],
      [1, "adj_1", '{"a":[1,null],"b":1}'],
    ]);
    expect(await verifyAudit(deps, "m")).toMatchObject({
      sound: true,
      entries: 11,
      streams: 2,
      seals: 0,
      unsealed: 11,
    });
  });

  test("is read newest first, by filters, page by page", async () => {
    const later = "2026-11-23T00:00:00.000Z";
    await changes.run("m", (change) => change.audit({ ...entry("catalogue", "cat_1", later), by: "op-lin" }));
    const list = async (filter: object, before?: { stream: string; seq: number }, limit = 100) =>
      (await deps.audit.list("m", filter, before, limit)).map(({ stream, seq }) => `${stream}:${seq}`);
    const all = await list({});
    expect([all.length, all[0]]).toEqual([12, "catalogue:1"]);
    expect(await list({}, { stream: "catalogue", seq: 1 })).toEqual(all.slice(1));
    expect(await list({}, { stream: "nothing", seq: 1 })).toEqual([]);
    expect(await list({ by: "op-lin" })).toEqual(["catalogue:1"]);
    expect(await list({ from: later })).toEqual(["catalogue:1"]);
    expect(await list({ until: later, subject: "adj_1" })).toEqual(["adjustments:1"]);
    expect(await list({ action: "other" })).toEqual([]);
  });

  test("heads are sealed in batches and anchored outside; what is sealed is not sealed again", async () => {
    await sealAudit(deps);
    await sealAudit(deps);
    expect(await verifyAudit(deps, "m")).toMatchObject({
      sound: true,
      seals: 1,
      unsealed: 0,
      sealedAt: AT,
      anchoredSeal: 1,
    });
    await changes.run("m", (change) => change.audit(entry("keys", "key_9")));
    expect(await verifyAudit(deps, "m")).toMatchObject({ sound: true, seals: 1, unsealed: 1 });
    await sealAudit(deps);
    const file = path.join(folder, "anchor.jsonl");
    const kept = (await newestSeals(file)).get("m");
    expect(kept).toMatchObject({ seq: 2, heads: [{ stream: "keys", seq: 10 }] });

    // A process that died before it could anchor, in the middle of a line.
    const fresh = path.join(folder, "fresh.jsonl");
    writeFileSync(fresh, readFileSync(file, "utf8").slice(0, 40));
    await anchorNewest({ ...deps, anchor: await openAnchorFile(fresh) });
    expect((await newestSeals(fresh)).get("m")).toEqual(kept);
  });

  test("takes no update, no delete and no truncate", async () => {
    for (const statement of [
      "update audit_entry set by = 'x'",
      "delete from audit_entry",
      "truncate audit_entry",
      "update audit_seal set mac = 'x'",
      "truncate audit_seal",
    ]) {
      await expect(sql.raw(statement).execute(store.db)).rejects.toThrow(/append-only|foreign key/);
    }
  });

  test("a head that was sealed is under the next seal too where that could not be noted, and the log stays sound", async () => {
    const forget = sql`update audit_head set sealed_seq = 0 where merchant_id = 'm' and stream = 'keys'`;
    await forget.execute(store.db);
    await sealAudit(deps);
    await changes.run("m", (change) => change.audit(entry("keys", "key_after")));
    await sealAudit(deps);
    const seals = await deps.audit.newestSeals();
    expect(seals.find(({ merchant }) => merchant === "m")!.heads.map(({ stream }) => stream)).toEqual(["keys"]);
    expect(await verifyAudit(deps, "m")).toMatchObject({ sound: true, unsealed: 0 });
  });

  test("a stream's name begins with a letter and has nothing but small letters, digits, dots, dashes and underscores", async () => {
    const name = (stream: string) =>
      store.db.insertInto("audit_head").values({ merchant_id: "m", stream, seq: 0, hash: GENESIS }).execute();
    for (const wrong of ["", "1a", "Plan.x", "plan x", "plan.ä", "plan.x\n", "-a", `a${"b".repeat(80)}`]) {
      await expect(name(wrong), wrong).rejects.toThrow(/audit_head_stream_check/);
    }
    for (const right of ["a", "plan.plan_01-x", `a${"b".repeat(79)}`]) await name(right);
    await sql`delete from audit_head where merchant_id = 'm' and seq = 0`.execute(store.db);
  });

  test("check 35: of 10,000 entries, every change, deletion, reordering and cut tail is found", {
    timeout: START_MS,
  }, async () => {
    await sealAudit(deps);
    expect(await verifyAudit(deps, "big")).toMatchObject({ sound: true, entries: ENTRIES + 50, unsealed: 0 });
    expect(await flawsAfter()).toEqual([]);

    const at = (seq: number) => `merchant_id = 'big' and stream = 'adjustments' and seq = ${seq}`;
    for (const seq of [1, 2, 999, 1_000, 1_001, 5_432, ENTRIES - 1, ENTRIES]) {
      for (const column of ["by", "action", "subject", "before", "after"]) {
        expect(await flawsAfter(`update audit_entry set ${column} = ${column} || ' ' where ${at(seq)}`)).toContain(
          "entry_changed",
        );
      }
    }
    for (const column of ["before", "after"]) {
      expect(await flawsAfter(`update audit_entry set ${column} = null where ${at(77)}`)).toEqual(["entry_changed"]);
    }
    expect(await flawsAfter(`update audit_entry set at = '2026-11-22T02:28:00.001Z' where ${at(77)}`)).toEqual([
      "entry_changed",
    ]);
    for (const seq of [1, 2, 1_000, 1_001, ENTRIES - 1]) {
      expect(await flawsAfter(`delete from audit_entry where ${at(seq)}`)).toEqual(["entry_missing"]);
    }
    for (const [a, b] of [
      [1, 2],
      [1_000, 1_001],
      [17, 9_001],
      [ENTRIES - 1, ENTRIES],
    ] as const) {
      const moves = [
        [a, aside],
        [b, a],
        [aside, b],
      ] as const;
      const found = await flawsAfter(
        ...moves.map(([from, to]) => `update audit_entry set seq = ${to} where ${at(from)}`),
      );
      expect(found).toContain("entry_changed");
    }
    for (const cut of [1, 2, 1_000, ENTRIES]) {
      const tail = `delete from audit_entry where merchant_id = 'big' and stream = 'adjustments' and seq > ${ENTRIES - cut}`;
      expect(await flawsAfter(tail)).toEqual(expect.arrayContaining(["sealed_entry_missing", "head_differs"]));
      // The stream's own row made to agree, the seal still does not.
      const agree = `update audit_head set seq = ${ENTRIES - cut}, sealed_seq = 0, hash = coalesce((select hash from audit_entry
        where ${at(ENTRIES - cut)}), repeat('0', 64)) where merchant_id = 'big' and stream = 'adjustments'`;
      expect(await flawsAfter(tail, agree)).toEqual(["sealed_entry_missing"]);
    }
  });

  test("whoever can compute the chain anew is found by the seal, and whoever drops the seal by the anchor", async () => {
    const [last] = await deps.audit.list("big", { stream: "keys" }, { stream: "keys", seq: 50 }, 1);
    const forged = next("big", last!, { ...entry("keys", "thing_49"), by: "somebody else" });
    const chain = [
      `update audit_entry set by = 'somebody else', hash = '${forged.hash}' where merchant_id = 'big' and stream = 'keys' and seq = 50`,
      `update audit_head set hash = '${forged.hash}' where merchant_id = 'big' and stream = 'keys'`,
    ];
    expect(await flawsAfter(...chain)).toEqual(["sealed_entry_differs"]);
    expect(await flawsAfter(...chain, "delete from audit_seal where merchant_id = 'big'")).toEqual([
      "anchored_seal_missing",
    ]);
    expect(await flawsAfter("update audit_seal set mac = repeat('0', 64) where merchant_id = 'big'")).toEqual([
      "seal_forged",
    ]);
    expect(await flawsAfter("update audit_seal set at = '2027-01-01T00:00:00.000Z' where merchant_id = 'big'")).toEqual(
      ["seal_changed"],
    );
    expect(await flawsAfter("update audit_seal set hash = repeat('1', 64) where merchant_id = 'big'")).toEqual([
      "seal_changed",
      "seal_forged",
      "anchored_seal_differs",
    ]);
    expect(await flawsOf("m", ["delete from audit_seal where merchant_id = 'm' and seq = 1"])).toEqual([
      "seal_missing",
    ]);
    const elsewhere = await verifyAudit(deps, "big", [
      { seq: 1, hash: "0".repeat(64) },
      { seq: 9, hash: "0".repeat(64) },
    ]);
    expect(elsewhere.flaws.map(({ code }) => code)).toEqual(["anchored_seal_differs", "anchored_seal_missing"]);
    const otherKey = { ...deps, signer: auditSigner([deriveKey(randomBytes(32), "audit")]) };
    expect((await verifyAudit(otherKey, "big")).flaws).toEqual([{ code: "seal_key_unknown", stream: null, seq: 1 }]);
  });
});

describe.each(POSTGRES)("sealing on %s", (_, open) => {
  test("waits for nobody who appends, and is waited for by nobody", { timeout: START_MS }, async () => {
    const place = await open();
    const store = await openStore(place.place);
    const changes = changeStore(store.db, plain, () => Date.parse(AT), next);
    const deps = { audit: auditStore(store.db), signer, digest, now: () => Date.parse(AT) };
    await changes.createMerchant("m", AT);
    for (const stream of ["held", "keys"]) await changes.run("m", (change) => change.audit(entry(stream, "one")));
    const sealed = async () => (await deps.audit.newestSeals())[0]!.heads.map(({ stream, seq }) => `${stream}:${seq}`);

    await changes.run("m", async (change) => {
      await change.audit(entry("held", "two"));
      await sealAudit(deps);
      // As others see it: what is under way is not in it yet.
      expect(await sealed()).toEqual(["held:1", "keys:1"]);
    });
    await sealAudit(deps);
    expect(await sealed()).toEqual(["held:2"]);
    expect(await verifyAudit(deps, "m")).toMatchObject({ sound: true, entries: 3, seals: 2, unsealed: 0 });
    await store.close();
    await place.drop();
  });
});

describe.each(POSTGRES)("a login of the role fenqi_writer on %s", (_, open) => {
  test("does the server's work and can rewrite no record", { timeout: START_MS }, async () => {
    const place = await open();
    if (place.place.kind !== "postgres") throw new Error("not PostgreSQL");
    const owner = await openStore(place.place);
    const login = `fenqi_test_${randomBytes(4).toString("hex")}`;
    await sql.raw(`create role ${login} login in role fenqi_writer`).execute(owner.db);
    const url = new URL(place.place.url);
    url.username = login;

    const store = await openStore({ kind: "postgres", url: url.href, connections: 2 });
    const changes = changeStore(store.db, plain, () => Date.parse(AT), next);
    await changes.createMerchant("m", AT);
    await changes.run("m", (change) => change.audit(entry("keys", "key_1")));
    const deps = { audit: auditStore(store.db), signer, digest, now: () => Date.parse(AT) };
    await sealAudit(deps);
    expect(await verifyAudit(deps, "m")).toMatchObject({ sound: true, entries: 1, seals: 1 });

    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    for (const table of ["audit_entry", "audit_seal", "catalogue_content", "catalogue_version", "adjustment_event"]) {
      for (const statement of [`update ${table} set merchant_id = 'x'`, `delete from ${table}`, `truncate ${table}`]) {
        await expect(client.query(statement)).rejects.toThrow(/permission denied/);
      }
    }
    await expect(client.query("alter table audit_entry disable trigger user")).rejects.toThrow(/must be owner/);
    await client.end();
    await store.close();
    await owner.close();
    await place.drop();
    const admin = new pg.Client({ connectionString: process.env.FENQI_TEST_DATABASE_URL });
    await admin.connect();
    await admin.query(`drop role ${login}`);
    await admin.end();
  });
});
