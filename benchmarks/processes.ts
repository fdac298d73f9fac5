import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { COMPILED } from "../scripts/node24.mjs";
import { SMALL } from "../scripts/program.mjs";

export interface Program {
  readonly url: string;
  /** Milliseconds from the start of the process to its word that it is ready. */
  readonly readyMs: number;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
}

const HERE = import.meta.dirname;
const FENQI = "programs/fenqi.ts";

/**
 * Starts a program of `benchmarks/`, in a process of its own, and waits for its line `ready URL`. `small`: as `fenqi` and
 * `npm start` run the server; what memory is asked about is.
 */
export async function startProgram(
  file: string,
  env: { readonly [name: string]: string } = {},
  { small = file === FENQI } = {},
): Promise<Program> {
  const before = performance.now();
  const { flags, env: around } = small ? SMALL : { flags: [], env: {} };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...flags, path.join(HERE, file)], {
    // Each of them finds what it compiled at an earlier start, however this is run.
    env: { ...COMPILED, ...process.env, ...around, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readyUrl(child, file);
  const readyMs = performance.now() - before;
  return { url, readyMs, memory: () => residentMb(child), stop: () => stopped(child) };
}

function readyUrl(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout!.on("data", (chunk: Buffer) => {
      said += chunk;
      const url = /^ready (\S+)$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

function residentMb(child: ChildProcess): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1_024;
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
