import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyPlace, START_MS, type TestPlace } from "../../testing/places.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

interface Sent {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

const [SERVER, CLIENT] = [2, 3];
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const sent: Sent[] = [];
let told = "";
/** A collector, as far as the protocol asks. Source: OTLP 1.3, JSON over HTTP. */
const collector = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    told += body;
    for (const { scopeSpans } of JSON.parse(body).resourceSpans) {
      for (const { spans } of scopeSpans) sent.push(...spans);
    }
    response.setHeader("content-type", "application/json").end("{}");
  });
});
let place: TestPlace;
let server: TestServer;

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  place = await anyPlace();
  server = await testServer(place, {
    ...{ empty: true, demo: true, sandboxPort: 0, secret: "sk_test_demo", merchant: "hetian" },
    tracing: { endpoint, service: "fenqi-test", ratio: 0 },
  });
}, START_MS);
afterAll(async () => {
  await server.close();
  collector.close();
  await place.drop();
});

test("a request that is traced is told with its statements and calls, and nothing of whom it is about", async () => {
  const items = [{ sku: "x", name: "X", category: "phone", tags: [], unit_amount: 120_000, quantity: 1 }];
  const question = {
    cart: { currency: "CNY", total: 120_000, items },
    ...{ market: "CN", channel: "web", locale: "en", shopper: { ref: "canary-shopper" } },
  };
  const { json: quote } = await server.ask("POST", "/v1/quotes", question);
  const option = quote.options.find(({ id }: { id: string }) => id === "card-full");
  const shown = Date.now();
  const consent = {
    ...{ disclosure: option.disclosure.id, language: "en" },
    ...{ shown_at: new Date(shown).toISOString(), confirmed_at: new Date(shown).toISOString() },
  };
  const accept = { quote_token: quote.token, option: option.id, order_ref: "canary-order", consent };
  const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, "idempotency-key": "canary-key" };
  const { status, json } = await server.ask("POST", "/v1/plans?", accept, { headers });
  expect([status, json.state]).toEqual([201, expect.stringMatching(/accepted|pending_partner/)]);
  await server.close();

  const request = sent.find(({ name }) => name === "POST /v1/plans");
  expect(request).toMatchObject({ kind: SERVER, traceId: TRACE, parentSpanId: "b7ad6b7169203331" });
  expect(request!.attributes).toContainEqual({ key: "http.response.status_code", value: { intValue: 201 } });
  const below = sent.filter(({ kind, parentSpanId }) => kind === CLIENT && parentSpanId === request!.spanId);
  expect(below.every(({ traceId }) => traceId === TRACE)).toBe(true);
  expect(below.some(({ name }) => /^(INSERT|WITH|SELECT)$/.test(name))).toBe(true);
  expect(below.some(({ name }) => /^POST 127\.0\.0\.1:\d+$/.test(name))).toBe(true);
  for (const secret of ["canary", "sk_test_demo", quote.token]) expect(told).not.toContain(secret);
});
