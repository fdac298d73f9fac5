import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = path.resolve(import.meta.dirname, "../..");

/** Copies what a clone would hold: every file under version control or about to be, and nothing that was installed or built. */
export function cloneRepository(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-clone-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const file of listed.toString("utf8").split("\0").filter(Boolean)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file), { force: true });
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The environment of somebody who has just opened a terminal: the machine's own Node, nothing of ours. */
export function plainEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|FENQI_|VITEST|NODE_|DATABASE_URL$)/i.test(name));
  const env = Object.fromEntries(kept);
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => !folder.includes("node_modules"));
  return { ...env, PATH: folders.join(path.delimiter), ...extra };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

export interface Running {
  readonly process: ChildProcess;
  /** Everything it has said so far, on both streams. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** Starts a command in its own process group, so that a test can end all of it. */
export function start(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { process: child, said: () => said, ended };
}

/** Ends a whole process group that a test has left. */
export function endGroup({ process: child }: Running): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Waits until it answers that it is ready; fails at once when the process ends before. */
export async function ready(url: string, running: Running, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (running.process.exitCode !== null) break;
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(200);
  }
  throw new Error(`${url} did not become ready:\n${running.said()}`);
}
