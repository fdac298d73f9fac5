import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newestSeals } from "../adapters/anchor/anchor-file.ts";
import { fixtureAdjustment } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { newKey, type TestServer, testServer } from "../testing/test-server.ts";

describe("the audit log over the API", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-audit-"));
  const anchor = path.join(folder, "kept", "anchor.jsonl");
  let place: TestPlace;
  let server: TestServer;

  beforeAll(async () => {
    place = await anyPlace();
    server = await testServer(place, { auditAnchor: anchor });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const read = async (query = "") => (await server.ask("GET", `/v1/audit${query}`)).json;
  const verify = async (query = "") => (await server.ask("GET", `/v1/audit/verify${query}`)).json;
  const actions = async (query: string) =>
    (await read(query)).items.map(({ action }: { action: string }) => action).reverse();

  test("catalogue, adjustments and keys tell of themselves; a refusal leaves no trace", async () => {
    const made = await server.ask("POST", "/v1/adjustments", fixtureAdjustment);
    const { id } = made.json.adjustment;
    const refused = await server.ask("POST", "/v1/adjustments", { ...fixtureAdjustment, scope: { partner: "nobody" } });
    expect(refused.status).toBe(422);
    const lifted = await server.ask("POST", `/v1/adjustments/${id}/lift`, {});
    const issued = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: "till" });
    await server.ask("DELETE", `/v1/keys/${issued.json.id}`);

    expect(await actions(`?subject=${id}`)).toEqual(["adjustment.create", "adjustment.lift"]);
    expect(await actions("?stream=catalogue")).toEqual(Array(3).fill("catalogue.version"));
    expect(await actions("?stream=keys")).toEqual(["key.issue", "key.issue", "key.revoke"]);

    const [lift] = (await read("?action=adjustment.lift")).items;
    expect(lift).toMatchObject({
      stream: "adjustments",
      subject: id,
      before: { adjustment: made.json.adjustment },
      after: { state: "lifted", adjustment: lifted.json.adjustment },
    });
    const { items } = await read();
    expect(await read(`?cursor=${items[1].id}`)).toEqual({ items: items.slice(2), next_cursor: null });
    expect((await read("?from=2026-02-30T00:00:00Z")).code).toBe("invalid_date");
    expect(JSON.stringify(items)).not.toContain(issued.json.key);
    expect(JSON.stringify(items)).not.toMatch(/"hash":"[0-9a-f]{64}","hint"/);
  });

  test("is sealed and anchored within seconds, and verifies", async () => {
    // The anchor is written after the seal: both are waited for.
    const rest = async () => {
      const { unsealed, seals, anchored_seal } = await verify();
      return [unsealed, seals - anchored_seal];
    };
    await expect.poll(rest, { timeout: 10_000 }).toEqual([0, 0]);
    const verdict = await verify();
    // adjustments, catalogue, keys, and the setup's token among the people.
    expect(verdict).toMatchObject({ merchant: "shop", sound: true, streams: 4, flaws: [], flaw_count: 0 });
    const kept = (await newestSeals(anchor)).get("shop")!;
    expect([verdict.seals, verdict.anchored_seal]).toEqual([kept.seq, kept.seq]);
    expect(readFileSync(anchor, "utf8").trimEnd().split("\n").filter(Boolean)).toHaveLength(verdict.seals);
    expect((await verify(`?anchor=${kept.seq}:${kept.hash}`)).sound).toBe(true);
    expect((await verify(`?anchor=${kept.seq}:${"0".repeat(64)}`)).flaws).toEqual([
      { code: "anchored_seal_differs", stream: null, seq: kept.seq },
    ]);
  });

  test("the guide's own script follows the chain of an export, and stops where it was changed", async () => {
    const guide = readFileSync("docs/guide/audit.md", "utf8");
    const script = path.join(folder, "check-audit.mjs");
    writeFileSync(script, /```js\n([^`]*(?:`[^`\n]+`[^`]*)*)```/.exec(guide)![1]!);
    const { items } = await read();
    const check = (entries: readonly object[]) => {
      const file = path.join(folder, "audit.jsonl");
      writeFileSync(file, entries.map((entry) => JSON.stringify(entry)).join("\n"));
      return spawnSync(process.execPath, [script, "shop", file], { encoding: "utf8" });
    };
    const heads = await server.store.db
      .selectFrom("audit_head")
      .selectAll()
      .where("merchant_id", "=", "shop")
      .execute();
    const said = check(items).stdout.trim().split("\n").sort();
    expect(said).toEqual(heads.map(({ stream, seq, hash }) => `${stream} ${seq} ${hash}`).sort());
    const [first, ...rest] = items;
    expect(check([{ ...first, by: "nobody" }, ...rest]).stderr).toContain(`${first.id} does not follow`);
    expect(check([first, ...rest.slice(1)]).status).toBe(1);
  });

  test("another merchant sees its own log, and a publishable key none", async () => {
    const theirs = newKey();
    await server.addMerchant("other", theirs);
    const seen = await server.ask("GET", "/v1/audit", undefined, { key: theirs });
    expect(seen.json.items.map(({ action }: { action: string }) => action)).toEqual(["key.issue"]);
    const { json } = await server.ask("POST", "/v1/keys", { kind: "publishable", mode: "test", name: "web" });
    expect((await server.ask("GET", "/v1/audit", undefined, { key: json.key })).json.code).toBe("secret_key_needed");
    expect((await server.ask("GET", "/v1/audit/verify", undefined, { key: null })).status).toBe(401);
  });

  test("what somebody rewrites in the database is found", async () => {
    const { db } = server.store;
    await sql`alter table audit_entry disable trigger user`.execute(db);
    await sql`update audit_entry set by = 'nobody' where merchant_id = 'shop' and stream = 'keys' and seq = 2`.execute(
      db,
    );
    expect(await verify()).toMatchObject({
      sound: false,
      flaws: [{ code: "entry_changed", stream: "keys", seq: 2 }],
      flaw_count: 1,
    });
  });
});
