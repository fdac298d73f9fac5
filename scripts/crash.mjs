// npm run test:crash: the crash checks in their long form, hundreds of kills each. FENQI_CRASH_SEED=N repeats a run.
import path from "node:path";
import { ensureInstalled } from "./install.mjs";
import { leaveWith, root, runNode24 } from "./node24.mjs";
import { startPostgres } from "./postgres.mjs";
import { ensureSystemPackages, postgresFolder } from "./system-packages.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  await ensureSystemPackages();
  const built = await runNode24(["scripts/build.ts"]);
  if (built !== 0) return built;
  const postgres = await startPostgres(postgresFolder());
  try {
    const vitest = path.join(root, "node_modules", "vitest/vitest.mjs");
    const env = { ...process.env, FENQI_TEST_DATABASE_URL: postgres.url, FENQI_CRASH: "long" };
    return await runNode24([vitest, "run", "--project", "whole", "tests/crash", ...process.argv.slice(2)], { env });
  } finally {
    await postgres.stop();
  }
});
