#!/usr/bin/env node
import { ensureInstalled } from "../scripts/install.mjs";
import { leaveWith } from "../scripts/node24.mjs";
import { runCommandLine } from "../scripts/program.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  return runCommandLine(process.argv.slice(2), process.cwd());
});
