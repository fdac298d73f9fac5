import { expect, test } from "vitest";
import { parseBack } from "./adjust-input.ts";
import { fenqi } from "./testing/run.ts";

const WORDS = { "zh-CN": "暂不可用：升级中", en: "Not available now: upgrade" };
const record = {
  state: "active",
  created_at: "2026-11-22T02:28:00.000Z",
  created_by: "key_1",
  catalogue_version: "cat_2",
  adjustment: {
    id: "adj_1",
    kind: "suspend",
    cause: "maintenance",
    scope: { partner: "qinghe", count: 12 },
    starts_at: "2026-11-22T02:28:00.000Z",
    back: { kind: "at", at: "2026-11-24T02:00:00Z" },
    explanation: { id: "adj_1", version: 1, ...WORDS },
    alternatives: "auto",
    compensation: "none",
  },
};

test("suspend sends what the flags say, once", async () => {
  const args = "--partner qinghe --count 12 --cause maintenance --back 2026-11-24T02:00:00Z --key k1".split(" ");
  const { code, out } = await fenqi(
    ["adjust", "suspend", ...args, "--zh", WORDS["zh-CN"], "--en", WORDS.en, "--alternatives", "a,b"],
    ({ method, url, headers, body }) => {
      expect([method, url, headers["idempotency-key"]]).toEqual(["POST", "http://server/v1/adjustments", "k1"]);
      expect(body).toEqual({
        kind: "suspend",
        cause: "maintenance",
        scope: { partner: "qinghe", count: 12 },
        back: { kind: "at", at: "2026-11-24T02:00:00Z" },
        explanation: WORDS,
        alternatives: ["a", "b"],
      });
      return { status: 201, body: record };
    },
  );
  expect(code).toBe(0);
  expect(out).toBe("adj_1  suspend  active\n  暂不可用：升级中\n  Not available now: upgrade\n");
});

test("lift says what is better", async () => {
  const { code } = await fenqi(["adjust", "lift", "adj_1", "--better-zh", "更快", "--better-en", "Faster"], (call) => {
    expect([call.method, call.url]).toEqual(["POST", "http://server/v1/adjustments/adj_1/lift"]);
    expect(call.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(call.body).toEqual({ better: { "zh-CN": "更快", en: "Faster" } });
    return { status: 200, body: { ...record, state: "lifted" } };
  });
  expect(code).toBe(0);
});

test("list walks all pages", async () => {
  const { out } = await fenqi(["adjust", "list"], ({ url }) => ({
    status: 200,
    body: url.includes("cursor=next")
      ? { items: [{ ...record, adjustment: { ...record.adjustment, id: "adj_0", scope: {} } }], next_cursor: null }
      : { items: [record], next_cursor: "next" },
  }));
  expect(out).toMatch(/^adj_1 +suspend +maintenance +active +partner=qinghe count=12 /m);
  expect(out).toMatch(/^adj_0 .* everything /m);
});

test.each([
  ["none", { kind: "none" }],
  ["by:2026-11-23T10:00:00Z", { kind: "update_by", by: "2026-11-23T10:00:00Z" }],
  ["2026-11-23T10:00:00Z", { kind: "at", at: "2026-11-23T10:00:00Z" }],
  [
    "2026-11-23T10:00:00Z..2026-11-24T10:00:00Z",
    { kind: "window", from: "2026-11-23T10:00:00Z", until: "2026-11-24T10:00:00Z" },
  ],
])("--back %s", (said, back) => {
  expect(parseBack(said)).toEqual(back);
});
