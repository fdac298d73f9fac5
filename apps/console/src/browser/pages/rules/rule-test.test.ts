import { expect, test } from "vitest";
import type { Catalogue } from "../adjustments/reach.ts";
import { edgeTests, outcomeOf, type RuleTest } from "./rule-test.ts";

const offer = (id: string, conditions?: object) => ({
  id,
  markets: ["CN"],
  channels: ["web"],
  currency: "CNY",
  ...(conditions ? { conditions } : {}),
});
const catalogue = {
  offers: [offer("a", { amount: { min: 600, max: 5_000 } }), offer("b"), { ...offer("c"), markets: ["GB"] }],
} as unknown as Catalogue;

test("a catalogue's amounts are tested on both sides of each edge, and only where it is offered", () => {
  const tests = edgeTests(catalogue, "CN", "web", 100);
  expect(tests.map(({ offer: id, amount, expected }) => [id, amount, expected])).toEqual([
    ["a", 600, "available"],
    ["a", 599, "missing"],
    ["a", 5_000, "available"],
    ["a", 5_001, "missing"],
    ["b", 499_900, "available"],
  ]);
  expect(edgeTests(catalogue, "CN", "web", 2)).toHaveLength(2);
});

test.each([
  // options, missing with codes, expected, got, passes
  [["a"], {}, "available", "available", true],
  [["a"], {}, "missing", "available", false],
  [[], { a: ["amount_below_min"] }, "missing", "missing", true],
  [[], { a: ["suspended"] }, "available", "missing", false],
  [[], {}, "missing", "nowhere", false],
] as const)("options %j and missing %j, expected %s: %s, %s", (options, missing, expected, got, passes) => {
  const answer = {
    options: options.map((id) => ({ offer: id })),
    missing: Object.entries<readonly string[]>(missing).map(([id, codes]) => ({
      offer: id,
      causes: codes.map((code) => ({ code })),
    })),
  } as unknown as Parameters<typeof outcomeOf>[1]["answer"];
  expect(outcomeOf({ offer: "a", expected } as RuleTest, { answer })).toMatchObject({ got, passes });
});
