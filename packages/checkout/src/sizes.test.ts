import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildElements } from "../build.ts";

test("the elements keep to their budgets", async () => {
  const out = await mkdtemp(join(tmpdir(), "elements-"));
  const sizes = await buildElements(out);
  await rm(out, { recursive: true });
  expect(sizes.script).toBeLessThanOrEqual(12_000);
  expect(sizes.styles).toBeLessThanOrEqual(4_000);
  expect(sizes.more).toBeLessThanOrEqual(8_000);
  expect(sizes.review).toBeLessThanOrEqual(8_000);
  expect(sizes.compare).toBeLessThanOrEqual(8_000);
});
