import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { newKey, type TestServer, testServer } from "../testing/test-server.ts";

describe.each(PLACES)("check 36: API keys on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  let now = Date.parse("2026-11-22T02:28:00.000Z");

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, {
      now: () => now,
      limits: { logOneIn: 1, wrongKeys: { perSecond: 1_000, burst: 1_000 } },
    });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const issue = (body: object, headers = {}) =>
    server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: "till", ...body }, { headers });
  const quote = (key: string | null) => server.ask("POST", "/v1/quotes", fixtureRequest, { key });

  test("a new key works at once, and the old one with it, until it is revoked", async () => {
    const issued = await issue({});
    expect(issued.status).toBe(201);
    expect(issued.json.key).toMatch(/^sk_test_[0-9A-HJKMNP-TV-Z]{32}$/);
    expect((await quote(issued.json.key)).status).toBe(200);
    expect((await quote(server.secret)).status).toBe(200);

    const revoked = await server.ask("DELETE", `/v1/keys/${issued.json.id}`);
    expect([revoked.status, revoked.json.revoked_at]).toEqual([200, new Date(now).toISOString()]);
    const refused = await quote(issued.json.key);
    expect([refused.status, refused.json.code]).toEqual([401, "key_unknown"]);
    now += 1_000;
    expect((await server.ask("DELETE", `/v1/keys/${issued.json.id}`)).json).toEqual(revoked.json);
    expect((await server.ask("DELETE", "/v1/keys/key_unknown")).status).toBe(404);
  });

  test("a key ends when it says", async () => {
    const { json } = await issue({ expires_at: new Date(now + 1_000).toISOString() });
    expect((await quote(json.key)).status).toBe(200);
    now += 1_000;
    expect((await quote(json.key)).status).toBe(401);
  });

  test("is shown once: neither the list nor the store holds it, nor does a repeated answer leave it there", async () => {
    const key = { "idempotency-key": "issue-once" };
    const issued = await issue({}, key);
    expect((await issue({}, key)).text).toBe(issued.text);
    const secretPart = issued.json.key.slice("sk_test_".length);
    expect((await server.ask("GET", "/v1/keys")).text).not.toContain(secretPart);
    const kept = await server.dump();
    expect(kept).toContain(issued.json.id);
    expect(kept).not.toContain(secretPart);
    expect(kept).not.toContain(server.secret);
  });

  test.each([
    ["none", null, "key_missing"],
    ["an unknown one", newKey(), "key_unknown"],
    ["one of another length", "sk_test_x", "key_unknown"],
    ["a demo key outside the demo", "sk_test_demo", "key_unknown"],
    ["a huge one", `sk_test_${"x".repeat(10_000)}`, "key_unknown"],
  ])("%s is refused", async (_, key, code) => {
    const refused = await quote(key);
    expect([refused.status, refused.json.code]).toEqual([401, code]);
  });

  test("no secret is ever in the log", async () => {
    const canary = newKey();
    await quote(canary);
    await server.ask("POST", `/v1/quotes?${canary}=1`, { shopper: { ref: canary } });
    const { json } = await server.ask("POST", "/v1/quotes", { ...fixtureRequest, shopper: { ref: "canary-person" } });
    await server.ask("POST", "/v1/quotes/replay", { token: json.token });
    const log = server.lines.join("\n");
    expect(server.lines.length).toBeGreaterThan(5);
    for (const secret of [canary, server.secret, json.token, "canary-person", server.masterKey.toString("base64")]) {
      expect(log).not.toContain(secret);
    }
  });
});
