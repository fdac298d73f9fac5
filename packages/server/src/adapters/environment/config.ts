import path from "node:path";
import type { Ramp } from "@fenqi/core/adjustment";
import type { OidcConfig, SessionTimes, SupportPolicy } from "../../engine/ports.ts";
import type { PartnerConfig } from "../partners/connect.ts";
import type { TracingConfig } from "../tracing/otlp.ts";
import { parseMasterKey } from "./master-key.ts";
import { readOidc } from "./oidc.ts";
import { readIncidentRamp, readPartners } from "./partners.ts";
import { readSupport } from "./support.ts";
import { readTracing } from "./tracing.ts";

export interface ServerConfig {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Seeds the demo merchant, takes the demo keys, serves the demo shop. Never for real money. */
  readonly demo: boolean;
  /** In the demo: makes the days before its start too, so that its pages have something to show. */
  readonly demoHistory: boolean;
  /** Of the embedded database; null keeps everything in memory, for tests. */
  readonly dataDir: string | null;
  /** Where the seals of the audit log are kept outside the database; `audit-anchor.jsonl` in `dataDir` where absent. */
  readonly auditAnchor?: string;
  /** A PostgreSQL server in place of the embedded database. */
  readonly databaseUrl?: string;
  /** Connections to it that this process may hold at once. */
  readonly databaseConnections: number;
  /** The first seals, the others still open. Absent in demo mode: one is made and kept in the data folder. */
  readonly masterKeys?: readonly [Buffer, ...Buffer[]];
  /** The merchant made at the first start, outside the demo. */
  readonly merchant: string;
  /** Its first secret key, made at the first start. */
  readonly firstKey?: string;
  /** Partners that are called, beside the merchant's own book. */
  readonly partners?: readonly PartnerConfig[];
  /** How ways come back after an incident; absent: at once. */
  readonly incidentRamp?: Ramp;
  /** In the demo: where its partners are played, or any free port where that is taken; absent: nobody plays them. */
  readonly sandboxPort?: number;
  /** Where the server is reached from outside. */
  readonly publicUrl?: string;
  /** `smtps://user:password@mail.example`; e-mail stays in the sandbox without it. */
  readonly smtpUrl?: string;
  /** `Hetian Store <status@hetian.example>` */
  readonly mailFrom?: string;
  /** How the store helps; the defaults answer in hours and give no goodwill without another person. */
  readonly support?: SupportPolicy;
  /** Sends webhooks over http and inside the network as well, to try them out. Default: in the demo only. */
  readonly webhooksInside?: boolean;
  /** A company's own sign-in, beside passwords. */
  readonly oidc?: OidcConfig;
  /** When people are signed out: half an hour without a request and twelve hours in all, where absent. */
  readonly sessionTimes?: SessionTimes;
  /** Takes the caller's address from X-Forwarded-For. */
  readonly trustProxy: boolean;
  readonly logLevel: "info" | "warn" | "error" | "silent";
  /** Approvals before an adjustment comes into force and money moves by hand; `none` lets an admin's key act alone. Default: none in the demo. */
  readonly approvals?: "two_people" | "none";
  /** Up to here one person resolves an exception of a reconciliation alone; minor units of whatever currency. */
  readonly reconcileAloneUpTo: number;
  /** Refunds up to here one person makes alone, by hand; minor units of whatever currency. */
  readonly refundAloneUpTo: number;
  /** What a call to a partner may take, 19 of 20, and how many of a million may go without an answer: shown, not enforced. */
  readonly slo: { readonly p95Ms: number; readonly errorPpm: number };
  /** Traces are sent to this collector; absent: none are made. */
  readonly tracing?: TracingConfig;
  /** Requests a second and key; per address a tenth of it. */
  readonly ratePerSecond: number;
}

export const DEFAULTS: ServerConfig = {
  host: "127.0.0.1",
  port: 4180,
  demo: false,
  demoHistory: false,
  dataDir: path.join(".fenqi", "data"),
  databaseConnections: 10,
  merchant: "main",
  trustProxy: false,
  logLevel: "info",
  reconcileAloneUpTo: 10_000,
  refundAloneUpTo: 50_000,
  ratePerSecond: 1_000,
  slo: { p95Ms: 1_800, errorPpm: 10_000 },
};

