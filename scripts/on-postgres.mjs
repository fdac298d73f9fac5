import { ensureInstalled } from "./install.mjs";
import { runNode24 } from "./node24.mjs";
import { startPostgres } from "./postgres.mjs";
import { ensureSystemPackages, postgresFolder } from "./system-packages.mjs";

/** Installs and builds what is missing, and does the work beside a PostgreSQL of our own. Returns its exit code. */
export async function onPostgres(work) {
  await ensureInstalled();
  await ensureSystemPackages();
  const built = await runNode24(["scripts/build.ts"]);
  if (built !== 0) return built;
  const postgres = await startPostgres(postgresFolder());
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}
