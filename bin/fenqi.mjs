#!/usr/bin/env node
import { ensureInstalled } from "../scripts/install.mjs";
import { leaveWith, runNode24 } from "../scripts/node24.mjs";
import { commandLine } from "../scripts/program.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  return runNode24([commandLine(), ...process.argv.slice(2)], { cwd: process.cwd() });
});
