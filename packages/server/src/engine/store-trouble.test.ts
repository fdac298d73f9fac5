import { expect, test } from "vitest";
import { storeTrouble } from "./store-trouble.ts";

test("trouble lasts from its first sign until a quarter of a minute after its last", () => {
  let now = Date.parse("2026-11-20T04:00:00Z");
  const trouble = storeTrouble(() => now);
  expect(trouble.since()).toBeNull();
  trouble.met();
  expect(trouble.since()).toBe("2026-11-20T04:00:00.000Z");
  now += 10_000;
  trouble.met();
  now += 15_000;
  expect(trouble.since()).toBe("2026-11-20T04:00:00.000Z");
  now += 1;
  expect(trouble.since()).toBeNull();
  trouble.met();
  expect(trouble.since()).toBe("2026-11-20T04:00:25.001Z");
});
