import { ConfigError, DEFAULTS, readConfig, type ServerConfig } from "./adapters/environment/config.ts";
import { pinoLog } from "./adapters/log/pino-log.ts";
import { refuseEmpty } from "./adapters/store/embedded.ts";
import { refuseOutdated } from "./adapters/store/migrate.ts";
import { beginStore, openStore, type StorePlace } from "./adapters/store/open-store.ts";
import type { RunningServer, StartOptions } from "./compose/running.ts";
import { masterKeysOf, sealersOf } from "./compose/sealers.ts";
import type { BookVerdict } from "./engine/check-book.ts";

export { ConfigError, type RunningServer, readConfig, type ServerConfig, type StartOptions };

/** Starts a server: store, catalogues, routes, jobs, pages. Throws before it listens when something is wrong. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const config: ServerConfig = { ...DEFAULTS, ...options };
  const { now = Date.now, log = pinoLog(config.logLevel) } = options;
  const tracing = config.tracing && (await import("./adapters/tracing/otlp.ts")).startTracing(config.tracing);
  const sealers = sealersOf(masterKeysOf(config));
  const store = beginStore(
    config.databaseUrl
      ? { kind: "postgres", url: config.databaseUrl, connections: config.databaseConnections }
      : { kind: "embedded", folder: config.dataDir },
  );
  try {
    // All that serves is loaded, and made, while the store opens.
    const { serve } = await import("./compose/serve.ts");
    const server = await serve(config, { ...options, now, log }, store, sealers);
    if (!tracing) return server;
    return { ...server, close: () => server.close().finally(() => tracing.close()) };
  } catch (error) {
    await store.close();
    await tracing?.close();
    throw error;
  }
}

/** Brings the database up to this release, and leaves it. Returns the names of the migrations applied now. */
export async function migrateStore(place: Pick<StartOptions, "databaseUrl" | "dataDir">): Promise<readonly string[]> {
  const store = await openStore(placeOf({ ...DEFAULTS, ...place }));
  await store.close();
  return store.migrated;
}

/**
 * Holds every merchant's books and audit log against themselves, of a database that nobody has to be running on, and changes nothing.
 * `anchor`: a file of seals kept outside it. Throws where there is no database, or it is not of this release.
 */
export async function checkStore(config: ServerConfig, anchor?: string): Promise<readonly BookVerdict[]> {
  if (!config.databaseUrl) refuseEmpty(config.dataDir!);
  const store = await openStore(placeOf(config), refuseOutdated);
  try {
    const { checkBooks } = await import("./compose/check-books.ts");
    return await checkBooks(store, sealersOf(masterKeysOf(config)), anchor);
  } finally {
    await store.close();
  }
}

const placeOf = ({ databaseUrl, dataDir }: Pick<ServerConfig, "databaseUrl" | "dataDir">): StorePlace =>
  databaseUrl ? { kind: "postgres", url: databaseUrl } : { kind: "embedded", folder: dataDir };

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Runs a server until it is asked to stop, then stops it whole: open requests are answered first. */
export async function untilStopped(server: RunningServer): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
  await server.close();
}
