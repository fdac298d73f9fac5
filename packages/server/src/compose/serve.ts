import { randomUUID } from "node:crypto";
import { statementPrinter } from "../adapters/documents/statement-printer.ts";
import type { ServerConfig } from "../adapters/environment/config.ts";
import type { Log } from "../adapters/log/pino-log.ts";
import { webhookSender } from "../adapters/notifications/webhook/webhook-sender.ts";
import type { OpeningStore } from "../adapters/store/open-store.ts";
import { startReplay } from "../adapters/threads/replay-threads.ts";
import { startMerchant } from "../engine/first-start.ts";
import { freshness } from "../engine/live-catalogues.ts";
import { partnerGauges } from "../engine/partner-gauges.ts";
import type { Clock } from "../engine/ports.ts";
import { refresh } from "../engine/refresh.ts";
import { anchorNewest, sealAudit } from "../engine/seal-audit.ts";
import { storeTrouble } from "../engine/store-trouble.ts";
import { DEFAULT_SUPPORT } from "../engine/support-policy.ts";
import { createMetrics } from "../http/metrics.ts";
import { createServer } from "../http/server.ts";
import { quoteRecorder } from "../jobs/record-quotes.ts";
import { simulationRunner } from "../jobs/run-simulations.ts";
import { sealEachSecond } from "../jobs/seal-audit.ts";
import { watchChanges } from "../jobs/watch-changes.ts";
import { auditOf } from "./audit.ts";
import { contextOf } from "./context.ts";
import { engineOf } from "./engine.ts";
import { failedTo } from "./failed.ts";
import { firstData } from "./first-data.ts";
import { startJobs, startMessengers } from "./jobs.ts";
import { mountPages } from "./mount-pages.ts";
import { callPartners } from "./partners.ts";
import { type DemoStory, demoSupport, tellDemoStory } from "./play-demo.ts";
import type { RunningServer, StartOptions } from "./running.ts";
import type { Sealers } from "./sealers.ts";
import { storesOf } from "./stores.ts";

/** Milliseconds that a stop may take to record what waits. */
const FLUSH_MS = 5_000;
const EMBEDDED_WARNING =
  "the embedded database is for trial and development: a power cut may lose data; set DATABASE_URL for more";

/**
 * Everything that runs on a store: routes and pages, made while it opens; then first data, catalogues, jobs; in the end it listens.
 */
export async function serve(
  config: ServerConfig,
  { now, log, limits, paces, pages = true }: StartOptions & { readonly now: Clock; readonly log: Log },
  store: OpeningStore,
  sealers: Sealers,
): Promise<RunningServer> {
  const failed = failedTo(log);
  const stores = storesOf(store, sealers, now);
  const trouble = storeTrouble(now);
  const notRecorded = failed("quotes could not be recorded");
  const recorder = quoteRecorder(stores.quotes, (error) => {
    trouble.met();
    notRecorded(error);
  });
  const engine = engineOf(config, stores, sealers, recorder, now, paces);
  const { live, keys } = engine;
  const { merchant, played, make } = await firstData(config, now);

  const metrics = createMetrics({
    recorderDepth: recorder.depth,
    recorderDropped: recorder.dropped,
    catalogueAge: () => freshness(live, now).age,
    partners: () => partnerGauges(stores.partners, live.merchants()).catch(() => []),
  });
  const audit = await auditOf(config, stores, sealers, engine);
  const made = {
    ...{ config, store, trouble, stores, sealers, engine, merchant, audit, metrics, log, limits, pages },
    sender: webhookSender({ inside: config.webhooksInside ?? config.demo }),
    partners: callPartners(config, engine, played.partners, metrics, failed),
    support: config.support ?? (config.demo ? await demoSupport() : DEFAULT_SUPPORT),
    runSimulations: () => simulating.wake(),
    printer: statementPrinter(),
  };
  const context = await contextOf(made);
  const app = createServer(context);
  if (pages) await mountPages(app, config, context.publicUrl);

  const migrated = await store.ready.catch(async (error) => {
    await played.close();
    throw error;
  });
  const setupToken = await make(engine, stores);
  const bringUp = () => refresh({ store: stores.catalogues, live, keys, now });
  await bringUp();
  const watch = watchChanges(bringUp, failed("the store could not be asked for changes"));
  store.notices.listen(() => void watch.look());
  await anchorNewest(audit).catch(failed("the audit log could not be anchored"));
  const sealing = sealEachSecond(() => sealAudit(audit), failed("the audit log could not be sealed"));
  const simulating = simulationRunner({
    simulations: stores.simulations,
    recorded: stores.recordedQuotes,
    startReplay: (replayed) => startReplay(replayed, { behind: true }),
    now,
    runner: randomUUID(),
    failed: failed("a simulation was interrupted"),
  });
  const running = { ...made, context, failed };
  const stopJobs = startJobs(running);
  const stopMessengers = startMessengers(running);

  let story: DemoStory | undefined;
  /** Stops everything that runs, the open requests first; what waits is written. */
  const stop = async () => {
    await story?.stop();
    await stopMessengers();
    await app.close();
    watch.stop();
    await stopJobs();
    await played.close();
    await simulating.close();
    await made.printer.close();
    await recorder.close(FLUSH_MS);
    await sealing.stop();
  };
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    played.listening(url);
    log.info({ url, store: store.kind, migrated }, "listening");
    if (store.kind === "embedded") log.warn({}, EMBEDDED_WARNING);
    if (config.demo) {
      const telling = {
        ...engine,
        ...context.telling,
        ...context,
        ...context.planning,
        reconciliations: stores.reconciliations,
        partnerMinutes: stores.partners,
      };
      const parts = { plans: played.partners.length > 0, history: config.demoHistory };
      story = tellDemoStory(telling, merchant, parts, failed("the demo could not be made"));
    }
    const addMerchant = async (another: string, firstKey: string) => {
      await startMerchant(engine, another, firstKey);
      await watch.look();
    };
    const close = async () => {
      await stop();
      await store.close();
    };
    const demoBegun = story?.begun ?? Promise.resolve();
    return { url, app, store, demoBegun, addMerchant, close, ...(setupToken === undefined ? {} : { setupToken }) };
  } catch (error) {
    await stop();
    throw error;
  }
}
