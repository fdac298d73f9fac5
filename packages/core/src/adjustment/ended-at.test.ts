import { expect, test } from "vitest";
import { sampleAdjustment } from "../quote/sample-catalogue.ts";
import { endedAt } from "./ended-at.ts";
import type { Adjustment } from "./types.ts";

const AT = "2026-11-24T02:00:00.000Z";
const LIFTED = "2026-11-23T00:00:00.000Z";
const at = { kind: "at", at: AT } as const;

test.each<[Partial<Adjustment>, string | undefined]>([
  [{ kind: "suspend", back: at }, undefined],
  [{ kind: "suspend", back: at, lifted_at: LIFTED }, LIFTED],
  [{ kind: "inform", back: at }, AT],
  [{ kind: "inform", back: at, lifted_at: LIFTED }, LIFTED],
  [{ kind: "inform", back: { kind: "none" } }, undefined],
  [{ kind: "inform", back: { kind: "update_by", by: AT } }, undefined],
  [{ kind: "inform", back: { kind: "window", from: LIFTED, until: AT } }, undefined],
])("%j ends at %s", (fields, ends) => {
  expect(endedAt(sampleAdjustment("a", fields))).toBe(ends);
});
