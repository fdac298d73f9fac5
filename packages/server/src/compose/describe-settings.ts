import type { Settings } from "@fenqi/contract";
import { ENGINE_VERSION } from "@fenqi/core/quote";
import type { ServerConfig } from "../adapters/environment/config.ts";
import { NOTICE_HOURS } from "../engine/notice-policy.ts";
import type { ApprovalPolicy } from "../engine/permissions.ts";
import { SESSION_TIMES } from "../engine/session-times.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";

/** What the configuration leaves open and the start decides. */
interface Decided {
  readonly approvals: ApprovalPolicy;
  readonly support: SupportPolicy;
  readonly publicUrl: string;
}

/** How the server is run, without secrets. */
export function describeSettings(config: ServerConfig, { approvals, support, publicUrl }: Decided): Settings {
  const { idleMs, longestMs } = config.sessionTimes ?? SESSION_TIMES;
  return {
    engine: ENGINE_VERSION,
    public_url: publicUrl,
    store: config.databaseUrl ? "postgresql" : "embedded",
    demo: config.demo,
    approvals,
    notice_hours: { ...NOTICE_HOURS },
    refund_alone_up_to: config.refundAloneUpTo,
    reconcile_alone_up_to: config.reconcileAloneUpTo,
    session: { idle_minutes: Math.ceil(idleMs / 60_000), longest_hours: Math.ceil(longestMs / 3_600_000) },
    email: config.smtpUrl ? "smtp" : "sandbox",
    webhooks_inside: config.webhooksInside ?? config.demo,
    requests_per_second: config.ratePerSecond,
    slo: { p95_ms: config.slo.p95Ms, error_ppm: config.slo.errorPpm },
    support,
  };
}
