// npm run bench: what the benchmarks need, then benchmarks/run.ts with the rest of the command line.
import { ensureInstalled } from "./install.mjs";
import { leaveWith, runNode24 } from "./node24.mjs";
import { startPostgres } from "./postgres.mjs";
import { ensureSystemPackages, postgresFolder } from "./system-packages.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  await ensureSystemPackages();
  const built = await runNode24(["scripts/build.ts"]);
  if (built !== 0) return built;
  const postgres = await startPostgres(postgresFolder());
  try {
    return await runNode24(["benchmarks/run.ts", ...process.argv.slice(2)], {
      env: { ...process.env, FENQI_BENCH_DATABASE_URL: postgres.url },
    });
  } finally {
    await postgres.stop();
  }
});
