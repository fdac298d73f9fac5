import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer(await anyPlace(), { limits: { quotesInFlight: 1_000 } });
}, START_MS);
afterAll(() => server.close());

/** A cart with one thing of this price. */
const cartOf = (total: number) => {
  const [item] = fixtureRequest.cart.items;
  return { ...fixtureRequest, cart: { ...fixtureRequest.cart, total, items: [{ ...item!, unit_amount: total }] } };
};

/** A quote's question as it goes over the wire. */
function wired(total: number): string {
  const body = JSON.stringify(cartOf(total));
  const head = `POST /v1/quotes HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${server.secret}`;
  return `${head}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** The bodies of so many answers. */
async function bodiesOf(chunks: AsyncIterable<Buffer>, count: number): Promise<string[]> {
  const bodies: string[] = [];
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf("\r\n\r\n"); end >= 0; end = rest.indexOf("\r\n\r\n")) {
      const length = Number(/content-length: (\d+)/i.exec(rest.toString("latin1", 0, end))![1]);
      if (rest.length < end + 4 + length) break;
      bodies.push(rest.toString("utf8", end + 4, end + 4 + length));
      rest = rest.subarray(end + 4 + length);
    }
    if (bodies.length === count) break;
  }
  return bodies;
}

test("who reads slowly gets their own answers, whatever others are answered meanwhile", async () => {
  // More than the machine keeps for a connection that nobody reads.
  const totals = Array.from({ length: 600 }, (_, k) => 300_000 + k * 100);
  const { hostname, port } = new URL(server.url);
  const slow = connect(Number(port), hostname).pause();
  await once(slow, "connect");
  slow.write(totals.map(wired).join(""));
  for (let k = 0; k < 20; k += 1) {
    const { json } = await server.ask("POST", "/v1/quotes", cartOf(900_000));
    expect(json.total).toBe(900_000);
  }
  const answers = (await bodiesOf(slow, totals.length)).map((body) => JSON.parse(body));
  expect(answers.map(({ total }) => total)).toEqual(totals);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(totals.length);
});
