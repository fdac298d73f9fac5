import { expect, test } from "vitest";
import { type Call, fenqi } from "./testing/run.ts";

const sums = (rows: number, amount: number, fee: number) => ({ rows, amount, fee });
const run = {
  id: "rec_1",
  partner: "wallet",
  state: "done",
  from: "2026-11-24",
  until: "2026-11-24",
  rows: 2,
  created_by: "an",
  summary: [
    {
      currency: "CNY",
      there: sums(2, 1_199_800, 7_201),
      here: sums(2, 1_199_800, 7_198),
      parts: [
        { part: "matched", there: sums(1, 599_900, 3_599), here: sums(1, 599_900, 3_599) },
        { part: "fee_differs", there: sums(1, 599_900, 3_602), here: sums(1, 599_900, 3_599) },
      ],
    },
  ],
};
const side = { amount: 599_900, fee: 3_602, currency: "CNY", at: "2026-11-24" };
const exception = {
  id: "r0000002",
  state: "proposed",
  reason: "fee_differs",
  kind: "capture",
  reference: "plan_2",
  there: side,
  here: { ...side, fee: 3_599 },
  decision: { resolution: "accepted", note: "new prices", by: "an", approved_by: null, undo: null },
};

test("a file is shown part by part, both sides adding up", async () => {
  const { code, out } = await fenqi(["reconcile", "show", "rec_1"], () => ({ status: 200, body: run }));
  expect(code).toBe(0);
  expect(out.split("\n")[0]).toBe("rec_1: 2 rows of wallet for 2026-11-24");
  expect(out).toMatch(/^fee_differs +1 +5,999\.00 +36\.02 +5,962\.98 +1 +5,999\.00 +35\.99 +5,963\.01$/m);
  expect(out).toMatch(/^together +2 +11,998\.00 +72\.01 /m);
});

test("exceptions are listed over all pages, with both sides", async () => {
  const calls: string[] = [];
  const answer = ({ url }: Call) => {
    calls.push(url);
    return { status: 200, body: { items: [exception], next_cursor: url.includes("cursor") ? null : "r0000002" } };
  };
  const { out } = await fenqi(["reconcile", "exceptions", "rec_1", "--reason", "fee_differs"], answer);
  expect(calls).toHaveLength(2);
  expect(out.match(/^r0000002 +proposed +fee_differs +capture +plan_2 +5,999\.00 less 36\.02 CNY/gm)).toHaveLength(2);
});

test("a resolution is asked for once, with its note", async () => {
  const calls: Call[] = [];
  const answer = (call: Call) => {
    calls.push(call);
    return { status: 200, body: exception };
  };
  const args = ["reconcile", "resolve", "rec_1", "r0000002", "--as", "accepted", "--note", "new prices"];
  const { out } = await fenqi(args, answer);
  expect(calls[0]).toMatchObject({ method: "POST", body: { resolution: "accepted", note: "new prices" } });
  expect(calls[0]!.url).toContain("/v1/reconciliations/rec_1/exceptions/r0000002/resolve");
  expect(out).toContain("  accepted by an: new prices");
});

test.each([
  [["reconcile"], /Say one of import/],
  [["reconcile", "import", "a.csv"], /--partner is needed/],
  [["reconcile", "resolve", "rec_1", "r1", "--as", "lost", "--note", "x"], /--as is one of/],
])("%j is called wrongly", async (args, said) => {
  const { code, err } = await fenqi(args);
  expect([code, said.test(err)]).toEqual([2, true]);
});
