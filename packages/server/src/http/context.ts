import type { Settings } from "@fenqi/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApplyDeps } from "../engine/apply-catalogue.ts";
import type { KeyDeps } from "../engine/keys.ts";
import type { KnownKeys } from "../engine/known-keys.ts";
import type { ApprovalPolicy } from "../engine/permissions.ts";
import type {
  AdjustmentStore,
  AgreedStore,
  AnnouncementStore,
  AuditStore,
  CallbackStore,
  CaseStore,
  CatalogueStore,
  Clock,
  ClockStore,
  CompensationStore,
  CountRampCalls,
  Digest,
  EffectsStore,
  KeyStore,
  LedgerStore,
  MarkStore,
  MovementStore,
  Partners,
  PeopleStore,
  PlanLinks,
  PlanNoticeStore,
  PlanStore,
  ProposalStore,
  QuoteFinder,
  SandboxMessage,
  ShopperStore,
  StatementPrinter,
  TakeBack,
  Vault,
  VoucherStore,
} from "../engine/ports.ts";
import type { QuoteDeps } from "../engine/quote-cart.ts";
import type { SettlementSealer } from "../engine/quote-settlement.ts";
import type { ReadQuoteDeps } from "../engine/replay-quote.ts";
import type { RecordedQuotes, SimulationStore } from "../engine/simulation-ports.ts";
import type { StoreTrouble } from "../engine/store-trouble.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";
import type { TodayStore } from "../engine/today-ports.ts";
import type { ToldRecord } from "../engine/told.ts";
import type { Anchored, AuditVerdict } from "../engine/verify-audit.ts";
import type { CompanyContext } from "./company-sign-in.ts";
import type { Metrics } from "./metrics.ts";
import type { PartnersContext } from "./partners.ts";
import type { ReconciliationContext } from "./reconciliations.ts";
import type { SessionsContext } from "./sessions.ts";
import type { RateLimit } from "./token-bucket.ts";
import type { WebhooksContext } from "./webhooks.ts";

/** Structured lines without personal data. */
export interface Log {
  info(fields: { readonly [name: string]: unknown }, message: string): void;
  warn(fields: { readonly [name: string]: unknown }, message: string): void;
  error(fields: { readonly [name: string]: unknown }, message: string): void;
}

export interface HttpLimits {
  /** Per API key. */
  readonly key: RateLimit;
  /** Per address, for what is public or comes with a publishable key. */
  readonly address: RateLimit;
  /** Wrong keys per address. */
  readonly wrongKeys: RateLimit;
  /** Quotes being answered; above, 503. */
  readonly quotesInFlight: number;
  /** All other requests being answered. */
  readonly othersInFlight: number;
  /** One of so many requests is logged; every failure is. */
  readonly logOneIn: number;
}

/** All that the routes use; wired in compose/context.ts. */
export interface HttpContext {
  readonly engine: QuoteDeps &
    ReadQuoteDeps &
    ApplyDeps &
    KeyDeps & { readonly approvals: ApprovalPolicy; readonly takeBack: TakeBack };
  readonly catalogues: CatalogueStore;
  readonly adjustments: AdjustmentStore;
  readonly effects: { readonly effects: EffectsStore; readonly countCalls: CountRampCalls };
  readonly partners: PartnersContext;
  readonly reconciliation: ReconciliationContext;
  readonly announced: AnnouncementStore;
  readonly told: ToldRecord;
  readonly simulations: SimulationStore;
  readonly compensations: CompensationStore;
  readonly vouchers: VoucherStore;
  readonly shoppers: ShopperStore;
  readonly recorded: RecordedQuotes;
  readonly finder: QuoteFinder;
  /** Tells the runner that there is something to do. */
  readonly runSimulations: () => void;
  readonly telling: {
    readonly people: PeopleStore;
    readonly vault: Vault;
    /** What the sandbox channels would have sent, newest first. */
    readonly sandbox: (merchant: string, limit: number) => Promise<readonly SandboxMessage[]>;
  };
  readonly cases: CaseStore;
  readonly support: SupportPolicy;
  readonly planning: {
    readonly plans: PlanStore;
    readonly planLinks: PlanLinks;
    readonly notices: PlanNoticeStore;
    readonly vault: Vault;
    readonly support: SupportPolicy;
    readonly ledger: LedgerStore;
    readonly agreed: AgreedStore;
    /** One statement at a time. */
    readonly printer: StatementPrinter;
    readonly clocks: ClockStore;
    readonly movements: MovementStore;
    readonly proposals: ProposalStore;
    /** Refunds up to here one person makes alone, by hand. */
    readonly refundAloneUpTo: number;
    readonly callbacks: CallbackStore;
    readonly partners: Partners;
    readonly settlements: SettlementSealer;
  };
  readonly webhooks: WebhooksContext;
  readonly sessions: SessionsContext;
  /** A company's own sign-in; absent where there is none. */
  readonly company?: CompanyContext;
  readonly keyRecords: KeyStore;
  readonly marks: MarkStore;
  readonly days: TodayStore;
  readonly audit: AuditStore;
  readonly verifyAudit: (merchant: string, anchored: readonly Anchored[]) => Promise<AuditVerdict>;
  readonly keys: KnownKeys;
  readonly digest: Digest;
  readonly now: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: HttpLimits;
  readonly trouble: StoreTrouble;
  /** The same of quotes that were asked for and not given, for whatever reason of the server's own. */
  readonly quoteTrouble: StoreTrouble;
  /** Whether the store answers now. */
  readonly storeReachable: () => Promise<boolean>;
  /** Where the server is reached, for the OpenAPI document. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  /** What `GET /v1/settings` answers. */
  readonly settings: Settings;
  /** Answers a person who asks for an address that does not exist; absent where there are no pages. */
  readonly unknownPage?: (request: FastifyRequest, reply: FastifyReply) => unknown;
}
