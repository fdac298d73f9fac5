import { createClient } from "@fenqi/client";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { printInTurn } from "../engine/plan-statement.ts";
import type { PlanStatement } from "../engine/ports.ts";
import { Busy } from "../engine/turns.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";
import { newKey } from "../testing/test-server.ts";

let server: PlanServer;
let plan: string;
let code: string;
let schedule: readonly { readonly total: number; readonly paid: number }[];
beforeAll(async () => {
  server = await planServer(await anyPlace());
  plan = (await server.active("own-12")).json.id;
  await server.ask("POST", `/v1/plans/${plan}/repayments`, { amount: 12_345, reference: "bank-1" });
  await server.ask("POST", `/v1/plans/${plan}/refunds`, { amount: 100_000, reason: "price_match" });
  const recorded = async () => (await server.ask("GET", "/v1/quotes/search")).json.items;
  code = await vi.waitFor(async () => (await recorded())[0].code as string, { timeout: 15_000 });
  schedule = (await server.ask("GET", `/v1/plans/${plan}`)).json.schedule;
}, START_MS);
afterAll(() => server.close());

const store = () => createClient({ baseUrl: server.url, key: server.secret });
const yuan = (minor: number) => `¥${(minor / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;

/** What somebody reads who opens it: its words without the spaces between them, and what it says of itself. */
async function read(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  const info = (await pdf.getMetadata()).info as { readonly Title: string; readonly Language: string };
  const marked = await pdf.getMarkInfo();
  return { text: text.replaceAll(/\s+/g, ""), totalPages, info, tagged: marked?.Marked };
}

describe("a statement as PDF", () => {
  test.each([
    [
      "zh-CN",
      [
        "分期对账单",
        "综合融资成本明示表",
        "年化12.00%（单利）",
        "阅读15秒",
        "收到还款",
        "订单退款，冲减账单",
        "北京时间",
      ],
    ],
    [
      "en",
      [
        "Planstatement",
        "Comprehensivefinancingcost",
        "12.00%(simple)",
        "after15secondsofreading",
        "Paymentreceived",
        "Refundoftheorder",
      ],
    ],
  ] as const)(
    "in %s tells what was agreed, every row, what was paid and given back, and what is left",
    async (locale, words) => {
      const bytes = await store().planStatement(plan, { locale });
      const { text, info, tagged, totalPages } = await read(bytes);
      expect([info.Language, tagged]).toEqual([locale, true]);
      expect(info.Title).toContain(locale === "en" ? "Plan statement" : "分期对账单");
      for (const word of words) expect(text).toContain(word);
      const { json: found } = await server.ask("GET", `/v1/plans/${plan}`);
      for (const { total, paid } of schedule) for (const sum of [total, paid]) expect(text).toContain(yuan(sum));
      for (const sum of [12_345, 100_000, found.balance.outstanding]) expect(text).toContain(yuan(sum));
      expect(text).toContain(plan);
      expect(text).toContain("order-1");
      expect(text).toContain(code);
      const last = locale === "en" ? `page${totalPages}of${totalPages}` : `第${totalPages}页，共${totalPages}页`;
      expect(text).toContain(last);
    },
  );

  test("is the same to the byte at the same moment, and another at the next", async () => {
    const [once, twice] = [await store().planStatement(plan), await store().planStatement(plan)];
    expect(Buffer.compare(once, twice)).toBe(0);
    server.pass(60_000);
    expect(Buffer.compare(once, await store().planStatement(plan))).not.toBe(0);
  });

  test("is for who reads plans, of their own merchant, and kept by no cache", async () => {
    const { headers, status } = await fetch(`${server.url}/v1/plans/${plan}/statement`, {
      headers: { authorization: `Bearer ${server.secret}` },
    });
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
      200,
      "application/pdf",
      "private, no-store",
    ]);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${plan}.pdf"`);
    const other = newKey();
    await server.addMerchant("other", other);
    for (const [id, key] of [
      ["plan_unknown", server.secret],
      [plan, other],
    ] as const) {
      const refused = await server.ask("GET", `/v1/plans/${id}/statement`, undefined, { key });
      expect([refused.status, refused.json.code]).toEqual([404, "not_found"]);
    }
  });

  test("opens by a shopper's link, for the plans of its orders only", async () => {
    const link = async (order_ref: string) =>
      (await store().makePlanLink({ orders: [{ order_ref, title: "A phone" }] })).token;
    const shopper = createClient({ baseUrl: server.url });
    const bytes = await shopper.linkedStatement({ token: await link("order-1"), plan, locale: "en" });
    expect((await read(bytes)).text).toContain("Planstatement");
    const refusals = [
      { token: await link("order-2"), plan },
      { token: await link("order-1"), plan: "plan_unknown" },
      { token: "no-link", plan },
    ];
    const codes = await Promise.all(
      refusals.map((request) => shopper.linkedStatement(request).then(String, ({ code }) => code)),
    );
    expect(codes).toEqual(["not_found", "not_found", "link_invalid"]);
  });
});

test("statements are drawn one at a time; when too many wait, the next is turned away", async () => {
  const drawn: string[] = [];
  const held = Promise.withResolvers<void>();
  const printer = printInTurn(
    {
      async print({ at }) {
        drawn.push(at);
        await held.promise;
        return new Uint8Array();
      },
    },
    1,
  );
  const print = (at: string) => printer.print({ at } as PlanStatement, "en");
  const [first, second] = [print("1"), print("2")];
  await expect(print("3")).rejects.toBeInstanceOf(Busy);
  expect(drawn).toEqual(["1"]);
  held.resolve();
  await Promise.all([first, second]);
  expect(drawn).toEqual(["1", "2"]);
});
