import { afterAll, beforeAll, expect, test } from "vitest";
import { anyPlace, START_MS, type TestPlace } from "../src/testing/places.ts";
import { type TestServer, testServer } from "../src/testing/test-server.ts";

let place: TestPlace;
let server: TestServer;

const startAt = (instant: string) =>
  testServer(place, {
    ...{ empty: true, demo: true, demoHistory: true, secret: "sk_test_demo", merchant: "hetian" },
    now: () => Date.parse(instant),
  });
const today = async () => (await server.ask("GET", "/v1/today")).json;
const quotesToday = async (): Promise<number> => (await today()).funnel.today.quotes;

beforeAll(async () => {
  place = await anyPlace();
  server = await startAt("2026-11-22T04:00:00.000Z");
}, START_MS);
afterAll(async () => {
  await server.close();
  await place.drop();
});

test("the days before the start have quotes and calls, and one partner that broke", async () => {
  await expect.poll(quotesToday).toBeGreaterThan(100);
  const { funnel, partners } = await today();
  expect(funnel.week_ago.quotes).toBeGreaterThan(100);
  const linesOf = (id: string) => partners.find(({ partner }: { partner: string }) => partner === id).half_hours;
  const [broken, well] = [linesOf("xiqiao"), linesOf("qinghe")];
  const errors = (lines: { errors: number; calls: number }[]) =>
    Math.max(...lines.map((one) => one.errors / one.calls));
  expect(errors(broken)).toBeGreaterThan(0.03);
  expect(errors(well)).toBeLessThan(0.03);
  expect(broken.at(-1).at < well.at(-1).at).toBe(true);
});

test("a later start goes on from there, and makes nothing twice", async () => {
  const before = await quotesToday();
  await server.close();
  server = await startAt("2026-11-22T05:00:00.000Z");
  await expect.poll(quotesToday).toBeGreaterThan(before + 5);
  await server.close();
  server = await startAt("2026-11-22T05:00:30.000Z");
  expect(await quotesToday()).toBeLessThan(before + 60);
});
