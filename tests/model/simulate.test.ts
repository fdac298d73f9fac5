import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { simulate } from "./simulate.ts";

test("thousands of random operations: the engine and the naive model say the same after each", () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  process.stdout.write(`model seed ${seed}\n`);
  const { steps, done, refused } = simulate(seed, 8_000);
  expect(steps).toBe(8_000);
  for (const kind of ["repay", "refund", "settle", "close_dispute", "return_lease", "buy_out"]) {
    expect(done[kind], kind).toBeGreaterThan(0);
    expect(refused[kind], kind).toBeGreaterThan(0);
  }
});

test("the same seed lives the same lives", () => {
  expect(simulate(7, 1_000)).toEqual(simulate(7, 1_000));
});

test("the model imports nothing", () => {
  const text = readFileSync(path.join(import.meta.dirname, "naive-plan.ts"), "utf8");
  expect(text).not.toMatch(/\b(import|require)\b\s*[({"'*a-z]/);
});
