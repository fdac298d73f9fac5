import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildElements } from "../build.ts";

const KB = 1024;

test("the elements keep to their budgets", async () => {
  const out = await mkdtemp(join(tmpdir(), "elements-"));
  const sizes = await buildElements(out);
  await rm(out, { recursive: true });
  expect(sizes.script).toBeLessThanOrEqual(12 * KB);
  expect(sizes.styles).toBeLessThanOrEqual(4 * KB);
  expect(sizes.more).toBeLessThanOrEqual(8 * KB);
  expect(sizes.review).toBeLessThanOrEqual(8 * KB);
  expect(sizes.compare).toBeLessThanOrEqual(8 * KB);
});
