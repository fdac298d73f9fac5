import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const SUPPORT = {
  hours: "9:00–21:00",
  telephone: "400 000 0000",
  reply_minutes: { availability: 120, review: 1_440, plans: 240, general: 480 },
  goodwill_limits: { CNY: 5_000 },
  voucher_days: 90,
  keep_days: 30,
};

let place: TestPlace;
let server: TestServer;

beforeAll(async () => {
  place = await anyPlace();
  server = await testServer(place, { pages: true, support: SUPPORT });
  await server.ask("POST", "/v1/adjustments", fixtureAdjustment);
}, START_MS);
afterAll(async () => {
  await server.close();
  await place.drop();
});

const read = (path: string) => fetch(server.url + path);
const send = (path: string, fields: Record<string, string>) =>
  fetch(server.url + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
const quoteOf = async (shopper: object, more: object = {}) =>
  (await server.ask("POST", "/v1/quotes", { ...fixtureRequest, shopper, ...more })).json;

test("by its code a quote says why, until when and what instead, and help names hours and a telephone", async () => {
  const { code } = await quoteOf({});
  const page = await read(`/support?lang=en&code=${code}&offer=wallet-12`);
  expect(page.headers.get("cache-control")).toBe("private, no-store");
  const html = await page.text();
  for (const said of [
    fixtureAdjustment.explanation.en,
    "Expected back",
    "Bank card, 12 months",
    "9:00–21:00",
    "400 000 0000",
  ])
    expect(html).toContain(said);
  expect(html).toContain('<option value="wallet-12" selected>');
  expect(html).not.toContain("<script");
  const unknown = await read("/support?lang=en&code=0000-0000");
  expect([unknown.status, await unknown.text()]).toEqual([
    404,
    expect.stringContaining("There is no quote of this code"),
  ]);
});

test("two shoppers who differ only in private facts see the same page, to the byte", async () => {
  const at = "2026-11-22T02:28:00.000Z";
  const one = await quoteOf({ age: 19, declined_by: ["bank"], segments: ["gold"] }, { at });
  const two = await quoteOf({ age: 60, verified: true }, { at });
  const bare = async (code: string) =>
    (await (await read(`/support?lang=en&code=${code}`)).text())
      .replaceAll(code, "CODE")
      .replace(/name="once" value="[^"]+"/, "");
  expect(await bare(one.code)).toBe(await bare(two.code));
});

test("a message makes a page of its own, without a script, that is written on further", async () => {
  const { code } = await quoteOf({});
  const fields = { once: "form-1", code, offer: "wallet-12", text: "<script>alert(1)</script> Why?", mail: "" };
  const sent = await send("/support/write?lang=en", fields);
  const address = sent.headers.get("location")!;
  expect([sent.status, address]).toEqual([303, expect.stringMatching(/^\/support\/case\/.{40,}/)]);
  expect((await send("/support/write?lang=en", fields)).headers.get("location")).toBe(address);

  const { items } = (await server.ask("GET", "/v1/cases")).json;
  await server.ask("POST", `/v1/cases/${items[0].id}/messages`, { text: "It is back on Monday." });
  await send(address, { once: "form-2", text: "Thank you" });
  const page = await read(`${address}?lang=en`);
  expect(page.headers.get("cache-control")).toBe("private, no-store");
  const html = await page.text();
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; Why?");
  expect(html).not.toContain("<script");
  expect(html).not.toContain("Nothing personal");
  const order = ["Why?", "It is back on Monday.", "Thank you"].map((said) => html.indexOf(said));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test("what is refused is said beside the form, which keeps what was written", async () => {
  const sent = await send("/support/write?lang=en", {
    once: "form-3",
    text: "Keep me",
    mail: "nowhere@x",
    review: "1",
  });
  expect(sent.status).toBe(422);
  const html = await sent.text();
  expect(html).toContain("For a review, please choose which way it is about");
  expect(html).toContain("Keep me</textarea>");
  const cut = await read("/support/case/nothing?lang=en");
  expect([cut.status, await cut.text()]).toEqual([404, expect.stringContaining("This link does not open")]);
});

test("a card's number is not taken, and the form says so and keeps the words", async () => {
  const text = "Mine is 4111 1111 1111 1111";
  const opened = (await server.ask("POST", "/v1/cases", { text: "Why?", locale: "en" }, { key: null })).json;
  for (const [path, said] of [
    ["/support/write?lang=en", "Please leave out card numbers."],
    ["/support/write?lang=zh-CN", "请勿填写银行卡号。"],
    [`/support/case/${opened.token}?lang=en`, "Please leave out card numbers."],
  ] as const) {
    const refused = await send(path, { text });
    const page = await refused.text();
    expect([path, refused.status, page.includes(said), page.includes(text)]).toEqual([path, 422, true, true]);
  }
  expect(await server.dump()).not.toContain("4111");
});
