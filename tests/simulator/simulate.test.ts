import { afterAll, beforeAll, expect, test } from "vitest";
import { type SimulatedDatabase, simulatedDatabase } from "./database.ts";
import { NOTHING_WRONG } from "./judge.ts";
import { type Control, PREPARED, simulate } from "./simulate.ts";

let database: SimulatedDatabase;
beforeAll(async () => {
  database = await simulatedDatabase(PREPARED);
});
afterAll(() => database.close());

test("a hundred days of a store whose partners fail and whose server crashes: nothing is lost, there twice, half written or unknown", async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  process.stdout.write(`simulator seed ${seed}\n`);
  const { verdict, crashes, operations } = await simulate(database, { seed, days: 100 });
  expect(verdict).toEqual(NOTHING_WRONG);
  expect(crashes).toBeGreaterThan(0);
  expect(operations["repay done"]).toBeGreaterThan(0);
});

test("the same seed leaves the same state", async () => {
  const lived = await simulate(database, { seed: 7, days: 45 });
  expect(await simulate(database, { seed: 7, days: 45 })).toEqual(lived);
  expect((await simulate(database, { seed: 8, days: 45 })).hash).not.toBe(lived.hash);
});

test.each<[Control, string, number]>([
  ["careless", "twice", 5],
  ["unresolved", "unknown", 4],
])("it finds out what a %s control does", async (control, list, seed) => {
  const { verdict } = await simulate(database, { seed, days: 90, control });
  expect(verdict[list as keyof typeof verdict]).not.toEqual([]);
});
