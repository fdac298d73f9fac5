import type { Quote } from "@fenqi/client";
import { expect, test } from "vitest";
import { whyNothing } from "./missing-reason.ts";

const way = (...texts: string[]) => ({ causes: texts.map((text) => ({ explanation: { text } })) });

test("why nothing can be chosen is the first reason of each way, each told once", () => {
  const missing = [
    way("Upgrade until 10:00.", "Amount too small."),
    way("Upgrade until 10:00."),
    way("Not for this market."),
  ];
  expect(whyNothing({ missing } as unknown as Quote)).toBe("Upgrade until 10:00. Not for this market.");
  expect(whyNothing({ missing: [] })).toBe("");
});
