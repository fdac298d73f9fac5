import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../engine/demo-people.ts";
import { ROLE_PERMISSIONS } from "../engine/permissions.ts";
import { addPerson, letIn, OWN_PAGE, signInAs } from "../testing/people.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { newKey, type TestServer, testServer } from "../testing/test-server.ts";

const MINUTE = 60_000;
let server: TestServer;
let nowMs = Date.parse("2026-11-25T09:00:00Z");
let lin: { email: string; password: string };

beforeAll(async () => {
  server = await testServer(await anyPlace(), { now: () => nowMs, publicUrl: "https://pay.test" });
  lin = await addPerson(server, "lin", "operator");
}, START_MS);
afterAll(() => server.close());

describe("signing in", () => {
  test("says who, where and what they may do, in a cookie that is the server's own", async () => {
    const { signedIn, cookie, ask } = await signInAs(server, { ...lin, email: "Lin@Shop.Test" });
    expect(signedIn.status).toBe(201);
    expect(signedIn.json).toMatchObject({
      user: { id: "lin", email: "lin@shop.test", name: "lin" },
      merchant: { id: "shop" },
      merchants: [{ id: "shop" }],
      role: "operator",
      permissions: ROLE_PERMISSIONS.operator,
      demo: false,
      ends_at: "2026-11-25T21:00:00.000Z",
      idle_minutes: 30,
    });
    const set = signedIn.headers.get("set-cookie")!;
    expect(set).toMatch(/^fenqi_session=[0-9A-Z]{32}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    const again = await ask("GET", "/v1/session");
    expect(again.json).toEqual(signedIn.json);
    expect([signedIn, again].map(({ headers }) => headers.get("cache-control"))).toEqual(
      Array(2).fill("private, no-store"),
    );
    expect(await server.dump()).not.toContain(cookie.slice("fenqi_session=".length));
  });

  test("answers alike for a wrong password and an unknown address", async () => {
    const [wrong, unknown] = await Promise.all([
      signInAs(server, { ...lin, password: "wrong horse battery staple" }),
      signInAs(server, { email: "nobody@shop.test", password: lin.password }),
    ]);
    for (const { signedIn } of [wrong, unknown])
      expect([signedIn.status, signedIn.json.code]).toEqual([401, "sign_in_failed"]);
    const words = ({ signedIn }: typeof wrong) => ({ ...signedIn.json, request_id: "" });
    expect(words(wrong)).toEqual(words(unknown));
  });

  test("gives a new token each time, whatever token the browser had: none can be fixed beforehand", async () => {
    const planted = `fenqi_session=${"A".repeat(32)}`;
    const headers = { ...OWN_PAGE, cookie: planted };
    const { headers: answered } = await server.ask("POST", "/v1/session", lin, { key: null, headers });
    const token = answered.get("set-cookie")!.split(";")[0]!;
    expect(token).not.toBe(planted);
    expect((await server.ask("GET", "/v1/session", undefined, { key: null, headers })).json.code).toBe(
      "session_missing",
    );
  });

  test("is not for the demo's people outside the demo, even where their rows are", async () => {
    await addPerson(server, "op-lin", "operator", DEMO_PASSWORD);
    const demo = { email: "operator@demo.fenqi.example", password: DEMO_PASSWORD };
    await server.store.db.updateTable("app_user").set({ email: demo.email }).where("id", "=", "op-lin").execute();
    expect((await signInAs(server, demo)).signedIn.json.code).toBe("sign_in_failed");
  });
});

describe("a session", () => {
  test("reaches as far as the role, where a secret key would be needed", async () => {
    const { ask } = await signInAs(server, lin);
    expect((await ask("GET", "/v1/adjustments")).status).toBe(200);
    const refused = await ask("GET", "/v1/keys");
    expect([refused.status, refused.json.code, refused.json.detail]).toEqual([
      403,
      "forbidden",
      "It needs the permission keys:manage.",
    ]);
  });

  test("is over when it is signed out", async () => {
    const { ask } = await signInAs(server, lin);
    const out = await ask("DELETE", "/v1/session");
    expect([out.status, out.headers.get("set-cookie")]).toEqual([200, expect.stringContaining("fenqi_session=; ")]);
    expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
    for (const path of ["/v1/session", "/v1/adjustments"]) {
      const after = await ask("GET", path);
      expect([after.status, after.json.code]).toEqual([401, "session_missing"]);
    }
  });

  test("is over after half an hour without a request, and after twelve hours in any case", async () => {
    const from = nowMs;
    const { ask } = await signInAs(server, lin);
    const later = async (ms: number) => {
      nowMs = from + ms;
      return (await ask("GET", "/v1/session")).status;
    };
    expect(await later(29 * MINUTE)).toBe(200);
    expect(await later(58 * MINUTE)).toBe(200);
    expect(await later(89 * MINUTE)).toBe(401);
    nowMs = from;
    const busy = await signInAs(server, lin);
    for (let at = 20; at < 12 * 60; at += 20) {
      nowMs = from + at * MINUTE;
      expect((await busy.ask("GET", "/v1/session")).status).toBe(200);
    }
    nowMs = from + 12 * 60 * MINUTE;
    expect((await busy.ask("GET", "/v1/session")).status).toBe(401);
  });

  test("looks at another merchant of the person's, and at no one else's", async () => {
    await server.addMerchant("other", newKey());
    await server.addMerchant("foreign", newKey());
    await addPerson(server, "wu", "finance");
    await letIn(server, "wu", "other", "viewer");
    const { ask, signedIn } = await signInAs(server, { email: "wu@shop.test", password: lin.password });
    expect(signedIn.json.merchants.map(({ id }: { id: string }) => id)).toEqual(["other", "shop"]);
    const first = signedIn.json.merchant.id as string;
    const second = first === "shop" ? "other" : "shop";
    const switched = await ask("PUT", "/v1/session/merchant", { merchant: second });
    expect(switched.json).toMatchObject({ merchant: { id: second }, role: second === "shop" ? "finance" : "viewer" });
    expect((await ask("GET", "/v1/session")).json.merchant.id).toBe(second);
    const [foreign, unknown] = [
      await ask("PUT", "/v1/session/merchant", { merchant: "foreign" }),
      await ask("PUT", "/v1/session/merchant", { merchant: "unknown" }),
    ];
    for (const { status, json } of [foreign, unknown]) expect([status, json.code]).toEqual([404, "not_found"]);
  });

  test("ends for a person who is no longer a member", async () => {
    await addPerson(server, "he", "support");
    const { ask } = await signInAs(server, { email: "he@shop.test", password: lin.password });
    await server.store.db.deleteFrom("membership").where("user_id", "=", "he").execute();
    expect((await ask("GET", "/v1/session")).json.code).toBe("session_missing");
  });
});

describe("check 38: another site cannot use the cookie", () => {
  const draft = { nonsense: true };
  const refused = async (
    headers: Record<string, string>,
    method = "POST",
    path = "/v1/adjustments",
    body: unknown = draft,
  ) => {
    const { cookie } = await signInAs(server, lin);
    const { status, json } = await server.ask(method, path, body, { key: null, headers: { cookie, ...headers } });
    return [status, json.code];
  };
  const host = () => new URL(server.url).host;

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port or subdomain", { "sec-fetch-site": "same-site" }],
    ["the address bar", { "sec-fetch-site": "none" }],
    ["another origin, over plain http", { origin: "http://evil.test" }],
    ["a sandboxed frame", { origin: "null" }],
    ["nothing that says where from", {}],
    ["the own site, as a form", { ...OWN_PAGE, "content-type": "text/plain" }],
    ["the own site, as a form of fields", { ...OWN_PAGE, "content-type": "application/x-www-form-urlencoded" }],
  ])("%s is refused", async (_, headers) => {
    expect(await refused(headers)).toEqual([403, "cross_site_refused"]);
  });

  test("without a body too, and for signing in", async () => {
    expect(await refused({ "sec-fetch-site": "cross-site" }, "DELETE", "/v1/session", undefined)).toEqual([
      403,
      "cross_site_refused",
    ]);
    expect(await refused({ "sec-fetch-site": "cross-site" }, "POST", "/v1/session", lin)).toEqual([
      403,
      "cross_site_refused",
    ]);
  });

  test("the server's own pages are not", async () => {
    expect(await refused(OWN_PAGE)).toEqual([400, "invalid_request"]);
    expect(await refused({ origin: `http://${host()}` })).toEqual([400, "invalid_request"]);
  });

  test("a key needs no page, and a key beside a cookie is what counts", async () => {
    const { cookie } = await signInAs(server, lin);
    const headers = { cookie, "sec-fetch-site": "cross-site" };
    expect((await server.ask("GET", "/v1/keys", undefined, { headers })).status).toBe(200);
    expect((await server.ask("POST", "/v1/adjustments", draft, { headers })).json.code).toBe("invalid_request");
    expect((await server.ask("GET", "/v1/session", undefined, { headers })).json.code).toBe("session_missing");
  });

  test("nothing that it is answered can be read from another origin", async () => {
    const { ask } = await signInAs(server, lin);
    const { headers } = await ask("GET", "/v1/adjustments", undefined, { origin: "http://evil.test" });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

test(
  "the demo's six people are there, and the person of a demo key is the person of the sign-in",
  async () => {
    const demo = await testServer(await anyPlace(), { demo: true, empty: true });
    const people = await Promise.all(
      ["viewer", "support", "operator", "approver", "finance", "admin"].map(async (role) => {
        const { signedIn } = await signInAs(demo, { email: `${role}@demo.fenqi.example`, password: DEMO_PASSWORD });
        return [signedIn.json.role, signedIn.json.user.id, signedIn.json.demo];
      }),
    );
    expect(people).toEqual([
      ["viewer", "vi-chen", true],
      ["support", "su-he", true],
      ["operator", "op-lin", true],
      ["approver", "ap-zhou", true],
      ["finance", "fi-wu", true],
      ["admin", "demo", true],
    ]);
    await demo.close();
  },
  START_MS,
);
