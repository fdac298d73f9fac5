#!/usr/bin/env node
import { ensureInstalled } from "../scripts/install.mjs";
import { leaveWith, root, runNode24 } from "../scripts/node24.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  return runNode24([`${root}/packages/server/src/cli/main.ts`, ...process.argv.slice(2)], { cwd: process.cwd() });
});
