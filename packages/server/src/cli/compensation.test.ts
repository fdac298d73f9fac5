import { expect, test } from "vitest";
import { type Call, fenqi } from "./testing/run.ts";

const rule = {
  kind: "voucher",
  amount: 5_000,
  currency: "CNY",
  budget: 5_000_000,
  valid_until: "2027-01-31T16:00:00.000Z",
  audience: "no_equal_way",
};
const record = {
  id: "cmp_1",
  adjustment: "adj_1",
  state: "granted",
  rule,
  authors: ["op-lin"],
  decision: { by: "ap-zhou", at: "2026-11-22T02:28:00.000Z", note: "fair" },
  progress: { quotes: 8, granted: 3, left_out: 2 },
};

test("preview says who, how many, and what it costs of what is left", async () => {
  const counts = {
    quotes: 20_000,
    complete: false,
    shoppers: 5,
    vouchers: 3,
    cost: 15_000,
    left_out: 2,
    spent: 10_000,
  };
  const { out } = await fenqi(["compensation", "preview", "adj_1"], ({ method, url, body }) => {
    expect([method, url, body]).toEqual(["POST", "http://server/v1/compensations/preview", { adjustment: "adj_1" }]);
    return { status: 200, body: { rule, ...counts } };
  });
  expect(out).toContain("quotes      the first 20000\n");
  expect(out).toContain("vouchers    3 of CNY 50.00\n");
  expect(out).toContain("cost        CNY 150.00 of CNY 49,900.00 left\n");
});

test.each([
  [["create", "adj_1", "--from", "2026-11-20T00:00:00Z"], "", { adjustment: "adj_1", from: "2026-11-20T00:00:00Z" }],
  [["submit", "cmp_1"], "/cmp_1/submit", {}],
  [["approve", "cmp_1", "--note", "fair"], "/cmp_1/approve", { note: "fair" }],
  [["reject", "cmp_1", "--note", "late"], "/cmp_1/reject", { note: "late" }],
] as const)("%j asks once, and shows where it stands", async (args, path, body) => {
  const calls: Call[] = [];
  const { code, out } = await fenqi(["compensation", ...args, "--key", "k-1"], (call) => {
    calls.push(call);
    return { status: 200, body: record };
  });
  expect(code).toBe(0);
  expect([calls[0]!.url, calls[0]!.body]).toEqual([`http://server/v1/compensations${path}`, body]);
  expect(calls[0]!.headers["idempotency-key"]).toBe("k-1");
  expect(out).toContain("decided by  ap-zhou: fair\n");
  expect(out).toContain("granted     3, left out 2, from 8 quotes\n");
});

test("grants lists vouchers by shopper", async () => {
  const items = [{ id: "vch_1", shopper: "s-1", state: "used", redeemed_at: "2026-11-22T02:28:00.000Z" }];
  const { out } = await fenqi(
    ["compensation", "grants", "cmp_1"],
    () => ({ status: 200, body: { items } }),
    "Asia/Shanghai",
  );
  expect(out).toMatch(/^vch_1 +s-1 +used +2026-11-22 10:28$/m);
  expect(out).toContain("used at (Beijing time)");
});

test("a rule is written in currency units, whole or not at all", async () => {
  const draft = ["adjust", "draft", "suspend", "--all", "--cause", "business", "--compensation", "50.00"];
  expect((await fenqi(draft)).err).toContain("--budget is needed.");
  let sent: unknown;
  await fenqi([...draft, "--budget", "50000", "--valid-until", rule.valid_until], ({ body }) => {
    sent = (body as { compensation: unknown }).compensation;
    return undefined;
  });
  expect(sent).toEqual(rule);
  expect((await fenqi(["compensation", "give", "adj_1"])).code).toBe(2);
});
