// npm run bench: what the benchmarks need, then benchmarks/run.ts with the rest of the command line.
import { leaveWith, runNode24 } from "./node24.mjs";
import { onPostgres } from "./on-postgres.mjs";

await leaveWith(() =>
  onPostgres((url) =>
    runNode24(["benchmarks/run.ts", ...process.argv.slice(2)], {
      env: { ...process.env, FENQI_BENCH_DATABASE_URL: url },
    }),
  ),
);
