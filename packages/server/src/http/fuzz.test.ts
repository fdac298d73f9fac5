import { Agent, request as send } from "node:http";
import { checkShape, Problem, ROUTES, type Route } from "@fenqi/contract";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPerson, signInAs } from "../testing/people.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { bodies } from "../testing/schema-bodies.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;
let cookie: string;
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

beforeAll(async () => {
  server = await testServer(await anyPlace());
  ({ cookie } = await signInAs(server, await addPerson(server, "lin", "admin")));
}, START_MS);
afterAll(async () => {
  agent.destroy();
  await server.close();
});

function post({ path, access }: Route, body: string): Promise<{ status: number; text: string; ms: number }> {
  const { hostname, port } = new URL(server.url);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      ...(access === "session" ? { cookie } : { authorization: `Bearer ${server.secret}` }),
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "idempotency-key": "fuzz",
      // As a page of the server would: routes that are for those only are reached as well.
      "sec-fetch-site": "same-origin",
    };
    const sent = send(
      { agent, hostname, port, path: path.replace(":id", "none"), method: "POST", headers },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part));
        answer.on("end", () => resolve({ status: answer.statusCode!, text, ms: performance.now() - started }));
      },
    );
    sent.on("error", reject).end(body);
  });
}

/** A cart whose total is right, where that can be, so that half of the bodies get as far as the rules. */
function addedUp(body: unknown): unknown {
  const { cart } = (body ?? {}) as { cart?: { items?: unknown; lines?: unknown } };
  if (!Array.isArray(cart?.items)) return body;
  const lines = Array.isArray(cart.lines) ? cart.lines : [];
  const number = (value: unknown) => (typeof value === "number" ? value : 0);
  const total =
    cart.items.reduce((sum, item) => sum + number(item?.unit_amount) * number(item?.quantity), 0) +
    lines.reduce((sum, line) => sum + number(line?.amount), 0);
  return { ...(body as object), cart: { ...cart, total } };
}

const POSTS = Object.entries<Route>(ROUTES).filter(([, route]) => route.method === "POST" && route.body);

/** 10,000 for the route that the public reaches; the others have the same walls, and get fewer. */
const runsOf = (id: string): number => (id === "createQuote" ? 10_000 : 500);

describe("check 27: half-broken bodies", () => {
  test.each(POSTS)("%s never answers 5xx, always in the form of a problem", { timeout: 120_000 }, async (id, route) => {
    const seed = 20_261_122;
    const sample = fc.sample(bodies(route.body!), { numRuns: runsOf(id), seed });
    const statuses = new Map<number, number>();
    const queue = sample.map((body, index) => JSON.stringify(index % 2 === 0 ? addedUp(body) : body)).values();
    const work = async () => {
      for (const body of queue) {
        const { status, text, ms } = await post(route, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 || ms > 5_000) throw new Error(`${status} after ${Math.round(ms)} ms for ${body}: ${text}`);
        if (status >= 400 && checkShape(Problem, JSON.parse(text)).length > 0) throw new Error(`no problem: ${text}`);
        if (/\bat .*\.ts:\d+/.test(text)) throw new Error(`a stack trace for ${body}: ${text}`);
      }
    };
    await Promise.all(Array.from({ length: 16 }, work));
    // A generator whose bodies are all sound, or all rubbish, would prove nothing.
    expect(statuses.get(400)).toBeGreaterThan(0);
    if (id === "createQuote") expect(statuses.get(200)).toBeGreaterThan(runsOf(id) / 100);
  });
});
