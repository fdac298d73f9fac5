// npm run test:mutation [-- PATHS]: changes the code of money, costs, quotes, plans, ledger, adjustments and catalogues in small ways and asks
// whether a test notices. Its tools are installed by themselves, under tests/mutation, from a lockfile of their own.
import { existsSync } from "node:fs";
import path from "node:path";
import { ensureInstalled } from "./install.mjs";
import { leaveWith, root, run, runNode24 } from "./node24.mjs";

const HERE = path.join(root, "tests/mutation");
const STRYKER = path.join(HERE, "node_modules/@stryker-mutator/core/bin/stryker.js");

await leaveWith(async () => {
  await ensureInstalled();
  if (!existsSync(STRYKER)) {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const code = await run(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: HERE });
    if (code !== 0) return code;
  }
  const paths = process.argv.slice(2);
  const mutate = paths.length > 0 ? ["--mutate", [...paths, "!**/*.test.ts", "!**/testing/**"].join(",")] : [];
  return runNode24([STRYKER, "run", "tests/mutation/stryker.config.mjs", ...mutate]);
});
