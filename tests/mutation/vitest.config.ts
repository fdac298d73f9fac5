import { defineConfig } from "vitest/config";

/** Core's own tests, which need nothing but core. */
export default defineConfig({ test: { include: ["packages/core/src/**/*.test.ts"], testTimeout: 60_000 } });
