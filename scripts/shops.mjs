// npm run test:shops [-- vendure medusa]: each plugin in a real shop of its kind, on PostgreSQL, beside the demo. The shops are installed by
// themselves, under tests/shops, from lockfiles of their own.
import { leaveWith, runNode24 } from "./node24.mjs";
import { onPostgres } from "./on-postgres.mjs";

await leaveWith(() =>
  onPostgres((url) =>
    runNode24(["tests/shops/run.ts", ...process.argv.slice(2)], {
      env: { ...process.env, FENQI_TEST_DATABASE_URL: url },
    }),
  ),
);
