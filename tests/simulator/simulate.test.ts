import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type SimulatedDatabase, simulatedDatabase } from "./database.ts";
import { NOTHING_WRONG, type Verdict } from "./judge.ts";
import { type Control, PREPARED, simulate } from "./simulate.ts";

// Seconds of work; on a machine that does ten other things, a minute.
vi.setConfig({ testTimeout: 120_000 });

let database: SimulatedDatabase;
beforeAll(async () => {
  database = await simulatedDatabase(PREPARED);
});
afterAll(() => database.close());

test("two months of a store whose partners fail and whose servers crash: nothing is lost, there twice, half written or unknown", async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  process.stdout.write(`simulator seed ${seed}\n`);
  const { verdict, operations } = await simulate(database, { seed, days: 60 });
  expect(verdict).toEqual(NOTHING_WRONG);
  expect(operations["accept done"]).toBeGreaterThan(0);
});

test("the same seed leaves the same state", async () => {
  const lived = await simulate(database, { seed: 7, days: 25 });
  expect(await simulate(database, { seed: 7, days: 25 })).toEqual(lived);
  expect((await simulate(database, { seed: 8, days: 25 })).hash).not.toBe(lived.hash);
});

/** Where a control does harm depends on where servers end: one of so many seeds shows it. */
const SEEDS = 8;

test.each<[Control, keyof Verdict]>([
  ["careless", "twice"],
  ["unresolved", "unknown"],
])("it finds out what a control does: %s", async (control, list) => {
  let found: readonly string[] = [];
  for (let seed = 1; seed <= SEEDS && found.length === 0; seed++) {
    const { verdict } = await simulate(database, { seed, days: 60, control });
    found = verdict[list];
  }
  expect(found).not.toEqual([]);
});
