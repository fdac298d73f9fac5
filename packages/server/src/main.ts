import { randomUUID } from "node:crypto";
import path from "node:path";
import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import type { FastifyInstance } from "fastify";
import { openAnchorFile } from "./adapters/anchor/anchor-file.ts";
import { ConfigError, DEFAULTS, readConfig, type ServerConfig } from "./adapters/environment/config.ts";
import { demoMasterKey } from "./adapters/environment/master-key.ts";
import { spool } from "./adapters/files/spool.ts";
import { type Log, pinoLog } from "./adapters/log/pino-log.ts";
import { smtpChannel } from "./adapters/notifications/email/smtp-channel.ts";
import { sandboxChannel } from "./adapters/notifications/sandbox/sandbox-channel.ts";
import { webhookChannel } from "./adapters/notifications/webhook/webhook-channel.ts";
import { webhookSender } from "./adapters/notifications/webhook/webhook-sender.ts";
import { openidClient } from "./adapters/oidc/openid-client.ts";
import { connectPartners, type PartnerConfig } from "./adapters/partners/connect.ts";
import { readAlipayFile } from "./adapters/partners/settlement/alipay-file.ts";
import { readSandboxFile } from "./adapters/partners/settlement/sandbox-file.ts";
import { readStripeFile } from "./adapters/partners/settlement/stripe-file.ts";
import { argon2Passwords } from "./adapters/passwords/argon2.ts";
import { frequentPasswords } from "./adapters/passwords/frequent-passwords.ts";
import { oneTimeCodes } from "./adapters/passwords/one-time-codes.ts";
import { adjustmentStore } from "./adapters/store/adjustment-store.ts";
import { announcementStore } from "./adapters/store/announcement-store.ts";
import { auditStore } from "./adapters/store/audit-store.ts";
import { callbackStore } from "./adapters/store/callback-store.ts";
import { caseStore } from "./adapters/store/case-store.ts";
import { catalogueStore } from "./adapters/store/catalogue-store.ts";
import { changeStore } from "./adapters/store/change-store.ts";
import { clockStore } from "./adapters/store/clock-store.ts";
import { compensationStore } from "./adapters/store/compensation-store.ts";
import { effectsStore } from "./adapters/store/effects-store.ts";
import { keyStore } from "./adapters/store/key-store.ts";
import { ledgerStore } from "./adapters/store/ledger-store.ts";
import { markStore } from "./adapters/store/mark-store.ts";
import { movementStore } from "./adapters/store/movement-store.ts";
import { openStore, type Store } from "./adapters/store/open-store.ts";
import { outboxStore } from "./adapters/store/outbox-store.ts";
import { partnerStore } from "./adapters/store/partner-store.ts";
import { peopleStore } from "./adapters/store/people-store.ts";
import { planNoticeStore } from "./adapters/store/plan-notice-store.ts";
import { planStore } from "./adapters/store/plan-store.ts";
import { proposalStore } from "./adapters/store/proposal-store.ts";
import { quoteFinder } from "./adapters/store/quote-finder.ts";
import { quoteStore } from "./adapters/store/quote-store.ts";
import { reconciliationStore } from "./adapters/store/reconciliation-store.ts";
import { recordedQuotes } from "./adapters/store/recorded-quotes.ts";
import { sandboxMessages } from "./adapters/store/sandbox-store.ts";
import { simulationStore } from "./adapters/store/simulation-store.ts";
import { todayStore } from "./adapters/store/today-store.ts";
import { userStore } from "./adapters/store/user-store.ts";
import { voucherStore } from "./adapters/store/voucher-store.ts";
import { webhookQueue } from "./adapters/store/webhook-queue.ts";
import { webhookStore } from "./adapters/store/webhook-store.ts";
import { startReplay } from "./adapters/threads/replay-threads.ts";
import { auditSigner } from "./adapters/token/audit-signer.ts";
import { encodeAnswer } from "./adapters/token/encode-answer.ts";
import { digest, ids } from "./adapters/token/ids.ts";
import { planLinks } from "./adapters/token/plan-links.ts";
import { open, seal } from "./adapters/token/seal.ts";
import { deriveKey } from "./adapters/token/secrets.ts";
import { settlementSealer } from "./adapters/token/settlements.ts";
import { tokenSealer } from "./adapters/token/tokens.ts";
import { vault } from "./adapters/token/vault.ts";
import { describeSettings } from "./describe-settings.ts";
import { advanceAdjustments } from "./engine/advance-adjustments.ts";
import { nextRecord } from "./engine/audit-chain.ts";
import { auditedChanges } from "./engine/audited-change.ts";
import { callCounts } from "./engine/call-counts.ts";
import { countPlaces } from "./engine/count-places.ts";
import { countRampCalls } from "./engine/count-ramp-calls.ts";
import { startDemoPeople } from "./engine/demo-people.ts";
import { firstPersonToken } from "./engine/first-person.ts";
import { DEMO_KEYS, startDemo, startMerchant } from "./engine/first-start.ts";
import { houseTerms } from "./engine/house-terms.ts";
import { keepPartnerMinutes } from "./engine/keep-partner-minutes.ts";
import { knownKeys } from "./engine/known-keys.ts";
import { freshness, liveCatalogues } from "./engine/live-catalogues.ts";
import { liveToday } from "./engine/live-days.ts";
import { lookAtPartners } from "./engine/look-at-partner.ts";
import { moveMoney } from "./engine/move-money.ts";
import { partnerGauges } from "./engine/partner-gauges.ts";
import type { Paces } from "./engine/partner-watch.ts";
import { inTurn } from "./engine/password-turns.ts";
import type { ChannelName, Clock } from "./engine/ports.ts";
import { refresh } from "./engine/refresh.ts";
import { resolvePlans } from "./engine/resolve-plans.ts";
import { anchorNewest, type SealDeps, sealAudit } from "./engine/seal-audit.ts";
import { seePartner } from "./engine/see-partner.ts";
import { seedCompensation } from "./engine/seed-compensation.ts";
import { DEMO_SESSION_TIMES, SESSION_TIMES } from "./engine/session-times.ts";
import { DEFAULT_SUPPORT } from "./engine/support-policy.ts";
import { toldChanges } from "./engine/tell-events.ts";
import { toldRecord } from "./engine/told.ts";
import { verifyAudit } from "./engine/verify-audit.ts";
import type { HttpContext, HttpLimits } from "./http/context.ts";
import { createMetrics } from "./http/metrics.ts";
import { createServer } from "./http/server.ts";
import { advanceEverySeconds } from "./jobs/advance-adjustments.ts";
import { closeEachMinute } from "./jobs/close-plans.ts";
import { countEverySeconds } from "./jobs/count-places.ts";
import { eraseOldCases } from "./jobs/erase-cases.ts";
import { forgetOldKeys } from "./jobs/forget-keys.ts";
import { forgetSentMessages } from "./jobs/forget-messages.ts";
import { forgetPeople } from "./jobs/forget-people.ts";
import { grantEachSecond } from "./jobs/grant-compensations.ts";
import { moveEachSecond } from "./jobs/move-money.ts";
import { quoteRecorder } from "./jobs/record-quotes.ts";
import { resolveEverySeconds } from "./jobs/resolve-plans.ts";
import { simulationRunner } from "./jobs/run-simulations.ts";
import { sealEachSecond } from "./jobs/seal-audit.ts";
import type { SendDeps } from "./jobs/send-messages.ts";
import { startTelling } from "./jobs/start-telling.ts";
import { startWebhooks } from "./jobs/start-webhooks.ts";
import { watchChanges } from "./jobs/watch-changes.ts";
import { watchPartners } from "./jobs/watch-partners.ts";
import { mountPages, pageForUnknown } from "./mount-pages.ts";
import { type Played, playPartners, startDemoCases, startDemoPlans } from "./play-demo.ts";

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

