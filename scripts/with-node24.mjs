// node scripts/with-node24.mjs FILE ARGS…: installs what is missing, then runs FILE under the bundled Node.
import { ensureInstalled } from "./install.mjs";
import { leaveWith, runNode24 } from "./node24.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  return runNode24(process.argv.slice(2));
});
