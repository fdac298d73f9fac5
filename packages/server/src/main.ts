import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { ConfigError, DEFAULTS, readConfig, type ServerConfig } from "./adapters/environment/config.ts";
import { type Log, pinoLog } from "./adapters/log/pino-log.ts";
import { webhookSender } from "./adapters/notifications/webhook/webhook-sender.ts";
import { openStore, type Store } from "./adapters/store/open-store.ts";
import { startReplay } from "./adapters/threads/replay-threads.ts";
import { auditOf } from "./compose/audit.ts";
import { contextOf } from "./compose/context.ts";
import { engineOf } from "./compose/engine.ts";
import { failedTo } from "./compose/failed.ts";
import { makeFirstData } from "./compose/first-data.ts";
import { startJobs, startMessengers } from "./compose/jobs.ts";
import { mountPages } from "./compose/mount-pages.ts";
import { callPartners } from "./compose/partners.ts";
import { demoSupport, startDemoCases, startDemoCompensation, startDemoPlans } from "./compose/play-demo.ts";
import { masterKeysOf, type Sealers, sealersOf } from "./compose/sealers.ts";
import { storesOf } from "./compose/stores.ts";
import { startMerchant } from "./engine/first-start.ts";
import { freshness } from "./engine/live-catalogues.ts";
import { partnerGauges } from "./engine/partner-gauges.ts";
import type { Paces } from "./engine/partner-watch.ts";
import type { Clock } from "./engine/ports.ts";
import { refresh } from "./engine/refresh.ts";
import { anchorNewest, sealAudit } from "./engine/seal-audit.ts";
import { DEFAULT_SUPPORT } from "./engine/support-policy.ts";
import type { HttpLimits } from "./http/context.ts";
import { createMetrics } from "./http/metrics.ts";
import { createServer } from "./http/server.ts";
import { quoteRecorder } from "./jobs/record-quotes.ts";
import { simulationRunner } from "./jobs/run-simulations.ts";
import { sealEachSecond } from "./jobs/seal-audit.ts";
import { watchChanges } from "./jobs/watch-changes.ts";

export { ConfigError, readConfig, type ServerConfig };

export interface StartOptions extends Partial<ServerConfig> {
  /** The clock; tests set their own. */
  readonly now?: Clock;
  readonly log?: Log;
  readonly limits?: Partial<HttpLimits>;
  /** How often partners are asked; tests hurry. */
  readonly paces?: Paces;
  /** False serves the API alone, without shop, status page and elements. Default true. */
  readonly pages?: boolean;
}

export interface RunningServer {
  /** `http://127.0.0.1:4180` */
  readonly url: string;
  readonly app: FastifyInstance;
  readonly store: Store;
  /** With which the first person of the merchant becomes its admin; absent where there is somebody already. */
  readonly setupToken?: string;
  /** Makes another merchant on this store, with its first secret key. */
  addMerchant(merchant: string, firstKey: string): Promise<void>;
  /** Resolves when no request is open, every waiting quote is recorded and the store is closed. */
  close(): Promise<void>;
}

/** Milliseconds that a stop may take to record what waits. */
const FLUSH_MS = 5_000;
const EMBEDDED_WARNING =
  "the embedded database is for trial and development: a power cut may lose data; set DATABASE_URL for more";

/** Starts a server: store, catalogues, routes, jobs, pages. Throws before it listens when something is wrong. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const config: ServerConfig = { ...DEFAULTS, ...options };
  const { now = Date.now, log = pinoLog(config.logLevel) } = options;
  const sealers = sealersOf(masterKeysOf(config));
  const store = await openStore(
    config.databaseUrl
      ? { kind: "postgres", url: config.databaseUrl, connections: config.databaseConnections }
      : { kind: "embedded", folder: config.dataDir },
  );
  try {
    return await serve(config, { ...options, now, log }, store, sealers);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Brings the database up to this release, and leaves it. Returns the names of the migrations applied now. */
