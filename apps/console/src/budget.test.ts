import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const dist = (file: string) => readFileSync(new URL(`../dist/${file}`, import.meta.url));

/** The design's budget: scripts of the first route, gzipped. */
const FIRST_ROUTE_BYTES = 250_000;

test("the scripts of the first page keep to the budget", () => {
  const { entry, preload } = JSON.parse(dist("first.json").toString()) as { entry: string; preload: string[] };
  const bytes = [entry, ...preload].reduce((sum, file) => sum + gzipSync(dist(file), { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(FIRST_ROUTE_BYTES);
});
