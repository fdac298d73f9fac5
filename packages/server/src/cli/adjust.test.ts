import { expect, test } from "vitest";
import { parseBack } from "./adjust-input.ts";
import { fenqi } from "./testing/run.ts";

const WORDS = { "zh-CN": "暂不可用：升级中", en: "Not available now: upgrade" };
const record = {
  id: "adj_1",
  state: "active",
  version: 1,
  authors: ["demo"],
  authority: "one_request",
  approval: null,
  review: null,
  promises: [],
  ramp: null,
  returned: null,
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
        apply: true,
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

test("a draft leaves open what is not said yet", async () => {
  const draft = { ...record, state: "draft", adjustment: { id: "adj_1", kind: "suspend", cause: "risk", scope: {} } };
  const { code, out } = await fenqi(
    ["adjust", "draft", "suspend", "--all", "--cause", "risk", "--zh", "说明", "--ramp", "5%:30,100%:60"],
    ({ url, body }) => {
      expect(url).toBe("http://server/v1/adjustments");
      expect(body).toEqual({
        kind: "suspend",
        cause: "risk",
        scope: {},
        explanation: { "zh-CN": "说明" },
        ramp: {
          steps: [
            { share_ppm: 50_000, dwell_minutes: 30 },
            { share_ppm: 1_000_000, dwell_minutes: 60 },
          ],
        },
        apply: false,
      });
      return { status: 201, body: draft };
    },
  );
  expect([code, out]).toEqual([0, "adj_1  suspend  draft\n"]);
});

test.each([
  ["submit", [], "submit", {}],
  ["approve", ["--note", "ok"], "approve", { note: "ok" }],
  ["reject", ["--note", "no"], "reject", { note: "no" }],
  ["apply", [], "apply", {}],
  [
    "extend",
    ["--back", "by:2026-12-01T00:00:00Z"],
    "extend",
    { back: { kind: "update_by", by: "2026-12-01T00:00:00Z" } },
  ],
  ["lift", ["--terms", "same"], "lift", { terms: "same" }],
  ["advance", [], "advance", {}],
  ["roll-back", [], "roll-back", {}],
  ["withdraw", ["--note", "not needed"], "withdraw", { note: "not needed" }],
])("%s asks for its move", async (verb, flags, path, body) => {
  const { code } = await fenqi(["adjust", verb, "adj_1", ...flags], (call) => {
    expect([call.method, call.url, call.body]).toEqual(["POST", `http://server/v1/adjustments/adj_1/${path}`, body]);
    return { status: 200, body: record };
  });
  expect(code).toBe(0);
});

test.each([
  [["submit", "adj_1", "--note", "x"], "submit takes no --note."],
  [["reject", "adj_1"], "--note is needed."],
  [["lift", "adj_1", "--terms", "better"], "--terms is one of same, new"],
  [["draft", "close", "--all", "--cause", "risk"], "KIND is one of"],
  [["draft", "suspend", "--all", "--cause", "risk", "--ramp", "half"], "--ramp is like"],
])("%j is called wrongly", async (args, said) => {
  const { code, err } = await fenqi(["adjust", ...args]);
  expect([code, err.split("\n")[0]]).toEqual([2, expect.stringContaining(said)]);
});

test("an emergency names words that were approved before, and shows its review", async () => {
  const args = "--partner qinghe --back by:2026-11-22T04:00:00Z --explanation off.incident".split(" ");
  const { out } = await fenqi(["adjust", "emergency", ...args], ({ url, body }) => {
    expect(url).toBe("http://server/v1/adjustments/emergency");
    expect(body).toEqual({
      cause: "incident",
      scope: { partner: "qinghe" },
      back: { kind: "update_by", by: "2026-11-22T04:00:00Z" },
      explanation: "off.incident",
    });
    return { status: 201, body: { ...record, review: { due_at: "2026-11-23T02:28:00.000Z", state: "due" } } };
  });
  expect(out).toContain("  review due, until 2026-11-23T02:28:00.000Z\n");
});

test("show tells the history", async () => {
  const history = [{ move: "create", at: "2026-11-22T02:28:00.000Z", by: "op-lin", note: null }];
  const { out } = await fenqi(["adjust", "show", "adj_1"], () => ({ status: 200, body: { ...record, history } }));
  expect(out).toContain("  2026-11-22T02:28:00.000Z  create  op-lin\n");
});

test("list walks all pages", async () => {
  const { out } = await fenqi(
    ["adjust", "list"],
    ({ url }) => ({
      status: 200,
      body: url.includes("cursor=next")
        ? { items: [{ ...record, adjustment: { ...record.adjustment, id: "adj_0", scope: {} } }], next_cursor: null }
        : { items: [record], next_cursor: "next" },
    }),
    "Asia/Shanghai",
  );
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
  ["+2d", { kind: "at", at: "2026-11-24T02:28:00.000Z" }],
  ["by:+90m", { kind: "update_by", by: "2026-11-22T03:58:00.000Z" }],
  ["+2h..+1d", { kind: "window", from: "2026-11-22T04:28:00.000Z", until: "2026-11-23T02:28:00.000Z" }],
  ["+2w", { kind: "at", at: "+2w" }],
])("--back %s", (said, back) => {
  expect(parseBack(said, new Date("2026-11-22T02:27:31.000Z"))).toEqual(back);
});