/** The configuration is wrong; `problems` says everything at once. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const LEVELS = ["info", "warn", "error", "silent"] as const;

/** Reads the environment. Throws ConfigError with every mistake; nothing is started on a half-right one. */
export function readConfig(env: { readonly [name: string]: string | undefined }): ServerConfig {
  const problems: string[] = [];
  const wrong = (name: string, what: string) => void problems.push(`${name} ${what}`);

  const port = Number(env.PORT ?? DEFAULTS.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) wrong("PORT", "must be 0 to 65535");
  const rate = Number(env.FENQI_RATE_PER_SECOND ?? DEFAULTS.ratePerSecond);
  if (!Number.isInteger(rate) || rate < 1) wrong("FENQI_RATE_PER_SECOND", "must be a whole number above 0");
  const refundAloneUpTo = Number(env.FENQI_REFUND_ALONE_UP_TO ?? DEFAULTS.refundAloneUpTo);
  if (!Number.isSafeInteger(refundAloneUpTo) || refundAloneUpTo < 0) {
    wrong("FENQI_REFUND_ALONE_UP_TO", "must be an amount in minor units");
  }
  const reconcileAloneUpTo = Number(env.FENQI_RECONCILE_ALONE_UP_TO ?? DEFAULTS.reconcileAloneUpTo);
  if (!Number.isSafeInteger(reconcileAloneUpTo) || reconcileAloneUpTo < 0) {
    wrong("FENQI_RECONCILE_ALONE_UP_TO", "must be an amount in minor units");
  }
  const databaseConnections = Number(env.FENQI_DATABASE_CONNECTIONS ?? DEFAULTS.databaseConnections);
  if (!Number.isInteger(databaseConnections) || databaseConnections < 1 || databaseConnections > 200) {
    wrong("FENQI_DATABASE_CONNECTIONS", "must be 1 to 200");
  }
  const p95Ms = Number(env.FENQI_SLO_P95_MS ?? DEFAULTS.slo.p95Ms);
  if (!Number.isInteger(p95Ms) || p95Ms < 1 || p95Ms > 60_000) wrong("FENQI_SLO_P95_MS", "must be 1 to 60000");
  const errorPercent = Number(env.FENQI_SLO_ERROR_PERCENT ?? DEFAULTS.slo.errorPpm / 10_000);
  if (!(errorPercent >= 0 && errorPercent <= 100)) wrong("FENQI_SLO_ERROR_PERCENT", "must be 0 to 100");
  const demo = readSwitch("FENQI_DEMO", env.FENQI_DEMO, wrong);
  const logLevel = LEVELS.find((level) => level === (env.FENQI_LOG ?? DEFAULTS.logLevel));
  if (!logLevel) wrong("FENQI_LOG", `must be one of ${LEVELS.join(", ")}`);
  if (env.DATABASE_URL && !/^postgres(ql)?:\/\//.test(env.DATABASE_URL)) {
    wrong("DATABASE_URL", "must begin with postgres:// or postgresql://");
  }
  const publicUrl = env.FENQI_PUBLIC_URL?.replace(/\/$/, "");
  if (publicUrl && !/^https?:\/\/[^/]+$/.test(publicUrl))
    wrong("FENQI_PUBLIC_URL", "must be an origin: https://pay.example");
  if (env.FENQI_FIRST_KEY && !/^sk_(live|test)_[\x21-\x7e]{32,150}$/.test(env.FENQI_FIRST_KEY)) {
    wrong("FENQI_FIRST_KEY", "must be sk_live_ or sk_test_ and 32 random characters or more");
  }
  const smtpUrl = env.FENQI_SMTP_URL;
  const mailFrom = env.FENQI_MAIL_FROM;
  if (smtpUrl && !/^smtps?:\/\/[^/]+$/.test(smtpUrl))
    wrong("FENQI_SMTP_URL", "must be smtps://user:password@host:port");
  if (smtpUrl && !/@/.test(mailFrom ?? ""))
    wrong("FENQI_MAIL_FROM", "is needed beside FENQI_SMTP_URL: an e-mail address");
  const idleMinutes = Number(env.FENQI_SESSION_IDLE_MINUTES ?? 30);
  if (!Number.isInteger(idleMinutes) || idleMinutes < 1) wrong("FENQI_SESSION_IDLE_MINUTES", "must be whole minutes");
  const longestHours = Number(env.FENQI_SESSION_HOURS ?? 12);
  if (!Number.isInteger(longestHours) || longestHours < 1 || longestHours > 24) {
    wrong("FENQI_SESSION_HOURS", "must be 1 to 24");
  }
  const masterKeys = readMasterKeys(env, demo, wrong);
  const partners = readPartners(env.FENQI_PARTNERS, wrong);
  const incidentRamp = readIncidentRamp(env.FENQI_INCIDENT_RAMP, wrong);
  const oidc = readOidc(env.FENQI_OIDC, wrong);
  const support = readSupport(env.FENQI_SUPPORT, wrong);
  const tracing = readTracing(env, wrong);
  const sandboxPort = env.FENQI_SANDBOX_PORT ? Number(env.FENQI_SANDBOX_PORT) : undefined;
  if (sandboxPort !== undefined && !(Number.isInteger(sandboxPort) && sandboxPort >= 0 && sandboxPort <= 65_535)) {
    wrong("FENQI_SANDBOX_PORT", "must be 0 to 65535");
  }

  const webhooksInside = readSwitch("FENQI_WEBHOOKS_INSIDE", env.FENQI_WEBHOOKS_INSIDE, wrong);

  if (problems.length > 0) throw new ConfigError(problems);
  return {
    slo: { p95Ms, errorPpm: Math.round(errorPercent * 10_000) },
    host: env.HOST ?? DEFAULTS.host,
    port,
    demo,
    demoHistory: readSwitch("FENQI_DEMO_HISTORY", env.FENQI_DEMO_HISTORY, wrong),
    dataDir: env.FENQI_DATA ?? DEFAULTS.dataDir,
    merchant: env.FENQI_MERCHANT ?? DEFAULTS.merchant,
    trustProxy: readSwitch("FENQI_TRUST_PROXY", env.FENQI_TRUST_PROXY, wrong),
    logLevel: logLevel!,
    ratePerSecond: rate,
    databaseConnections,
    ...(env.FENQI_WEBHOOKS_INSIDE ? { webhooksInside } : {}),
    reconcileAloneUpTo,
    refundAloneUpTo,
    ...(env.FENQI_SESSION_IDLE_MINUTES || env.FENQI_SESSION_HOURS
      ? { sessionTimes: { idleMs: idleMinutes * 60_000, longestMs: longestHours * 3_600_000 } }
      : {}),
    ...(env.FENQI_AUDIT_ANCHOR ? { auditAnchor: env.FENQI_AUDIT_ANCHOR } : {}),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(masterKeys ? { masterKeys } : {}),
    ...(partners ? { partners } : {}),
    ...(oidc ? { oidc } : {}),
    ...(support ? { support } : {}),
    ...(tracing ? { tracing } : {}),
    ...(incidentRamp ? { incidentRamp } : {}),
    ...(sandboxPort === undefined ? {} : { sandboxPort }),
    ...(env.FENQI_FIRST_KEY ? { firstKey: env.FENQI_FIRST_KEY } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(smtpUrl && mailFrom ? { smtpUrl, mailFrom } : {}),
  };
}

type Wrong = (name: string, what: string) => void;

function readSwitch(name: string, value: string | undefined, wrong: Wrong): boolean {
  if (value !== undefined && value !== "1" && value !== "0" && value !== "") wrong(name, "must be 1 or 0");
  return value === "1";
}

/** FENQI_MASTER_KEY, then those of FENQI_MASTER_KEYS_BEFORE (with commas), which still open old tokens. */
function readMasterKeys(
  env: { readonly [name: string]: string | undefined },
  demo: boolean,
  wrong: Wrong,
): readonly [Buffer, ...Buffer[]] | undefined {
  if (!env.FENQI_MASTER_KEY) {
    if (!demo) wrong("FENQI_MASTER_KEY", "is needed: 32 random bytes in base64 (openssl rand -base64 32)");
    return undefined;
  }
  const before = env.FENQI_MASTER_KEYS_BEFORE?.split(",") ?? [];
  const [first, ...others] = [env.FENQI_MASTER_KEY, ...before].map((text, index) => {
    const key = parseMasterKey(text.trim());
    if (typeof key !== "string") return key;
    wrong(index === 0 ? "FENQI_MASTER_KEY" : "FENQI_MASTER_KEYS_BEFORE", key);
    return Buffer.alloc(0);
  });
  return [first!, ...others];
}
