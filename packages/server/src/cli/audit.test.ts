import type { AuditEntry, AuditVerdict } from "@fenqi/contract";
import { expect, test } from "vitest";
import { fenqi, withFile } from "./testing/run.ts";

const HASH = "a".repeat(64);
const sound: AuditVerdict = {
  merchant: "shop",
  sound: true,
  checked_at: "2026-11-22T02:28:00.000Z",
  entries: 12,
  streams: 3,
  seals: 4,
  unsealed: 1,
  sealed_at: "2026-11-22T02:27:00.000Z",
  anchored_seal: 4,
  flaws: [],
  flaw_count: 0,
};
const entry = (id: string, subject: string): AuditEntry => ({
  id,
  stream: "keys",
  seq: 1,
  at: "2026-11-22T02:28:00.000Z",
  by: "@ap-zhou",
  action: "key.issue",
  subject,
  before: null,
  after: { name: 'till "1"' },
  hash: HASH,
});

test("verify says what was read, and exit code 1 says that it is not what was written", async () => {
  const good = await fenqi(["audit", "verify"], ({ url }) => {
    expect(url).toBe("http://server/v1/audit/verify");
    return { status: 200, body: sound };
  });
  expect([good.code, good.out]).toEqual([
    0,
    "The log is what was written: 12 entries in 3 streams, 4 seals; 1 entries not sealed yet; seal 4 found outside.\n",
  ]);
  const flaws = [
    { code: "entry_missing", stream: "keys", seq: 2 },
    { code: "seal_forged", stream: null, seq: 4 },
  ];
  const bad = await fenqi(["audit", "verify"], () => ({
    status: 200,
    body: { ...sound, sound: false, anchored_seal: null, flaws, flaw_count: 9 },
  }));
  expect([bad.code, bad.out]).toEqual([
    1,
    "The log is NOT what was written: 12 entries in 3 streams, 4 seals; 1 entries not sealed yet; nothing outside the database to compare with.\n" +
      "  keys 2 is missing\n  seal 4 is not signed with the server's key\n  and 7 more\n",
  ]);
});

test("verify --anchor sends the newest seal of a file, cut lines or not", async () => {
  const line = (merchant: string, seq: number) => JSON.stringify({ merchant, seq, hash: HASH });
  const verify = (text: string, ...flags: readonly string[]) =>
    withFile("anchor.jsonl", text, async (file) => {
      const asked: string[] = [];
      const ran = await fenqi(["audit", "verify", "--anchor", file, ...flags], ({ url }) => {
        asked.push(new URL(url).searchParams.get("anchor")!);
        return { status: 200, body: sound };
      });
      return { ...ran, asked };
    });
  const shop = `\n${line("shop", 1)}\n{"merch\n${line("shop", 3)}\n${line("shop", 2)}\n`;
  expect(await verify(shop)).toMatchObject({ code: 0, asked: [`3:${HASH}`] });
  const two = `${shop}${line("other", 7)}\n`;
  expect(await verify(two)).toMatchObject({ code: 2, err: expect.stringContaining("shop, other: say --merchant") });
  expect(await verify(two, "--merchant", "other")).toMatchObject({ asked: [`7:${HASH}`] });
  expect(await verify("")).toMatchObject({ code: 1, err: expect.stringContaining("holds no seal") });
  const gone = await fenqi(["audit", "verify", "--anchor", "/nowhere/anchor"]);
  expect([gone.code, gone.err]).toEqual([1, "/nowhere/anchor cannot be read: ENOENT\n"]);
});

test("export goes through every page, as JSON lines or as CSV that no spreadsheet runs", async () => {
  const pages = [
    { items: [entry("keys:2", "=cmd|'/c calc'!A0")], next_cursor: "keys:2" },
    { items: [entry("keys:1", "key_1")], next_cursor: null },
  ];
  const run = (...flags: readonly string[]) =>
    fenqi(["audit", "export", "--stream", "keys", ...flags], ({ url }) => {
      const query = new URL(url).searchParams;
      expect(query.get("stream")).toBe("keys");
      return { status: 200, body: pages[query.get("cursor") === null ? 0 : 1] };
    });
  const lines = (await run()).out.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(pages.flatMap(({ items }) => items));
  const csv = (await run("--format", "csv")).out.split("\r\n");
  expect(csv).toHaveLength(4);
  expect(csv[0]).toBe('"id","at","by","action","subject","before","after","hash"');
  expect(csv[1]).toBe(
    `"keys:2","2026-11-22T02:28:00.000Z","'@ap-zhou","key.issue","'=cmd|'/c calc'!A0","","{""name"":""till \\""1\\""""}","${HASH}"`,
  );
  expect((await run("--format", "xml")).code).toBe(2);
  expect((await fenqi(["audit"])).code).toBe(2);
});
