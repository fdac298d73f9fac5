import { defineConfig } from "vitest/config";

/** Files that drive a real browser, or whole server processes: after the rest, since they mostly wait, and wait longer for a busy machine. */
const whole = [
  "tests/journeys/**/*.test.ts",
  "tests/packaging/**/*.test.ts",
  "tests/crash/**/*.test.ts",
  "**/*.browser.test.ts",
];
const outside = ["**/node_modules/**", "**/dist/**", "**/.fenqi/**"];

/** As the embedded database sets it: V8's collector of WebAssembly code can end a process (nodejs/node#64500). */
const execArgv = ["--no-wasm-code-gc"];

/** What must come about in time is waited for as long as a loaded machine may take. */
const patient = { poll: { timeout: 15_000 } };

export default defineConfig({
  test: {
    globalSetup: "packages/server/src/testing/template-database.ts",
    projects: [
      {
        test: {
          name: "unit",
          // They wait for databases and clocks more than they work: two leave a third of two cores idle.
          maxWorkers: 3,
          execArgv,
          expect: patient,
          include: ["{packages,apps}/*/src/**/*.test.ts", "packages/server/**/*.test.ts", "tests/**/*.test.ts"],
          exclude: [...outside, ...whole],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "whole",
          maxWorkers: 2,
          execArgv,
          expect: patient,
          include: whole,
          exclude: outside,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
