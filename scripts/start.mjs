// npm start: a fresh clone to a running demo. Needs Node 20.19 or later, npm, and the registry once.
import { ensureInstalled } from "./install.mjs";
import { leaveWith, runNode24 } from "./node24.mjs";
import { runCommandLine } from "./program.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  const built = await runNode24(["scripts/build.ts"]);
  return built === 0 ? runCommandLine(["demo", ...process.argv.slice(2)]) : built;
});
