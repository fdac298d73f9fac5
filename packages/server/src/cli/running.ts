import { createServer } from "node:net";
import { type RunningServer, type ServerConfig, startServer, untilStopped } from "../main.ts";
import { EXIT, type Io, Refused } from "./command.ts";

/** Milliseconds that a stop may take before the process leaves anyway. */
const STOP_MS = 10_000;

/** Starts a server, says where it is, and stays until it is asked to stop. What prevents the start is {@link Refused}. */
export async function runServer(
  config: ServerConfig,
  io: Io,
  announce: (server: RunningServer) => string,
): Promise<number> {
  const server = await portIsFree(config)
    .then(() => startServer(config))
    .catch((error: unknown) => {
      throw refusedStart(error, config);
    });
  io.out(announce(server));
  // The same signal may come twice, from the terminal and passed on by npm; the first one stops, the others are waited out.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => setTimeout(() => process.exit(EXIT.refused), STOP_MS).unref());
  }
  await untilStopped(server);
  return EXIT.ok;
}

/** Rejects at once where the port is taken, before the database is opened for nothing. */
function portIsFree({ host, port }: ServerConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

const REFUSALS = ["ConfigError", "FolderInUse", "NewerDatabase", "NoDatabase", "OlderDatabase", "OlderRunning"];

/** The reason in words a person can act on; a fault of our own stays what it is. */
export function refusedStart(error: unknown, { host, port }: Pick<ServerConfig, "host" | "port">): unknown {
  const { code, name, message, cause } = error as NodeJS.ErrnoException & { readonly cause?: unknown };
  if (code === "EADDRINUSE") {
    return new Refused(`Port ${port} is in use. Stop what holds it, or choose another: PORT=${port + 1} npm start`);
  }
  if (code === "EACCES") return new Refused(`Port ${port} needs more rights. Choose one above 1023, with PORT.`);
  if (code === "EADDRNOTAVAIL") return new Refused(`HOST ${host} is not an address of this machine.`);
  if (REFUSALS.includes(name)) return new Refused(message);
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code?.match(/^(28|3D)/)) {
    return new Refused(`The database does not let us in: ${message || code}. See DATABASE_URL.`);
  }
  return cause instanceof Error && cause !== error ? refusedStart(cause, { host, port }) : error;
}
