import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digest } from "../adapters/token/ids.ts";
import { open, seal } from "../adapters/token/seal.ts";
import { deriveKey } from "../adapters/token/secrets.ts";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { asker, newKey, type TestServer, testServer } from "../testing/test-server.ts";

describe.each(PLACES)("quotes on %s", (_, open_) => {
  let place: TestPlace;
  let server: TestServer;
  let publishable: string;

  beforeAll(async () => {
    place = await open_();
    server = await testServer(place);
    const issued = await server.ask("POST", "/v1/keys", {
      kind: "publishable",
      mode: "test",
      name: "web",
      origins: ["https://shop.example"],
    });
    publishable = issued.json.key;
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const quote = (body: object = fixtureRequest, path = "/v1/quotes", options = {}) =>
    server.ask("POST", path, body, options);

  test("answers every way, with id, code and token", async () => {
    const { status, json, headers } = await quote();
    expect(status).toBe(200);
    expect(json.id).toMatch(/^q_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(json.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(json.token.length).toBeLessThanOrEqual(2048);
    expect(json.options.map((o: { id: string }) => o.id).sort()).toEqual([
      "bank-12",
      "bank-6",
      "card-full",
      "wallet-12",
      "wallet-3",
    ]);
    expect(json.missing).toEqual([]);
    expect(headers.get("fenqi-catalogue")).toMatch(/^current; age=/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("leaves the rows out when asked", async () => {
    const withRows = await quote();
    const without = await quote(fixtureRequest, "/v1/quotes?schedules=none");
    expect(withRows.json.options.every((o: object) => "schedule" in o)).toBe(true);
    expect(without.json.options.some((o: object) => "schedule" in o)).toBe(false);
  });

  test.each(["/v1/quotes", "/v1/quotes?schedules=none"])(
    "replays %s to the same bytes, by token, id and code",
    async (path) => {
      const first = await quote({ ...fixtureRequest, shopper: { ref: "s-1", age: 30, verified: true } }, path);
      const byToken = await server.ask("POST", "/v1/quotes/replay", { token: first.json.token });
      const byId = await server.ask("GET", `/v1/quotes/${first.json.id}`);
      const byCode = await server.ask("GET", `/v1/quotes?code=${first.json.code.toLowerCase().replace("-", "")}`);
      for (const again of [byToken, byId, byCode]) {
        expect(again.status).toBe(200);
        expect(again.text).toBe(first.text);
      }
    },
  );

  test("is recorded, and replays from the store when it is no longer in memory", async () => {
    const first = await quote();
    await expect.poll(async () => metric(await server.ask("GET", "/metrics"), "fenqi_recorder_depth")).toBe(0);
    const byId = await server.ask("GET", `/v1/quotes/${first.json.id}`);
    const byCode = await server.ask("GET", `/v1/quotes?code=${first.json.code}`);
    expect(byId.text).toBe(first.text);
    expect(byCode.text).toBe(first.text);
  });

  test("replays to the same bytes after the catalogue has changed", async () => {
    const first = await quote();
    const adjusted = await server.ask("POST", "/v1/adjustments", fixtureAdjustment);
    expect(adjusted.status).toBe(201);
    const now = await quote();
    expect(now.json.missing.map((m: { offer: string }) => m.offer).sort()).toEqual(["wallet-12", "wallet-3"]);
    const again = await server.ask("POST", "/v1/quotes/replay", { token: first.json.token });
    expect(again.text).toBe(first.text);
    await server.ask("POST", `/v1/adjustments/${adjusted.json.adjustment.id}/lift`, {});
  });

  test.each([
    ["answers otherwise", "0", () => "0".repeat(64)],
    // Engine 1 hashed the answer in one piece.
    ["has made its digest otherwise", "1", (text: string) => digest(`{${text.slice(text.indexOf('"created_at"'))}`)],
  ])("says when another engine %s: replayed or accepted, it is never passed off", async (_, engine, digestOf) => {
    const first = await quote();
    const key = deriveKey(server.masterKey, "token");
    const packed = JSON.parse(open([key], first.json.token, server.merchant)!);
    packed[3] = engine;
    packed[7] = digestOf(first.text);
    const token = seal(key, JSON.stringify(packed), server.merchant);
    const again = await server.ask("POST", "/v1/quotes/replay", { token });
    expect(again.json).toEqual({ ...first.json, token, engine_changed: true });
    const { disclosure } = first.json.options[0];
    const at = first.json.created_at;
    const consent = { disclosure: disclosure.id, language: "en", shown_at: at, confirmed_at: at };
    const order = { quote_token: token, option: first.json.options[0].id, order_ref: "o-1", consent };
    const accepted = await server.ask("POST", "/v1/plans", order);
    expect([accepted.status, accepted.json.code]).toEqual([409, "quote_expired"]);
    expect(accepted.json.quote.options).toBeDefined();
  });

  test("shows one option whole, and refuses one that is none", async () => {
    const { json } = await quote(fixtureRequest, "/v1/quotes?schedules=none");
    const shown = await server.ask("POST", "/v1/quotes/option", { token: json.token, option: "bank-12" });
    expect(shown.json.option.schedule).toHaveLength(12);
    expect(shown.json.option.disclosure.items.length).toBeGreaterThan(0);
    const unknown = await server.ask("POST", "/v1/quotes/option", { token: json.token, option: "bank-99" });
    expect([unknown.status, unknown.json.code, unknown.json.errors[0].pointer]).toEqual([
      422,
      "unknown_option",
      "/option",
    ]);
  });

  test("compares ways for a length of use", async () => {
    const { json } = await quote();
    const compared = await server.ask("POST", "/v1/quotes/compare", { token: json.token, months: 12, resale: 100_000 });
    expect(compared.status).toBe(200);
    expect(compared.json).toMatchObject({ months: 12, resale: 100_000, cash_price: 599_900 });
  });

  test("refuses a token that was altered in any place, cut, or sealed for another merchant", async () => {
    const { json } = await quote();
    const { token } = json as { token: string };
    const flipped = Array.from({ length: 40 }, (_, i) => {
      const at = Math.floor((i * token.length) / 40);
      return token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    });
    const key = deriveKey(server.masterKey, "token");
    const foreign = seal(key, open([key], token, server.merchant)!, "another-merchant");
    const unkept = seal(deriveKey(randomBytes(32), "token"), "[]", server.merchant);
    for (const wrong of [...flipped, token.slice(0, -1), `${token}A`, `${token}=`, "x", ".", foreign, unkept]) {
      const again = await server.ask("POST", "/v1/quotes/replay", { token: wrong });
      expect([wrong, again.status, again.json.code]).toEqual([wrong, 422, "token_invalid"]);
      expect(again.json.errors[0].pointer).toBe("/token");
    }
    const wish = { quote_token: foreign, offer: "none", channel: "email", address: "lin@example.com", locale: "en" };
    const joined = await server.ask("POST", "/v1/waitlist", wish);
    expect(joined.json.errors[0].pointer).toBe("/quote_token");
  });

  test("a publishable key may quote, and nothing else", async () => {
    const options = { key: publishable };
    expect((await quote(fixtureRequest, "/v1/quotes", options)).status).toBe(200);
    const shopper = await quote({ ...fixtureRequest, shopper: { age: 30 } }, "/v1/quotes", options);
    expect([shopper.status, shopper.json.code, shopper.json.errors[0].pointer]).toEqual([
      403,
      "secret_key_needed",
      "/shopper",
    ]);
    for (const [method, path] of [
      ["GET", "/v1/catalogue"],
      ["GET", "/v1/quotes/q_1"],
      ["POST", "/v1/adjustments"],
      ["GET", "/v1/keys"],
    ] as const) {
      const refused = await server.ask(method, path, method === "POST" ? {} : undefined, options);
      expect([path, refused.status, refused.json.code]).toEqual([path, 403, "secret_key_needed"]);
    }
  });

  test("a page of an allowed origin may read the answer; another may not", async () => {
    const from = (origin: string) => quote(fixtureRequest, "/v1/quotes", { key: publishable, headers: { origin } });
    const allowed = await from("https://shop.example");
    expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([200, "https://shop.example"]);
    for (const origin of ["https://evil.example", "http://shop.example", "https://shop.example:8443", "null"]) {
      const refused = await from(origin);
      expect([origin, refused.status, refused.json.code]).toEqual([origin, 403, "origin_not_allowed"]);
    }
    const asked = await server.ask("OPTIONS", "/v1/quotes", undefined, {
      key: null,
      headers: { origin: "https://shop.example" },
    });
    expect([asked.status, asked.headers.get("access-control-allow-headers")]).toEqual([
      204,
      "authorization, content-type",
    ]);
  });

  test("`at` sets the clock for a test key, and for no other", async () => {
    const at = "2026-12-01T12:00:00+08:00";
    const set = await quote({ ...fixtureRequest, at });
    expect(set.json.created_at).toBe("2026-12-01T04:00:00.000Z");
    const live = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "live", name: "live" });
    const refused = await quote({ ...fixtureRequest, at }, "/v1/quotes", { key: live.json.key });
    expect([refused.status, refused.json.code, refused.json.errors[0].pointer]).toEqual([422, "test_mode_only", "/at"]);
    const never = await quote({ ...fixtureRequest, at: "2026-02-30T00:00:00Z" });
    expect([never.status, never.json.code]).toEqual([422, "invalid_date"]);
  });

  const { cart } = fixtureRequest;
  test.each([
    [
      "a total that does not add up",
      { ...fixtureRequest, cart: { ...cart, total: 599_901 } },
      "total_mismatch",
      "/cart/total",
    ],
    ["an unknown market", { ...fixtureRequest, market: "ZZ" }, "unknown_market", "/market"],
    [
      "an unknown currency",
      { ...fixtureRequest, cart: { ...cart, currency: "XXX" } },
      "unknown_currency",
      "/cart/currency",
    ],
  ])("refuses %s", async (_, body, code, pointer) => {
    const refused = await quote(body);
    expect([refused.status, refused.json.code, refused.json.errors[0].pointer]).toEqual([422, code, pointer]);
  });

  test("a cart whose words do not fit in the token is refused", async () => {
    const items = Array.from({ length: 200 }, (_, i) => ({
      ...cart.items[0]!,
      category: `category-${i}-${"x".repeat(20)}`,
      unit_amount: 100,
    }));
    const refused = await quote({ ...fixtureRequest, cart: { currency: "CNY", total: 20_000, items } });
    expect([refused.status, refused.json.code]).toEqual([422, "cart_too_varied"]);
  });

  test("another merchant's quote is not there: the same answer as for an unknown id", async () => {
    const { json } = await quote();
    const other = await otherMerchant(server);
    const foreign = await other("GET", `/v1/quotes/${json.id}`);
    const unknown = await other("GET", `/v1/quotes/q_${"0".repeat(26)}`);
    const plain = (text: string) => text.replace(/"request_id":"[^"]*"/, "");
    expect([foreign.status, plain(foreign.text)]).toEqual([404, plain(unknown.text)]);
    const token = await other("POST", "/v1/quotes/replay", { token: json.token });
    expect([token.status, token.json.code]).toEqual([422, "token_invalid"]);
  });
});

/** A second merchant on the same store, made the way the first one was. */
async function otherMerchant(server: TestServer) {
  const secret = newKey();
  await server.addMerchant("other", secret);
  return asker(server.url, secret);
}

const metric = ({ text }: { text: string }, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
