import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { LIMITS } from "@fenqi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type AskOptions, type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await testServer(await anyPlace());
}, START_MS);
afterAll(() => server.close());

const { cart } = fixtureRequest;
const quote = (body: unknown, options: AskOptions = {}) => server.ask("POST", "/v1/quotes", body, options);
const withItem = (item: object) => ({ ...fixtureRequest, cart: { ...cart, items: [{ ...cart.items[0]!, ...item }] } });

describe("check 28: nothing is converted, dropped or filled in", () => {
  const wrong = [null, true, [5], "12", 1.5, -1, 1e300, {}, ""];
  const fields: [string, (value: unknown) => object][] = [
    ["/cart/total", (v) => ({ ...fixtureRequest, cart: { ...cart, total: v } })],
    ["/cart/items/0/unit_amount", (v) => withItem({ unit_amount: v })],
    ["/cart/items/0/quantity", (v) => withItem({ quantity: v })],
    ["/shopper/age", (v) => ({ ...fixtureRequest, shopper: { age: v } })],
    ["/shopper/outstanding", (v) => ({ ...fixtureRequest, shopper: { outstanding: v } })],
  ];
  test.each(fields.flatMap(([pointer, body]) => wrong.map((value) => [pointer, value, body(value)] as const)))(
    "%s: %j is refused",
    async (pointer, _, body) => {
      const { status, json } = await quote(body);
      expect([status, json.code]).toEqual([400, "invalid_request"]);
      expect(json.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
    },
  );

  test("however often it was asked rightly before, or wrongly", async () => {
    const { cart, market, channel, locale } = fixtureRequest;
    const question = { cart, market, channel, locale };
    const wrong = JSON.stringify(question).replace('"quantity":1', '"quantity":"1"');
    expect(wrong).not.toBe(JSON.stringify(question));
    for (let time = 0; time < 4; time++) {
      expect((await quote(question)).status).toBe(200);
      expect((await quote(undefined, { raw: wrong })).status).toBe(400);
      expect((await quote(undefined, { raw: JSON.stringify(question).replace("{", '{"market":"CN",') })).status).toBe(
        400,
      );
    }
  });

  test("an integer beyond 2^53 is refused, not rounded", async () => {
    const raw = JSON.stringify(fixtureRequest).replaceAll("599900", "9007199254740993");
    expect((await quote(undefined, { raw })).status).toBe(400);
  });

  test.each([
    ["", { ...fixtureRequest, extra: 1 }, "/extra"],
    ["cart", { ...fixtureRequest, cart: { ...cart, note: "x" } }, "/cart/note"],
    ["item", withItem({ color: "red" }), "/cart/items/0/color"],
    ["shopper", { ...fixtureRequest, shopper: { name: "x" } }, "/shopper/name"],
    ["escaped", { ...fixtureRequest, "a/b~c": 1 }, "/a~1b~0c"],
  ])("an unknown field (%s) is refused by name", async (_, body, pointer) => {
    const { status, json } = await quote(body);
    expect([status, json.errors]).toEqual([
      400,
      [{ pointer, code: "unknown_field", detail: "is not a field of this object" }],
    ]);
  });

  test("every reason is told at once", async () => {
    const { json } = await quote({
      ...fixtureRequest,
      market: "china",
      locale: "fr",
      cart: { ...cart, total: "1", items: [] },
    });
    expect(json.errors.map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`).sort()).toEqual([
      "/cart/items too_few",
      "/cart/total wrong_type",
      "/locale not_allowed",
      "/market bad_form",
    ]);
  });

  test.each([
    ["10,000 items", { ...fixtureRequest, cart: { ...cart, items: Array.from({ length: 10_000 }, () => 1) } }, 400],
    ["a date that is none", { ...fixtureRequest, at: "yesterday" }, 400],
    ["a wrong query", fixtureRequest, 400, "?schedules=some"],
    ["an unknown query", fixtureRequest, 400, "?rows=none"],
  ])("%s is refused", async (_, body, status, query = "") => {
    expect((await server.ask("POST", `/v1/quotes${query}`, body)).status).toBe(status);
  });
});

describe("check 29: bodies that attack", () => {
  test.each<[string, AskOptions, number, string]>([
    ["nesting of 5,000", { raw: `${'{"cart":'.repeat(5_000)}1${"}".repeat(5_000)}` }, 400, "invalid_json"],
    ["a key twice", { raw: JSON.stringify(fixtureRequest).replace("{", '{"market":"DE",') }, 400, "invalid_json"],
    [
      "a prototype",
      { raw: JSON.stringify(fixtureRequest).replace("{", '{"__proto__":{"at":1},') },
      400,
      "invalid_json",
    ],
    ["no JSON", { raw: "{" }, 400, "invalid_json"],
    ["no body", { raw: "" }, 400, "invalid_request"],
    ["a body of 65 KiB", { raw: `"${"x".repeat(LIMITS.bodyBytes)}"` }, 413, "body_too_large"],
    [
      "gzip",
      { raw: gzipSync(Buffer.alloc(1_000_000)), headers: { "content-encoding": "gzip" } },
      415,
      "media_type_unsupported",
    ],
    [
      "a form",
      { raw: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "media_type_unsupported",
    ],
    ["text", { raw: "{}", headers: { "content-type": "text/plain" } }, 415, "media_type_unsupported"],
  ])("%s", async (_, options, status, code) => {
    const refused = await quote(undefined, options);
    expect([refused.status, refused.json.code]).toEqual([status, code]);
    if (status === 415) expect(refused.json.errors[0].pointer).toMatch(/^#\/headers\/content-(type|encoding)$/);
    expect(refused.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  });

  test("a catalogue may be larger than a cart, up to its own limit", async () => {
    const body = (size: number) => ({ catalogue: "x".repeat(size) });
    expect((await server.ask("POST", "/v1/catalogue/validate", body(1_000_000))).status).toBe(400);
    expect((await server.ask("POST", "/v1/catalogue/validate", body(LIMITS.catalogueBytes))).status).toBe(413);
  });

  test("heads and bodies that drip for ever are cut off within 10 seconds, and neighbours do not notice", async () => {
    const { hostname, port } = new URL(server.url);
    const started = performance.now();
    const head = "POST /v1/quotes HTTP/1.1\r\nhost: x\r\n";
    const json = `authorization: Bearer ${server.secret}\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n`;
    const slow = Array.from({ length: 40 }, (_, index) => {
      const isBody = index % 2 === 1;
      const socket = connect(Number(port), hostname);
      socket.write(isBody ? `${head}${json}{` : head);
      return { socket, drop: isBody ? " " : "x-a: b\r\n" };
    });
    const drip = setInterval(() => {
      for (const { socket, drop } of slow) if (socket.writable) socket.write(drop);
    }, 500);
    expect((await quote(fixtureRequest)).status).toBe(200);
    const ends = slow.map(async ({ socket }) => {
      let text = "";
      socket.on("data", (data) => (text += data)).on("error", () => {});
      await once(socket, "close");
      return text;
    });
    const answers = await Promise.all(ends);
    clearInterval(drip);
    expect(performance.now() - started).toBeLessThan(10_000);
    // One that sends on while it is cut off may see the connection reset before it has read why.
    expect(answers.every((text) => text === "" || text.startsWith("HTTP/1.1 408"))).toBe(true);
    expect(answers.filter((text) => text !== "").length).toBeGreaterThan(20);
  });
});

describe("addresses", () => {
  test("an unknown one, and a known one with another method", async () => {
    const unknown = await server.ask("GET", "/v1/nothing");
    expect([unknown.status, unknown.json.code]).toEqual([404, "not_found"]);
    const method = await server.ask("DELETE", "/v1/quotes");
    expect([method.status, method.json.code, method.headers.get("allow")]).toEqual([
      405,
      "method_not_allowed",
      "POST, GET",
    ]);
    const bad = await server.ask("GET", "/v1/quotes/%ff");
    expect(bad.status).toBeLessThan(500);
  });

  test("a problem names its code's documentation and the request", async () => {
    const { json } = await server.ask("GET", "/v1/nothing");
    expect(json).toEqual({
      type: "/docs#not_found",
      title: "There is nothing here",
      status: 404,
      code: "not_found",
      request_id: expect.any(String),
    });
    const docs = await server.ask("GET", "/docs", undefined, { key: null });
    expect(docs.text).toContain('id="not_found"');
    const [, iconPath = ""] = /<link rel="icon" href="([^"]+)"/.exec(docs.text) ?? [];
    const icon = await server.ask("GET", iconPath, undefined, { key: null });
    expect(icon.headers.get("content-type")).toBe("image/svg+xml");
    expect(icon.text).toBe(readFileSync(new URL("../../../../apps/shell/src/icon.svg", import.meta.url), "utf8"));
    expect(docs.headers.get("content-security-policy")).not.toContain("unsafe-inline");
  });
});
