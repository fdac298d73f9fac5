import path from "node:path";
import { defineConfig } from "vitest/config";

/** Core's own tests, which need nothing but core, and the published figures that it must come to. */
export default defineConfig({
  // The workspace's link leads out of the copy that is being changed.
  resolve: {
    alias: [
      {
        find: /^@fenqi\/core\/(\w+)$/,
        replacement: path.resolve(import.meta.dirname, "../../packages/core/src/$1/index.ts"),
      },
    ],
  },
  test: {
    include: ["packages/core/src/**/*.test.ts", "packages/server/src/cli/vectors/vectors.test.ts"],
    setupFiles: ["tests/mutation/at-first-failure.ts"],
    testTimeout: 60_000,
  },
});
