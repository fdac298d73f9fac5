import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";
import { main } from "./main.ts";

let place: TestPlace;
let server: TestServer;
let id: string;

beforeAll(async () => {
  place = await anyPlace();
  server = await testServer(place);
  await server.ask("POST", "/v1/adjustments", fixtureAdjustment);
  const { code } = (await server.ask("POST", "/v1/quotes", fixtureRequest)).json;
  const question = { text: "Gone?\u001b[2J", locale: "en", quote_code: code, offer: "wallet-12" };
  id = (await server.ask("POST", "/v1/cases", question)).json.id;
}, START_MS);
afterAll(async () => {
  await server.close();
  await place.drop();
});

async function run(...args: string[]) {
  const out: string[] = [];
  const code = await main(args, {
    env: { FENQI_URL: server.url, FENQI_KEY: server.secret },
    now: () => new Date(),
    fetch,
    out: (text) => void out.push(text),
    err: () => {},
  });
  return { code, out: out.join("") };
}

test("lists the queue, and shows a case with what may be said", async () => {
  const list = await run("cases", "list", "--state", "open", "--queue", "availability");
  expect(list.code).toBe(0);
  expect(list.out).toMatch(
    new RegExp(`^${id}  availability  open +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d .*wallet-12`, "m"),
  );
  expect(list.out).toMatch(/due \(Beijing time\)/);
  expect((await run("cases", "list", "--queue", "review")).out).not.toContain(id);

  const { out } = await run("cases", "show", id);
  expect(out).toContain("shopper: Gone? [2J");
  expect(out).toMatch(new RegExp(`${fixtureAdjustment.explanation.en}  \\[[\\w.]+@1\\]`));
  expect(out).toContain("Must not say:");
  expect(JSON.parse((await run("cases", "show", id, "--json")).out).seen.missing.length).toBeGreaterThan(0);
});

test.each([["cases"], ["cases", "show"], ["cases", "list", "--queue", "none"]])(
  "%s %s is called wrongly",
  async (...args) => {
    expect((await run(...args)).code).toBe(2);
  },
);
