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

  test("rotation: both keys work until the overlap is over, and no request in between is refused", async () => {
    const old = (await issue({ role: "operator", person: "op", scopes: ["quotes:read", "adjustments:read"] })).json;
    const statuses = new Set<number>();
    let asking = true;
    const caller = async () => {
      while (asking) statuses.add((await quote(old.key)).status);
    };
    const callers = [caller(), caller()];
    const rotated = await server.ask("POST", `/v1/keys/${old.id}/rotations`, { overlap_hours: 24 });
    for (let i = 0; i < 20; i++) statuses.add((await quote(rotated.json.key)).status);
    asking = false;
    await Promise.all(callers);
    expect([...statuses]).toEqual([200]);
    const { id, key, hint, created_at, ...same } = rotated.json;
    expect(same).toEqual({
      ...same,
      role: "operator",
      person: "op",
      scopes: old.scopes,
      rotated_to: null,
      expires_at: null,
    });
    const listed = (await server.ask("GET", "/v1/keys")).json.items.find((one: { id: string }) => one.id === old.id);
    expect(listed).toMatchObject({ rotated_to: id, expires_at: new Date(now + 24 * 3_600_000).toISOString() });
    const twice = await server.ask("POST", `/v1/keys/${old.id}/rotations`, { overlap_hours: 24 });
    expect([twice.status, twice.json.detail]).toEqual([409, "It is rotated."]);
    now += 24 * 3_600_000 - 1;
    expect((await quote(old.key)).status).toBe(200);
    now += 1;
    expect([(await quote(old.key)).status, (await quote(key)).status]).toEqual([401, 200]);
  });

  test("rotation never lengthens a life, and gives the new key one as long", async () => {
    const expires = new Date(now + 3_600_000).toISOString();
    const old = (await issue({ expires_at: expires })).json;
    now += 1_800_000;
    const { json } = await server.ask("POST", `/v1/keys/${old.id}/rotations`, { overlap_hours: 24 });
    expect(json.expires_at).toBe(new Date(now + 3_600_000).toISOString());
    const listed = (await server.ask("GET", "/v1/keys")).json.items.find((one: { id: string }) => one.id === old.id);
    expect(listed.expires_at).toBe(expires);
    await server.ask("DELETE", `/v1/keys/${json.id}`);
    expect((await server.ask("POST", `/v1/keys/${json.id}/rotations`, { overlap_hours: 0 })).json.detail).toBe(
      "It is revoked.",
    );
    expect((await server.ask("POST", "/v1/keys/none/rotations", { overlap_hours: 0 })).status).toBe(404);
  });

  test("scopes: a key may do what is in both its scopes and its role, and cannot give more than it has", async () => {
    const reader = (await issue({ role: "operator", scopes: ["adjustments:read"] })).json.key;
    const asked = async (method: string, path: string, body?: object, key = reader) => {
      const { status, json } = await server.ask(method, path, body, { key });
      return [status, json.code];
    };
    expect((await asked("GET", "/v1/adjustments"))[0]).toBe(200);
    expect(await asked("POST", "/v1/adjustments", {})).toEqual([403, "forbidden"]);
    const refused = await issue({ role: "operator", scopes: ["adjustments:read", "keys:manage"] });
    expect([refused.status, refused.json.code, refused.json.errors[0].pointer]).toEqual([
      422,
      "scope_not_held",
      "/scopes/1",
    ]);
    const manager = (await issue({ role: "admin", scopes: ["keys:manage", "users:manage", "adjustments:read"] })).json
      .key;
    const draft = { kind: "secret", mode: "test", name: "x" };
    expect(await asked("POST", "/v1/keys", { ...draft, role: "admin" }, manager)).toEqual([403, "forbidden"]);
    expect(
      (await asked("POST", "/v1/keys", { ...draft, role: "operator", scopes: ["adjustments:read"] }, manager))[0],
    ).toBe(201);
    expect(await asked("POST", "/v1/keys/key_first/rotations", { overlap_hours: 0 }, manager)).toEqual([
      403,
      "forbidden",
    ]);
    const invitation = { email: "x@shop.test", role: "admin" };
    expect(await asked("POST", "/v1/users/invitations", invitation, manager)).toEqual([403, "forbidden"]);
    const publishable = await issue({ kind: "publishable", scopes: ["quotes:read"] });
    expect(publishable.json.errors[0].pointer).toBe("/scopes");
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
    expect(refused.json.errors[0].pointer).toBe("#/headers/authorization");
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
