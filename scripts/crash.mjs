// npm run test:crash -- [FILE…]: the crash checks in their long form, hundreds of kills each. FENQI_CRASH_SEED=N repeats a run;
// FENQI_CRASH_MINUTES=N ends each check's rounds after so long.
import path from "node:path";
import { leaveWith, root, runNode24 } from "./node24.mjs";
import { onPostgres } from "./on-postgres.mjs";

const given = process.argv.slice(2);
const files = given.some((one) => one.startsWith("tests/crash")) ? given : ["tests/crash", ...given];
const vitest = path.join(root, "node_modules", "vitest/vitest.mjs");

await leaveWith(() =>
  onPostgres((url) =>
    runNode24([vitest, "run", "--project", "whole", ...files], {
      env: { ...process.env, FENQI_TEST_DATABASE_URL: url, FENQI_CRASH: "long" },
    }),
  ),
);
