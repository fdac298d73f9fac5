import type { ServerConfig } from "../adapters/environment/config.ts";
import { spool } from "../adapters/files/spool.ts";
import type { Log } from "../adapters/log/pino-log.ts";
import type { webhookSender } from "../adapters/notifications/webhook/webhook-sender.ts";
import { openidClient } from "../adapters/oidc/openid-client.ts";
import { readAlipayFile } from "../adapters/partners/settlement/alipay-file.ts";
import { readSandboxFile } from "../adapters/partners/settlement/sandbox-file.ts";
import { readStripeFile } from "../adapters/partners/settlement/stripe-file.ts";
import { argon2Passwords } from "../adapters/passwords/argon2.ts";
import { frequentPasswords } from "../adapters/passwords/frequent-passwords.ts";
import { oneTimeCodes } from "../adapters/passwords/one-time-codes.ts";
import type { Store } from "../adapters/store/open-store.ts";
import { countRampCalls } from "../engine/count-ramp-calls.ts";
import { inTurn } from "../engine/password-turns.ts";
import { printInTurn } from "../engine/plan-statement.ts";
import type { StatementPrinter } from "../engine/ports.ts";
import type { SealDeps } from "../engine/seal-audit.ts";
import { DEMO_SESSION_TIMES, SESSION_TIMES } from "../engine/session-times.ts";
import { type StoreTrouble, storeTrouble } from "../engine/store-trouble.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";
import { toldRecord } from "../engine/told.ts";
import { verifyAudit } from "../engine/verify-audit.ts";
import type { HttpContext, HttpLimits } from "../http/context.ts";
import type { Metrics } from "../http/metrics.ts";
import { describeSettings } from "./describe-settings.ts";
import type { Engine } from "./engine.ts";
import { pageForUnknown } from "./mount-pages.ts";
import type { callPartners } from "./partners.ts";
import type { Sealers } from "./sealers.ts";
import type { Stores } from "./stores.ts";

/** What the start has made by now. */
export interface Made {
  readonly config: ServerConfig;
  readonly store: Store;
  readonly trouble: StoreTrouble;
  readonly stores: Stores;
  readonly sealers: Sealers;
  readonly engine: Engine;
  readonly merchant: string;
  readonly partners: ReturnType<typeof callPartners>;
  readonly audit: SealDeps;
  readonly sender: ReturnType<typeof webhookSender>;
  readonly support: SupportPolicy;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly runSimulations: () => void;
  /** Parts of the limits that tests set. */
  readonly limits: Partial<HttpLimits> | undefined;
  readonly printer: StatementPrinter;
  readonly pages: boolean;
}

/** All that the routes use. */
export async function contextOf(made: Made): Promise<HttpContext> {
  const { config, stores, sealers, engine, partners, audit, support, metrics, log } = made;
  const { vault } = sealers;
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  return {
    compensations: stores.compensations,
    vouchers: stores.vouchers,
    shoppers: stores.shoppers,
    simulations: stores.simulations,
    recorded: stores.recordedQuotes,
    finder: stores.quoteFinder,
    runSimulations: made.runSimulations,
    engine,
    catalogues: stores.catalogues,
    adjustments: stores.adjustments,
    announced: stores.announcements,
    told: toldRecord(stores.announcements, stores.partners, engine.now),
    telling: { people: stores.people, vault, sandbox: stores.sandboxMessages },
    partners: { store: stores.partners, counts: partners.counts },
    cases: stores.cases,
    support,
    planning: {
      plans: stores.plans,
      planLinks: sealers.planLinks,
      notices: stores.planNotices,
      vault,
      support,
      ledger: stores.ledger,
      agreed: stores.agreed,
      printer: printInTurn(made.printer),
      clocks: stores.clocks,
      movements: stores.movements,
      proposals: stores.proposals,
      refundAloneUpTo: config.refundAloneUpTo,
      callbacks: stores.callbacks,
      partners: partners.partners,
      settlements: sealers.settlements,
    },
    webhooks: { store: stores.webhooks, sender: made.sender },
    reconciliation: {
      store: stores.reconciliations,
      aloneUpTo: config.reconcileAloneUpTo,
      readers: { sandbox: readSandboxFile, alipay: readAlipayFile, stripe: readStripeFile },
      formatOf: partners.adapterOf,
      spool,
    },
    ...(config.oidc ? { company: { config: config.oidc, signIn: openidClient(config.oidc), vault } } : {}),
    sessions: {
      ...engine,
      users: stores.users,
      passwords: inTurn(argon2Passwords()),
      common: frequentPasswords(),
      codes: oneTimeCodes,
      vault,
      mark: (text) => vault.mark("", "email", `sign-in ${text}`),
      firstMerchant: made.merchant,
      sessionTimes: config.sessionTimes ?? (config.demo ? DEMO_SESSION_TIMES : SESSION_TIMES),
      demo: config.demo,
    },
    keyRecords: stores.keys,
    marks: stores.marks,
    days: stores.days,
    effects: { effects: stores.effects, countCalls: countRampCalls(stores.partners, engine.now) },
    audit: audit.audit,
    verifyAudit: (merchant, anchored) => verifyAudit(audit, merchant, anchored),
    keys: engine.keys,
    digest: engine.digest,
    now: engine.now,
    log,
    metrics,
    limits: { ...limitsFor(config.ratePerSecond), ...made.limits },
    trouble: made.trouble,
    quoteTrouble: storeTrouble(engine.now),
    storeReachable: made.store.reachable,
    publicUrl,
    trustProxy: config.trustProxy,
    settings: describeSettings(config, { approvals: engine.approvals, support, publicUrl }),
    ...(made.pages ? { unknownPage: await pageForUnknown() } : {}),
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
