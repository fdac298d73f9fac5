import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own, so that it can be killed, and so that nothing is shared but the store. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts one; the environment is what an operator would set. Throws what it wrote when it does not come up. */
export async function serverProcess(env: { readonly [name: string]: string }): Promise<ServerProcess> {
  const child = fork(new URL("./serve.ts", import.meta.url), {
    env: { PATH: process.env.PATH, PORT: "0", FENQI_LOG: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let wrote = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (data) => (wrote += data));
  const [said] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [unknown];
  if (typeof said !== "string") throw new Error(`the server left with ${said}: ${wrote}`);
  return { url: said, child };
}
