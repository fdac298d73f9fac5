import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { newestSeals } from "../adapters/anchor/anchor-file.ts";
import { newDatabase, POSTGRES, START_MS, type TestPlace } from "../testing/places.ts";
import { planServer } from "../testing/plan-fixture.ts";
import { newKey } from "../testing/test-server.ts";
import type { Io } from "./command.ts";
import { main } from "./main.ts";

test("a folder that holds no database is left as it is", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-check-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { code, err } = await check({ FENQI_DATA: folder, FENQI_DEMO: "1" });
  expect([code, err]).toEqual([1, `There is no database in ${folder}.\n`]);
  expect(readdirSync(folder)).toEqual([]);
});

/** Runs `fenqi check` in an environment. */
async function check(env: Io["env"], args: readonly string[] = []) {
  let [out, err] = ["", ""];
  const io: Io = {
    env,
    now: () => new Date(),
    fetch,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  return { code: await main(["check", ...args], io), out, err };
}

const urlOf = ({ place }: TestPlace) => (place.kind === "postgres" ? place.url : "");

describe.each(POSTGRES)("a database that came back from a backup, on %s", (_, open) => {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-check-"));
  const auditAnchor = path.join(folder, "anchor.jsonl");
  let original: TestPlace;
  let masterKey: Buffer;

  beforeAll(async () => {
    original = await open();
    const server = await planServer(original, { auditAnchor });
    masterKey = server.masterKey;
    const { json } = await server.active("own-12");
    await server.ask(
      "POST",
      `/v1/plans/${json.id}/repayments`,
      { amount: 10_000, reference: "bank-1" },
      {
        headers: { "idempotency-key": "k-1" },
      },
    );
    await vi.waitFor(async () => expect((await newestSeals(auditAnchor)).get("shop")).toBeDefined(), 15_000);
    await server.close();
  }, START_MS);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await original.drop();
  });

  /** A copy of it, in which something was done that the database would refuse a server. */
  async function copy(...harm: readonly string[]): Promise<string> {
    const place = await newDatabase(new URL(urlOf(original)).pathname.slice(1));
    onTestFinished(() => place.drop());
    const client = new pg.Client({ connectionString: urlOf(place) });
    await client.connect();
    await client.query("set session_replication_role = replica");
    for (const statement of harm) expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
    await client.end();
    return urlOf(place);
  }

  const checkOf = (url: string, args: readonly string[] = [], key = masterKey.toString("base64")) =>
    check({ DATABASE_URL: url, FENQI_MASTER_KEY: key, FENQI_FIRST_KEY: newKey("sk", "live") }, args);

  test("is found whole, up to the seal that was kept outside", async () => {
    const { code, out } = await checkOf(await copy(), ["--anchor", auditAnchor]);
    expect(out).toMatch(
      /^shop: plans 1, entries \d+; every entry balances\.\nThe log is what was written: .* found outside\.\n$/,
    );
    expect(code).toBe(0);
  });

  test.each([
    ["an amount", "update posting set amount = amount + 1 where n = 1", /entries that do NOT balance: \d+/],
    ["a plan that is gone", "delete from plan", /rows alone in plan_standing: 1\n/],
    ["postings that are gone", "delete from posting", /entries (\d+); entries that do NOT balance: \1\./],
    ["a line of the log", "update audit_entry set by = 'nobody' where seq = 1", /The log is NOT what was written/],
  ])("%s is found", async (_, harm, said) => {
    const { code, out } = await checkOf(await copy(harm));
    expect(out).toMatch(said);
    expect(code).toBe(1);
  });

  test("what came after the backup is missing, and said to be", async () => {
    const { code, out } = await checkOf(await copy("delete from audit_seal"), ["--anchor", auditAnchor]);
    expect(out).toMatch(/seal \d+ was anchored and is missing/);
    expect(code).toBe(1);
  });

  test("nothing is changed: a database that is not up to date is left as it is", async () => {
    const url = await copy("delete from kysely_migration where name >= '000039'");
    expect(await checkOf(url)).toMatchObject({ code: 1, err: expect.stringContaining("fenqi migrate") });
  });

  test("a wrong key finds forged seals, a missing file and an empty database are refused", async () => {
    const url = await copy();
    expect((await checkOf(url, [], randomBytes(32).toString("base64"))).out).toContain(
      "a master key that the server no longer has",
    );
    expect((await checkOf(url, ["--anchor", "/nowhere"])).err).toBe("/nowhere is not there.\n");
    const empty = await open();
    onTestFinished(() => empty.drop());
    expect((await checkOf(urlOf(empty))).code).toBe(1);
  });
});
