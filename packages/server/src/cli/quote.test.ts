import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fenqi, withFile } from "./testing/run.ts";

const CATALOGUE = "examples/catalogue.yaml";
const offline = (...args: string[]) => fenqi(["quote", "--catalogue", CATALOGUE, "--zone", "Asia/Shanghai", ...args]);

describe("a quote from a file, asking no server", () => {
  test("ways, totals, rate, first due; then what is missing, why, until when, and what instead", async () => {
    const { code, out } = await offline("--amount", "4999.00", "--locale", "en");
    expect(code).toBe(0);
    expect(out).toMatch(/^way +each +total +cost +a year +first due$/m);
    expect(out).toMatch(/^Bank card +¥4,999\.00 +¥0\.00/m);
    expect(out).toMatch(
      /^Qinghe Consumer Finance, 3 interest-free +¥1,666\.33 \(first: ¥1,666\.34\) +¥4,999\.00 +¥0\.00 +0% +22 Dec$/m,
    );
    const missing = out.slice(out.indexOf("Missing (1)"));
    expect(missing).toContain("Qinghe Consumer Finance, 12 months");
    expect(missing).toMatch(/why +Not available now: planned upgrade of the payment connection/);
    expect(missing).toMatch(/back +24 Nov, 10:00/);
    expect(missing).toMatch(/instead +Qinghe Consumer Finance, 3 interest-free, ¥359\.93 less/);
  });

  test("in Chinese first", async () => {
    const { out } = await offline("--amount", "4999.00");
    expect(out).toContain("青禾消费金融 3 期免息");
    expect(out).toMatch(/原因 +暂不可用：支付连接正在按计划升级/);
    expect(out).toMatch(/恢复 +11月24日 10:00/);
  });

  test("says what would help", async () => {
    const { out } = await offline("--amount", "579.00", "--locale", "en");
    expect(out).toMatch(/would help +add ¥21\.00/);
  });

  test("says so where nothing is offered to such a cart", async () => {
    const { code, out } = await offline("--amount", "579", "--currency", "JPY", "--market", "JP", "--locale", "en");
    expect(code).toBe(0);
    expect(out).toMatch(/\n\nNo offer is addressed to this market, channel and currency\.\n$/);
  });

  test("as JSON it is the quote, without rows unless asked", async () => {
    const answer = JSON.parse((await offline("--amount", "4999.00", "--json")).out);
    expect(answer.options.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(["card-full", "qinghe-3"]),
    );
    expect(answer.missing[0].offer).toBe("qinghe-12");
    expect(answer.options[0].schedule).toBeUndefined();
    const rows = JSON.parse((await offline("--amount", "4999.00", "--json", "--schedules")).out);
    expect(rows.options.find(({ id }: { id: string }) => id === "qinghe-3").schedule).toHaveLength(3);
  });

  test("the cart comes from a file; what is wrong with it has a line", async () => {
    const cart = {
      currency: "CNY",
      total: 499900,
      items: [{ sku: "a", name: "Phone", category: "phone", tags: [], unit_amount: 499900, quantity: 1 }],
    };
    const ask = (value: unknown) =>
      withFile("cart.json", JSON.stringify(value, null, 2), (file) => offline(file, "--locale", "en"));
    expect((await ask(cart)).out).toContain("¥4,999.00");
    expect((await ask({ cart, market: "CN", channel: "app", locale: "en" })).out).toContain("¥4,999.00");

    const wrong = await ask({ ...cart, total: 4999.5 });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/cart\.json:3:3 \/cart\/total /);
    const unknown = await ask({ cart: { ...cart, colour: "red" } });
    expect(unknown.err).toMatch(/cart\.json:\d+:5 \/cart\/colour unknown_field/);
    const sum = await ask({ ...cart, total: 499901 });
    expect(sum.err).toContain("total_mismatch");
  });

  test("an unknown market is refused by name", async () => {
    const { code, err } = await offline("--amount", "4999.00", "--market", "ZZ");
    expect(code).toBe(1);
    expect(err).toContain("unknown_market: ZZ");
  });
});

describe("a quote from a server", () => {
  test("asks what the flags say, with the key, and prints the answer", async () => {
    const { out: json } = await offline("--amount", "4999.00", "--json");
    const calls: unknown[] = [];
    const { code, out } = await fenqi(
      ["quote", "--amount", "4999.00", "--category", "phone", "--locale", "en"],
      (call) => {
        calls.push([call.method, call.url, call.headers.authorization, call.body]);
        if (call.method === "GET") return { status: 200, body: { merchant: { time_zone: "Asia/Shanghai" } } };
        return { status: 200, body: { id: "q", code: "7K2M-94QF", token: "t", ...JSON.parse(json) } };
      },
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^Quote {2}7K2M-94QF/);
    const item = { sku: "item", name: "phone", category: "phone", tags: [], unit_amount: 499900, quantity: 1 };
    const body = {
      cart: { currency: "CNY", total: 499900, items: [item] },
      market: "CN",
      channel: "web",
      locale: "en",
    };
    expect(calls).toEqual([
      ["POST", "http://server/v1/quotes?schedules=none", "Bearer sk_test_demo", body],
      ["GET", "http://server/v1/announcements", "Bearer sk_test_demo", undefined],
    ]);
    expect(out).toContain("(Beijing time)");
    expect(out).toMatch(/back +24 Nov, 10:00/);
  });

  test("silence names the address and what to do", async () => {
    const { code, err } = await fenqi(["quote", "--amount", "1.00"]);
    expect(code).toBe(1);
    expect(err).toBe("No answer from http://server. Is the server running? Start the demo: npm start\n");
  });

  test("a problem is shown with its reasons", async () => {
    const errors = [{ pointer: "/market", code: "bad_form", detail: "must be two letters" }];
    const body = { status: 400, code: "invalid_request", title: "The request does not have the right form", errors };
    const { code, err } = await fenqi(["quote", "--amount", "1.00"], () => ({ status: 400, body }));
    expect(code).toBe(1);
    expect(err).toContain(
      "invalid_request: The request does not have the right form\n  /market bad_form: must be two letters",
    );
  });
});

test("the guide's catalogue is the example", () => {
  const example = readFileSync(CATALOGUE, "utf8");
  const guide = readFileSync("docs/guide/catalogue.md", "utf8");
  const fees = /fees:\n +- (.*)\n/.exec(example)?.[1];
  expect(guide).toContain(fees);
});
