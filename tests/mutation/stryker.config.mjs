/** What npm run test:mutation changes, and which tests must notice. */
export default {
  mutate: [
    "packages/core/src/{money,schedule,ledger,plan,adjustment,offer}/**/*.ts",
    "packages/core/src/cost/**/*.ts",
    "packages/core/src/catalogue/**/*.ts",
    "packages/core/src/quote/**/*.ts",
    // They spare work, and an answer without them is the same.
    "!packages/core/src/{quote/help-at-once,cost/yield-at-once,cost/yield-guess}.ts",
    "!packages/core/src/quote/sample-catalogue.ts",
    "!**/*.test.ts",
    "!**/testing/**",
  ],
  testRunner: "vitest",
  vitest: { configFile: "tests/mutation/vitest.config.ts" },
  plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
  // Stryker reads one with TypeScript's own API, which TypeScript 7 does not have; nothing is compiled here.
  tsconfigFile: "none.json",
  coverageAnalysis: "perTest",
  // Messages for programmers may read otherwise.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["dist", "apps", ".fenqi", "test-output", "benchmarks", "examples"],
  tempDirName: ".stryker",
  reporters: ["clear-text", "progress-append-only", "json"],
  jsonReporter: { fileName: "test-output/mutation.json" },
  clearTextReporter: { logTests: false, allowColor: false },
  thresholds: { high: 95, low: 90, break: 90 },
  concurrency: 2,
};
