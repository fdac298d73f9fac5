// npm run test:crash: the crash checks in their long form, hundreds of kills each. FENQI_CRASH_SEED=N repeats a run.
import path from "node:path";
import { leaveWith, root, runNode24 } from "./node24.mjs";
import { onPostgres } from "./on-postgres.mjs";

const vitest = path.join(root, "node_modules", "vitest/vitest.mjs");

await leaveWith(() =>
  onPostgres((url) =>
    runNode24([vitest, "run", "--project", "whole", "tests/crash", ...process.argv.slice(2)], {
      env: { ...process.env, FENQI_TEST_DATABASE_URL: url, FENQI_CRASH: "long" },
    }),
  ),
);
