import { request } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { anyPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;

afterEach(() => server.close());

const quote = (options = {}) => server.ask("POST", "/v1/quotes", fixtureRequest, options);

/** A request whose head has come and whose body has not: it holds a place. */
function halfSent(path: string) {
  const { hostname, port } = new URL(server.url);
  const sent = request({
    hostname,
    port,
    path,
    method: "POST",
    headers: { authorization: `Bearer ${server.secret}`, "content-type": "application/json", "content-length": 10_000 },
  });
  sent.on("error", () => {});
  sent.flushHeaders();
  return sent;
}

describe("check 30: too much at once", () => {
  test("quotes above the limit are turned away, and everything else goes on", async () => {
    server = await testServer(await anyPlace(), { limits: { quotesInFlight: 4 } });
    const waiting = Array.from({ length: 4 }, () => halfSent("/v1/quotes"));
    await expect.poll(async () => (await quote()).status).toBe(503);
    const turned = await quote();
    expect([turned.json.code, turned.headers.get("retry-after")]).toEqual(["overloaded", "1"]);
    expect((await server.ask("GET", "/v1/catalogue")).status).toBe(200);
    expect((await server.ask("GET", "/health/live")).status).toBe(200);
    for (const sent of waiting) sent.destroy();
    await expect.poll(async () => (await quote()).status).toBe(200);
  });
});

test("a place is given back by every request, over a socket or in process", async () => {
  server = await testServer(await anyPlace(), { limits: { quotesInFlight: 2, othersInFlight: 2 } });
  for (let i = 0; i < 5; i++) expect((await quote()).status).toBe(200);
  const headers = { authorization: `Bearer ${server.secret}` };
  for (let i = 0; i < 5; i++) {
    const answer = await server.app.inject({ method: "POST", url: "/v1/quotes", headers, payload: fixtureRequest });
    expect(answer.statusCode).toBe(200);
    expect((await server.app.inject({ url: "/health/live" })).statusCode).toBe(200);
  }
});

describe("check 31: too much in a time", () => {
  test("a key above its rate waits, others do not", async () => {
    server = await testServer(await anyPlace(), { limits: { key: { perSecond: 1, burst: 10 } } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => quote()));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(5);
    expect(limited[0]!.json.code).toBe("rate_limited");
    expect(Number(limited[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(limited[0]!.headers.get("ratelimit")).toMatch(/^"key";r=0;t=\d+$/);
    expect(answers.find(({ status }) => status === 200)?.headers.get("ratelimit-policy")).toBe('"key";q=10;w=10');
    const { json } = await server.ask("GET", "/v1/announcements", undefined, { key: null });
    expect(json.merchant.id).toBe("shop");
  });

  test("an address above its rate waits: what is public, and publishable keys", async () => {
    server = await testServer(await anyPlace(), { limits: { address: { perSecond: 1, burst: 5 } } });
    const publicly = () => server.ask("GET", "/v1/announcements", undefined, { key: null });
    const answers = await Promise.all(Array.from({ length: 10 }, publicly));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(2);
    expect((await quote()).status).toBe(200);
    expect((await server.ask("GET", "/health/live", undefined, { key: null })).status).toBe(200);
  });

  test("wrong keys are slowed down by address; the right one is not", async () => {
    server = await testServer(await anyPlace(), { limits: { wrongKeys: { perSecond: 1, burst: 3 } } });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => quote({ key: `sk_test_wrong${i}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
    expect((await quote()).status).toBe(200);
  });
});
