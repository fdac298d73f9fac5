import type { Catalogue as CatalogueData } from "@fenqi/core/catalogue";
import type { Comparison, Option, QuoteAnswer, QuoteRequest as QuoteQuestion } from "@fenqi/core/quote";

export type {
  AdjustmentDraft,
  AdjustmentPage,
  AdjustmentPatch,
  AdjustmentRecord,
  AdjustmentState,
  AppliedAdjustment,
  EmergencyRequest,
  ExtendRequest,
  LiftRequest,
  MoveRequest,
  RejectRequest,
} from "./adjustment.ts";
export { AdjustmentRequest } from "./adjustment.ts";
export type { AdjustmentEffects } from "./adjustment-effects.ts";
export type {
  Announcement,
  AnnouncementShown,
  Announcements,
  Component,
  UpdatePosted,
  UpdateRequest,
} from "./announcement.ts";
export { ANSWERS } from "./answers.ts";
export type { AuditEntry, AuditFlaw, AuditPage, AuditQuery, AuditVerdict } from "./audit.ts";
export { QuoteRequest } from "./cart.ts";
export type {
  AssignRequest,
  CaseList,
  CaseMessage,
  CaseOpened,
  CaseQuery,
  CaseRecord,
  CaseRequest,
  CaseShown,
  CaseView,
  GoodwillDecision,
  GoodwillRequest,
  ReviewDecision,
  SupportHours,
  Why,
} from "./case.ts";
export type {
  CatalogueApplied,
  CatalogueChange,
  CatalogueChecked,
  CatalogueDiff,
  CatalogueVersion,
  CatalogueVersions,
} from "./catalogue.ts";
export { Catalogue } from "./catalogue.ts";
export { catalogueSchema } from "./catalogue-schema.ts";
export type {
  CompensationGrants,
  CompensationPage,
  CompensationPreview,
  CompensationPreviewRequest,
  CompensationRecord,
  CompensationRequest,
  CompensationState,
  RedeemRequest,
  Voucher,
  Vouchers,
} from "./compensation.ts";
export { EXAMPLES } from "./examples.ts";
export type { Ready } from "./health.ts";
export type { KeyIssued, KeyList, KeyRecord, KeyRequest, KeyRotation } from "./key.ts";
export { LIMITS } from "./limits.ts";
export type { LiveChanged } from "./live-routes.ts";
export type { MovementPage, MovementQuery } from "./movement.ts";
export type { Json } from "./named-schemas.ts";
export { openapi } from "./openapi.ts";
export type { HistoryQuery, HoldRequest, PartnerHeld, PartnerHistory, PartnersHealth } from "./partner-health.ts";
export { PATHS } from "./paths.ts";
export type {
  AcceptRequest,
  AccountStatement,
  DailyClosed,
  Events,
  LedgerEntries,
  LedgerQuery,
  PlanChanged,
  PlanConsent,
  PlanContact,
  PlanContactKept,
  PlanPage,
  PlanPreview,
  PlanPreviewRequest,
  PlanQuery,
  PlanRecord,
  RefundRequest,
  RepaymentRequest,
  SettlementQuoted,
  StatementQuery,
  TestClockRecord,
  TrialBalance,
} from "./plan.ts";
export type { LinkedStatement, OpenedPlans, PlanLink, PlanLinkRequest } from "./plan-link.ts";
export { PROBLEM_CODES, PROBLEMS, Problem, type ProblemCode, type ProblemReason } from "./problems.ts";
export type { Proposal, ProposalPage, ProposalQuery, ProposalRequest } from "./proposal.ts";
export type { CompareRequest, OptionRequest, ReplayRequest } from "./quote.ts";
export {
  Comparison as ComparisonSchema,
  Option as OptionSchema,
  Quote as QuoteSchema,
  QuoteAnswer as QuoteAnswerSchema,
} from "./quote.ts";
export type { QuotePage, QuoteSearch, QuoteTrace, TraceQuery } from "./quote-trace.ts";
export type {
  ApproveRequest,
  ExceptionPage,
  ExceptionQuery,
  Reconciliation,
  ReconciliationException,
  ReconciliationPage,
  ReconciliationQuery,
  ResolveRequest,
  SettlementFileQuery,
  UndoRequest,
} from "./reconciliation.ts";
export { type Access, isSameSite, type Permission, problemsOf, ROUTES, type Route, type RouteId } from "./routes.ts";
export type {
  FactorBegun,
  FactorConfirmed,
  FactorRemoval,
  FactorRemoved,
  PasswordChange,
  PasswordChanged,
  SignedIn,
  SignedOut,
  SignInRequest,
} from "./session.ts";
export type { Settings } from "./settings.ts";
export { checkShape, shapeOf } from "./shape.ts";
export type { ShopperErased, ShopperErasure, ShopperExport, ShopperFound, ShopperRequest } from "./shopper.ts";
export type { RecordedQuotes, SimulatePeriod, Simulation, SimulationPage, SimulationStarted } from "./simulation.ts";
export type {
  LinkFollowed,
  Outbox,
  SubscriptionRequest,
  WaitlistDemand,
  WaitlistRequest,
  WishTaken,
} from "./telling.ts";
export { Terms as TermsSchema } from "./terms.ts";
export { Today, WaitingList } from "./today.ts";
export type { Tried, TryRequest } from "./try-cart.ts";
export type {
  AcceptInvitation,
  InvitationMade,
  InvitationRecord,
  InvitationRequest,
  InvitationShown,
  Invitations,
  KnownName,
  KnownNames,
  SessionRecord,
  Sessions,
  SetupRequest,
  UserPage,
  UserRecord,
} from "./user.ts";
export {
  EVENT_TYPES,
  type EventType,
  type PeriodReplayed,
  type ReplayPeriodRequest,
  type RotateSecretRequest,
  type WebhookDeliveries,
  type WebhookDelivery,
  type WebhookEndpoint,
  type WebhookEndpointRequest,
  type WebhookEndpoints,
  type WebhookEvent,
  type WebhookSecretIssued,
} from "./webhook.ts";

/** A quote as the API answers it. */
export interface Quote extends QuoteAnswer {
  readonly id: string;
  readonly code: string;
  readonly token: string;
  readonly engine_changed?: true;
}

export interface OptionShown {
  readonly option: Option;
}

export type { Cart } from "@fenqi/core/offer";
export type { ComparedWay, MissingWay, OptionRow } from "@fenqi/core/quote";
export type { Comparison, Option };

/** The body of POST /v1/quotes. */
export interface QuoteBody extends QuoteQuestion {
  /** Sets the clock; with a test key only. */
  readonly at?: string;
}

/** The body of POST /v1/catalogue. */
export interface CatalogueApply {
  /** The version that the catalogue was made from; null for the first. */
  readonly base_version: string | null;
  readonly catalogue: CatalogueData;
}

export interface CatalogueInForce {
  readonly version: string;
  readonly seq: number;
  readonly created_at: string;
  readonly catalogue: CatalogueData;
}