/** Starts a server: store, catalogues, routes, jobs, pages. Throws before it listens when something is wrong. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const config: ServerConfig = { ...DEFAULTS, ...options };
  const { now = Date.now, log = pinoLog(config.logLevel) } = options;
  const masterKeys = masterKeysOf(config);
  const store = await openStore(
    config.databaseUrl
      ? { kind: "postgres", url: config.databaseUrl, connections: config.databaseConnections }
      : { kind: "embedded", folder: config.dataDir },
  );
  try {
    return await serve(config, { ...options, now, log }, store, masterKeys);
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
  masterKeys: readonly [Buffer, ...Buffer[]],
): Promise<RunningServer> {
  const failed = (what: string) => (error: unknown) => log.warn({ error }, what);
  const adjustments = adjustmentStore(store.db);
  const catalogues = { ...catalogueStore(store.db), announced: adjustments.announced };
  const keyRecords = keyStore(store.db);
  const keys = knownKeys(keyRecords, config.demo ? new Set() : new Set(Object.values(DEMO_KEYS).map(digest)));
  const live = liveCatalogues(catalogues);
  const [tokenKey, ...olderKeys] = masterKeys.map((key) => deriveKey(key, "token"));
  const recorder = quoteRecorder(quoteStore(store.db), failed("quotes could not be recorded"));
  const answers = answerSealer(masterKeys);
  const engine = {
    live,
    keys,
    now,
    ids,
    digest,
    tokens: tokenSealer([tokenKey!, ...olderKeys]),
    encode: encodeAnswer,
    changes: auditedChanges(toldChanges(changeStore(store.db, answers, now, nextRecord(digest)))),
    record: recorder.record,
    quotes: recorder,
    standardExplanations: STANDARD_EXPLANATIONS,
    direct: config.demo,
    approvals: config.approvals ?? (config.demo ? "none" : "two_people"),
    keyRecords,
    ...(paces ? { paces } : {}),
    ...(config.incidentRamp ? { incidentRamp: config.incidentRamp } : {}),
  };
  const users = userStore(store.db);
  let played: Played = { partners: [], listening: () => {}, close: async () => {} };
  let demoMerchant: string | undefined;
  let stopMakingPlans = async () => {};
  if (config.demo) {
    const { DEMO_QUOTA_USE, demoCatalogue } = await import("../demo/seed.ts");
    const seed = demoCatalogue(new Date(now()).toISOString());
    demoMerchant = seed.merchant.id;
    await startDemo(engine, seed, DEMO_QUOTA_USE);
    await startDemoPeople({ ...engine, users }, demoMerchant);
    if (config.sandboxPort !== undefined) played = await playPartners(seed, config.sandboxPort);
  } else {
    await startMerchant(engine, config.merchant, config.firstKey);
  }

  const setupToken = config.demo ? undefined : await firstPersonToken({ ...engine, users }, config.merchant);

  const bringUp = () => refresh({ store: catalogues, live, keys, now });
  await bringUp();
  const watch = watchChanges(bringUp, failed("the store could not be asked for changes"));
  store.notices.listen(() => void watch.look());
  const audit = await auditOf(config, store, masterKeys, now);
  await anchorNewest(audit).catch(failed("the audit log could not be anchored"));
  const sealing = sealEachSecond(() => sealAudit(audit), failed("the audit log could not be sealed"));
  const stopForgettingKeys = forgetOldKeys(engine.changes, now, failed("old idempotency keys could not be removed"));
  const outbox = outboxStore(store.db);
  const stopForgettingMessages = forgetSentMessages(outbox, now, failed("old messages could not be removed"));
  const stopForgettingPeople = forgetPeople(users, now, failed("old sessions could not be removed"));
  const stopForgetting = () => {
    stopForgettingPeople();
    stopForgettingKeys();
    stopForgettingMessages();
  };

  const partnerRecords = partnerStore(store.db);
  const countCalls = countRampCalls(partnerRecords, now);
  const counts = callCounts();
  const metrics = createMetrics({
    recorderDepth: recorder.depth,
    recorderDropped: recorder.dropped,
    catalogueAge: () => freshness(live, now).age,
    partners: () => partnerGauges(partnerRecords, live.merchants()).catch(() => []),
  });
  // A partner that is configured is called where it is; the demo plays the others.
  const configured = config.partners ?? [];
  const isConfigured = ({ merchant, partner }: PartnerConfig) =>
    configured.some((each) => each.merchant === merchant && each.partner === partner);
  const connected = [...configured, ...played.partners.filter((each) => !isConfigured(each))];
  const partners = connectPartners(connected, {
    now,
    record: (call) => {
      counts.record(call);
      metrics.partnerCalled(call);
    },
    opened: (line) => void seePartner(engine, line, "bad").catch(failed("an open breaker could not be told")),
    houseTerms: ({ merchant, partner }, method) => houseTerms(live.of(merchant)?.record.catalogue, partner, method),
  });
  const looking = {
    ...engine,
    partners,
    watched: partnerRecords,
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    failed: failed("a partner could not be looked at"),
  };
  const keepMinutes = keepPartnerMinutes(partnerRecords, counts, now, ids.secret().slice(0, 12));
  const stopLooking = watchPartners({ look: () => lookAtPartners(looking), keepMinutes, failed: looking.failed });

  const advancing = {
    ...engine,
    adjustments,
    rampFigures: countCalls,
    failed: failed("an adjustment could not be advanced"),
  };
  const stopAdvancing = advanceEverySeconds(() => advanceAdjustments(advancing), advancing.failed);
  const simulations = simulationStore(store.db);
  const recorded = recordedQuotes(store.db);
  const simulating = simulationRunner({
    simulations,
    recorded,
    startReplay: (replayed) => startReplay(replayed, { behind: true }),
    now,
    runner: randomUUID(),
    failed: failed("a simulation was interrupted"),
  });

  const cases = caseStore(store.db);
  const support = config.support ?? (config.demo ? (await import("../demo/cases.ts")).DEMO_SUPPORT : DEFAULT_SUPPORT);
  const stopErasing = eraseOldCases(cases, support, now, failed("closed cases could not be erased"));
  const announced = announcementStore(store.db);
  const told = toldRecord(announced, now);
  const people = peopleStore(store.db);
  const secrets = vault(masterKeys);
  const compensations = compensationStore(store.db);
  const vouchers = voucherStore(store.db);
  const sender = webhookSender({ inside: config.webhooksInside ?? config.demo });
  const webhooks = { store: webhookStore(store.db), sender };
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const context: HttpContext = {
    compensations,
    vouchers,
    simulations,
    recorded,
    finder: quoteFinder(store.db),
    runSimulations: simulating.wake,
    engine,
    catalogues,
    adjustments,
    announced,
    told,
    telling: { people, vault: secrets, sandbox: (merchant, limit) => sandboxMessages(store.db, merchant, limit) },
    partners: { store: partnerRecords, counts },
    cases,
    support,
    planning: {
      plans: planStore(store.db, answers, nextRecord(digest), now),
      planLinks: planLinks(masterKeys),
      notices: planNoticeStore(store.db),
      vault: secrets,
      support,
      ledger: ledgerStore(store.db),
      clocks: clockStore(store.db),
      movements: movementStore(store.db),
      proposals: proposalStore(store.db),
      refundAloneUpTo: config.refundAloneUpTo,
      callbacks: callbackStore(store.db),
      partners,
      settlements: settlementSealer(masterKeys),
    },
    webhooks,
    reconciliation: {
      store: reconciliationStore(store.db),
      aloneUpTo: config.reconcileAloneUpTo,
      readers: { sandbox: readSandboxFile, alipay: readAlipayFile, stripe: readStripeFile },
      formatOf: (merchant, partner) =>
        connected.find((each) => each.merchant === merchant && each.partner === partner)?.adapter,
      spool,
    },
    ...(config.oidc ? { company: { config: config.oidc, signIn: openidClient(config.oidc), vault: secrets } } : {}),
    sessions: {
      ...engine,
      users,
      passwords: inTurn(argon2Passwords()),
      common: frequentPasswords(),
      codes: oneTimeCodes,
      vault: secrets,
      mark: (text) => secrets.mark("", "email", `sign-in ${text}`),
      firstMerchant: demoMerchant ?? config.merchant,
      sessionTimes: config.sessionTimes ?? (config.demo ? DEMO_SESSION_TIMES : SESSION_TIMES),
      demo: config.demo,
    },
    keyRecords,
    marks: markStore(store.db),
    days: todayStore(store.db),
    effects: { effects: effectsStore(store.db), countCalls },
    audit: audit.audit,
    verifyAudit: (merchant, anchored) => verifyAudit(audit, merchant, anchored),
    keys,
    digest,
    now,
    log,
    metrics,
    limits: { ...limitsFor(config.ratePerSecond), ...limits },
    storeReachable: store.reachable,
    publicUrl,
    trustProxy: config.trustProxy,
    settings: describeSettings(config, { approvals: engine.approvals, support, publicUrl }),
    ...(pages ? { unknownPage: await pageForUnknown() } : {}),
  };
  if (config.demo) await startDemoCases({ ...engine, vault: secrets, cases, support });
  const closing = { ...engine, ...context.planning };
  const stopClosing = closeEachMinute(() => liveToday(closing), failed("the daily close was interrupted"));
  const stopResolving = resolveEverySeconds(() => resolvePlans(closing), failed("partners could not be asked again"));
  const stopCounting = countEverySeconds(() => countPlaces(live), failed("places of quotas could not be counted"));
  const notMoved = failed("partners could not be asked to move money");
  const stopMoving = moveEachSecond(() => moveMoney({ ...closing, failed: notMoved }), notMoved);
  const app = createServer(context);
  if (pages) await mountPages(app, config, context.publicUrl);
  const stopTelling = startTelling({
    ...closing,
    outbox,
    channels: channelsOf(config, store, now),
    origin: context.publicUrl,
    people,
    told,
    failed: failed("people could not be told"),
  });
  if (demoMerchant !== undefined) {
    const { DEMO_COMPENSATION } = await import("../demo/seed.ts");
    const seeding = { ...engine, compensations, people, vault: secrets };
    await seedCompensation(seeding, demoMerchant, DEMO_COMPENSATION);
  }
  const stopGranting = grantEachSecond({
    ...engine,
    compensations,
    vouchers,
    people,
    vault: secrets,
    failed: failed("a compensation could not be granted"),
  });
  const stopWebhooks = startWebhooks({
    ...webhooks,
    queue: webhookQueue(store.db),
    vault: secrets,
    changes: engine.changes,
    now,
    random: Math.random,
    worker: randomUUID(),
    failed: failed("events could not be delivered"),
  });
  /** Stops everything that runs, the open requests first; what waits is written. */
  const stop = async () => {
    await stopMakingPlans();
    await stopTelling();
    await stopGranting();
    await stopWebhooks();
    await app.close();
    watch.stop();
    stopForgetting();
    await stopClosing();
    await stopResolving();
    await stopMoving();
    await stopCounting();
    stopAdvancing();
    await stopErasing();
    await stopLooking();
    await played.close();
    await simulating.close();
    await recorder.close(FLUSH_MS);
    await sealing.stop();
  };
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    played.listening(url);
    log.info({ url, store: store.kind, migrated: store.migrated }, "listening");
    if (store.kind === "embedded") {
      log.warn(
        {},
        "the embedded database is for trial and development: a power cut may lose data; set DATABASE_URL for more",
      );
    }
    if (demoMerchant !== undefined && played.partners.length > 0) {
      const making = { ...closing, reconciliations: context.reconciliation.store };
      stopMakingPlans = startDemoPlans(making, demoMerchant, failed("the demo's plans could not be made"));
    }
    const addMerchant = async (merchant: string, firstKey: string) => {
      await startMerchant(engine, merchant, firstKey);
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

function masterKeysOf({ masterKeys, demo, dataDir }: ServerConfig): readonly [Buffer, ...Buffer[]] {
  if (masterKeys) return masterKeys;
  if (demo) return [demoMasterKey(dataDir ?? DEFAULTS.dataDir!)];
  throw new ConfigError(["FENQI_MASTER_KEY is needed: 32 random bytes in base64 (openssl rand -base64 32)"]);
}

/** The audit log, the keys that sign its seals, and the file outside the database; none for a store in memory. */
async function auditOf(
  { auditAnchor, dataDir }: ServerConfig,
  store: Store,
  masterKeys: readonly [Buffer, ...Buffer[]],
  now: Clock,
): Promise<SealDeps> {
  const [first, ...before] = masterKeys.map((key) => deriveKey(key, "audit"));
  const file = auditAnchor ?? (dataDir === null ? undefined : path.join(dataDir, "audit-anchor.jsonl"));
  return {
    audit: auditStore(store.db),
    signer: auditSigner([first!, ...before]),
    digest,
    now,
    ...(file === undefined ? {} : { anchor: await openAnchorFile(file) }),
  };
}

/** E-mail goes out where a server is named; every other channel is a sandbox until the store brings its own account. */
function channelsOf(config: ServerConfig, { db }: Store, now: Clock): SendDeps["channels"] {
  const { smtpUrl, mailFrom } = config;
  const sandbox = (name: ChannelName) => sandboxChannel(db, name, now);
  return {
    email: smtpUrl && mailFrom ? smtpChannel(smtpUrl, mailFrom) : sandbox("email"),
    sms: sandbox("sms"),
    wechat: sandbox("wechat"),
    inbox: sandbox("inbox"),
    webhook: config.demo ? sandbox("webhook") : webhookChannel(),
  };
}

/** Seals what is kept of answers. */
function answerSealer(masterKeys: readonly [Buffer, ...Buffer[]]) {
  const keys = masterKeys.map((key) => deriveKey(key, "answers"));
  return {
    seal: (text: string) => seal(keys[0]!, text, "answer"),
    open: (sealed: string) => {
      const text = open(keys, sealed, "answer");
      if (text === undefined) throw new Error("a stored answer was sealed with a master key that is no longer given");
      return text;
    },
  };
}

const limitsFor = (perSecond: number): HttpLimits => ({
  key: { perSecond, burst: perSecond },
  address: { perSecond: Math.ceil(perSecond / 10), burst: Math.ceil(perSecond / 5) },
  wrongKeys: { perSecond: 1, burst: 20 },
  quotesInFlight: 64,
  othersInFlight: 256,
  logOneIn: 100,
});

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Runs a server until it is asked to stop, then stops it whole: open requests are answered first. */
export async function untilStopped(server: RunningServer): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
  await server.close();
}
