import { request } from "node:http";
import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { anyPlace } from "../testing/places.ts";
import { type Answered, type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;

afterEach(() => server.close());

const quote = (options = {}) => server.ask("POST", "/v1/quotes", fixtureRequest, options);

/** A request whose head has come and whose body has not. */
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
  test("above the limit they are turned away, and everything else goes on", async () => {
    server = await testServer(await anyPlace(), { limits: { quotesInFlight: 4 } });
    const { json } = await server.ask("POST", "/v1/quotes", { ...fixtureRequest, shopper: { ref: "s" } });
    // Whether the shopper was erased is asked of the store, which is held up until everybody else has been answered.
    const hold = await server.store.db.startTransaction().execute();
    await sql`lock table erased_shopper in access exclusive mode`.execute(hold);
    const turned: Answered[] = [];
    const replays = Array.from({ length: 40 }, async () => {
      const answer = await server.ask("POST", "/v1/quotes/replay", { token: json.token });
      if (answer.status === 503) turned.push(answer);
      return answer;
    });
    await expect.poll(() => turned.length).toBe(36);
    expect([turned[0]!.json.code, turned[0]!.headers.get("retry-after")]).toEqual(["overloaded", "1"]);
    const others = await Promise.all([server.ask("GET", "/v1/catalogue"), server.ask("GET", "/health/live")]);
    expect(others.map(({ status }) => status)).toEqual([200, 200]);
    await hold.rollback().execute();
    const answers = await Promise.all(replays);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect((await quote()).status).toBe(200);
  });

  test("whoever has sent a head and no body keeps nobody from a place", async () => {
    server = await testServer(await anyPlace(), { limits: { quotesInFlight: 1, othersInFlight: 1 } });
    const waiting = ["/v1/quotes", "/v1/plans", "/v1/cases"].flatMap((path) => [1, 2, 3].map(() => halfSent(path)));
    const inFlight = async () => (await server.ask("GET", "/metrics")).text.match(/^fenqi_http_in_flight (\d+)/m)?.[1];
    await expect.poll(inFlight).toBe(String(waiting.length + 1));
    expect((await quote()).status).toBe(200);
    expect((await server.ask("GET", "/v1/catalogue")).status).toBe(200);
    for (const sent of waiting) sent.destroy();
    await expect.poll(inFlight).toBe("1");
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
