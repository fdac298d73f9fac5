import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let place: TestPlace;
let server: TestServer;

beforeAll(async () => {
  place = await anyPlace();
  server = await testServer(place, { pages: true });
  const wish = { components: ["all"], channel: "inbox", address: "shopper-1" };
  await server.ask("POST", "/v1/subscriptions", { ...wish, locale: "en" });
  await server.ask("POST", "/v1/subscriptions", { ...wish, address: "shopper-2", locale: "zh-CN" });
}, START_MS);
afterAll(async () => {
  await server.close();
  await place.drop();
});

const read = async (path: string) => (await server.ask("GET", path, undefined, { key: null })).text;
/** As readers see it: folded lines of the calendar are one. */
const unfolded = (text: string) => text.replaceAll("\r\n ", "");
const CAUSES = ["partner_terms", "compliance", "maintenance", "business", "incident", "risk"] as const;

describe.each(CAUSES)("for %s", (cause) => {
  test("checkout, status page, announcement, help, feeds, calendar, message and agent view say one explanation in the same words", async () => {
    const words = { "zh-CN": `暂不可用：测试原因 ${cause}`, en: `Not available now: a test of ${cause}` };
    const back = { kind: "at", at: "2100-01-01T00:00:00.000Z" };
    const made = await server.ask("POST", "/v1/adjustments", { ...fixtureAdjustment, cause, back, explanation: words });
    const { id: adjustment, explanation } = made.json.adjustment;
    const { id, version } = explanation;

    for (const locale of ["zh-CN", "en"] as const) {
      const text = words[locale];
      const quote = (await server.ask("POST", "/v1/quotes", { ...fixtureRequest, locale })).json;
      const way = quote.missing.find((each: { adjustment?: string }) => each.adjustment === adjustment);
      expect(way.causes[0].explanation).toEqual({ id, version, text });

      const help = await read(`/support?code=${quote.code}&lang=${locale}`);
      expect(help).toContain(`data-explanation="${id}@${version}">${text}<`);
      const question = { text: "?", locale, quote_code: quote.code, offer: way.offer };
      const { id: opened } = (await server.ask("POST", "/v1/cases", question, { key: null })).json;
      const view = (await server.ask("GET", `/v1/cases/${opened}/view`)).json;
      expect(view.told).toMatchObject([{ explanation: { id, version, ...words } }]);
      expect(view.may_say[0]).toMatchObject({ words, explanation: { id, version } });

      for (const page of ["/status", `/status/${adjustment}`, "/status/banner"]) {
        const html = await read(`${page}?lang=${locale}`);
        expect(html, page).toContain(`data-explanation="${id}@${version}">${text}<`);
      }
      for (const file of ["feed.rss", "feed.atom"]) {
        const feed = await read(`/status/${file}?lang=${locale}`);
        expect(feed, file).toContain(`${id}@${version}`);
        expect(feed, file).toContain(text);
      }
      const { items } = JSON.parse(await read(`/status/feed.json?lang=${locale}`));
      const item = items.find((each: { url: string }) => each.url.includes(adjustment));
      expect(item._fenqi.explanation).toEqual({ id, version });
      expect(item.content_text).toContain(text);
      const calendar = unfolded(await read(`/status/feed.ics?lang=${locale}`));
      expect(calendar).toContain(text);
      expect(calendar).toContain(id);
    }

    const sent = async () =>
      (await server.ask("GET", "/v1/outbox")).json.items.filter((one: { text: string }) => one.text.includes(id));
    await expect.poll(async () => (await sent()).length, { timeout: 15_000 }).toBe(2);
    for (const letter of await sent()) {
      expect(letter.text).toContain(words[letter.locale as "en"]);
      expect(letter.text).toMatch(letter.locale === "en" ? `version ${version}` : `第 ${version} 版`);
    }
    await server.ask("POST", `/v1/adjustments/${adjustment}/lift`, {});
  }, 60_000);
});

test("hostile words never run: not in pages, feeds, badge, or a message", async () => {
  const hostile = `</p><script>alert(1)</script><img src=x onerror=alert(1)>]]>"'`;
  const back = { kind: "at", at: "2100-01-01T00:00:00.000Z" };
  const explanation = { "zh-CN": hostile, en: hostile };
  const made = await server.ask("POST", "/v1/adjustments", { ...fixtureAdjustment, back, explanation });
  const { id } = made.json.adjustment;
  await server.ask("POST", `/v1/adjustments/${id}/updates`, { text: explanation });
  for (const path of [
    "/status",
    `/status/${id}`,
    "/status/banner",
    "/status/feed.rss",
    "/status/feed.atom",
    "/status/badge.svg",
  ]) {
    expect(await read(path), path).not.toMatch(/<script>alert|<img src=x/);
  }
  await server.ask("POST", `/v1/adjustments/${id}/lift`, { better: explanation });
});

test("feeds are kept: what has not changed is not sent again, and everybody gets the same bytes", async () => {
  const first = await server.ask("GET", "/status/feed.atom?lang=en", undefined, { key: null });
  const tag = first.headers.get("etag")!;
  const again = (headers: Record<string, string>) =>
    server.ask("GET", "/status/feed.atom?lang=en", undefined, { key: null, headers });
  expect((await again({ "if-none-match": tag })).status).toBe(304);
  expect((await again({ "if-modified-since": first.headers.get("last-modified")! })).status).toBe(304);
  expect((await again({ "if-none-match": '"other"' })).status).toBe(200);
  expect((await again({ cookie: "fenqi_lang=zh-CN" })).text).toBe(first.text);
});

test("a mail program unsubscribes with one POST, without a page of ours or a script", async () => {
  const token = await server.ask("GET", "/v1/outbox").then(({ json }) => {
    const { headers } = json.items.find((one: { template: string }) => one.template === "adjustment");
    return /token=([^>]+)/.exec(headers["List-Unsubscribe"])![1]!;
  });
  const page = await read(`/status/unsubscribe?lang=en&token=${token}`);
  expect(page).toContain('method="post"');
  const answer = await fetch(`${server.url}/status/unsubscribe?lang=en&token=${token}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  const left = await server.store.db.selectFrom("subscription").select("id").execute();
  expect(left).toHaveLength(1);
});

test("only the banner may be framed by others", async () => {
  const policy = async (path: string) => (await fetch(server.url + path)).headers.get("content-security-policy");
  expect(await policy("/status/banner")).toContain("frame-ancestors *");
  expect(await policy("/status")).toContain("frame-ancestors 'self'");
});