export async function migrateStore(place: Pick<StartOptions, "databaseUrl" | "dataDir">): Promise<readonly string[]> {
  const store = await openStore(
    place.databaseUrl
      ? { kind: "postgres", url: place.databaseUrl }
      : { kind: "embedded", folder: place.dataDir ?? DEFAULTS.dataDir },
  );
  await store.close();
  return store.migrated;
}

async function serve(
  config: ServerConfig,
  { now, log, limits, paces, pages = true }: StartOptions & { readonly now: Clock; readonly log: Log },
  store: Store,
  sealers: Sealers,
): Promise<RunningServer> {
  const failed = failedTo(log);
  const stores = storesOf(store, sealers, now);
  const recorder = quoteRecorder(stores.quotes, failed("quotes could not be recorded"));
  const engine = engineOf(config, stores, sealers, recorder, now, paces);
  const { live, keys } = engine;
  const { merchant, played, setupToken } = await makeFirstData(config, engine, stores);

  const bringUp = () => refresh({ store: stores.catalogues, live, keys, now });
  await bringUp();
  const watch = watchChanges(bringUp, failed("the store could not be asked for changes"));
  store.notices.listen(() => void watch.look());
  const audit = await auditOf(config, stores, sealers, engine);
  await anchorNewest(audit).catch(failed("the audit log could not be anchored"));
  const sealing = sealEachSecond(() => sealAudit(audit), failed("the audit log could not be sealed"));

  const metrics = createMetrics({
    recorderDepth: recorder.depth,
    recorderDropped: recorder.dropped,
    catalogueAge: () => freshness(live, now).age,
    partners: () => partnerGauges(stores.partners, live.merchants()).catch(() => []),
  });
  const simulating = simulationRunner({
    simulations: stores.simulations,
    recorded: stores.recordedQuotes,
    startReplay: (replayed) => startReplay(replayed, { behind: true }),
    now,
    runner: randomUUID(),
    failed: failed("a simulation was interrupted"),
  });
  const made = {
    ...{ config, store, stores, sealers, engine, merchant, audit, metrics, log, limits, pages },
    sender: webhookSender({ inside: config.webhooksInside ?? config.demo }),
    partners: callPartners(config, engine, played.partners, metrics, failed),
    support: config.support ?? (config.demo ? await demoSupport() : DEFAULT_SUPPORT),
    runSimulations: simulating.wake,
  };
  const context = await contextOf(made);
  const running = { ...made, context, failed };
  if (config.demo) await startDemoCases({ ...engine, ...context.telling, ...context });
  const stopJobs = startJobs(running);
  const app = createServer(context);
  if (pages) await mountPages(app, config, context.publicUrl);
  if (config.demo) await startDemoCompensation({ ...engine, ...context.telling, ...context }, merchant);
  const stopMessengers = startMessengers(running);

  let stopMakingPlans = async () => {};
  /** Stops everything that runs, the open requests first; what waits is written. */
  const stop = async () => {
    await stopMakingPlans();
    await stopMessengers();
    await app.close();
    watch.stop();
    await stopJobs();
    await played.close();
    await simulating.close();
    await recorder.close(FLUSH_MS);
    await sealing.stop();
  };
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    played.listening(url);
    log.info({ url, store: store.kind, migrated: store.migrated }, "listening");
    if (store.kind === "embedded") log.warn({}, EMBEDDED_WARNING);
    if (config.demo && played.partners.length > 0) {
      const making = { ...engine, ...context.planning, reconciliations: stores.reconciliations };
      stopMakingPlans = startDemoPlans(making, merchant, failed("the demo's plans could not be made"));
    }
    const addMerchant = async (another: string, firstKey: string) => {
      await startMerchant(engine, another, firstKey);
      await watch.look();
    };
    const close = async () => {
      await stop();
      await store.close();
    };
    return { url, app, store, addMerchant, close, ...(setupToken === undefined ? {} : { setupToken }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Runs a server until it is asked to stop, then stops it whole: open requests are answered first. */
export async function untilStopped(server: RunningServer): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
  await server.close();
}
