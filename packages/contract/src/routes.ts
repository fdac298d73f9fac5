import Type, { type TObject, type TSchema } from "typebox";
import {
  AdjustmentDraft,
  AdjustmentPage,
  AdjustmentPatch,
  AdjustmentRecord,
  AdjustmentState,
  EmergencyRequest,
  ExtendRequest,
  LiftRequest,
  MoveRequest,
  RejectRequest,
} from "./adjustment.ts";
import { AnnouncementShown, Announcements, UpdatePosted, UpdateRequest } from "./announcement.ts";
import { AuditPage, AuditQuery, AuditVerdict, AuditVerifyQuery } from "./audit.ts";
import { QuoteRequest } from "./cart.ts";
import { CASE_ROUTES } from "./case-routes.ts";
import {
  CatalogueApplied,
  CatalogueApply,
  CatalogueBody,
  CatalogueChecked,
  CatalogueDiff,
  CatalogueInForce,
  CatalogueVersions,
} from "./catalogue.ts";
import { Live, Ready } from "./health.ts";
import { KeyIssued, KeyList, KeyRecord, KeyRequest } from "./key.ts";
import { LIMITS } from "./limits.ts";
import { HoldRequest, PartnerHeld, PartnersHealth } from "./partner-health.ts";
import { PATHS } from "./paths.ts";
import type { ProblemCode } from "./problems.ts";
import { CompareRequest, Comparison, OptionRequest, OptionShown, Quote, ReplayRequest } from "./quote.ts";
import { RecordedQuotes, SimulatePeriod, Simulation, SimulationRequest, SimulationStarted } from "./simulation.ts";
import { LinkFollowed, LinkRequest, Outbox, SubscriptionRequest, WaitlistRequest, WishTaken } from "./telling.ts";
import { closed, Id, Instant, oneOf } from "./values.ts";

/** Who may call: anybody, any key, or a secret key. */
export type Access = "public" | "key" | "secret";

/** What a secret key's role must hold; the table of roles is the engine's. */
export type Permission =
  | "quotes:read"
  | "catalogue:read"
  | "catalogue:write"
  | "adjustments:read"
  | "adjustments:write"
  | "adjustments:approve"
  | "adjustments:apply"
  | "adjustments:extend"
  | "adjustments:lift"
  | "adjustments:emergency"
  | "cases:read"
  | "cases:write"
  | "cases:approve"
  | "audit:read"
  | "keys:manage";

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly group:
    | "Quotes"
    | "Adjustments"
    | "Simulations"
    | "Telling"
    | "Support"
    | "Catalogue"
    | "Keys"
    | "Audit"
    | "Partners"
    | "Running";
  readonly summary: string;
  readonly access: Access;
  /** Every secret route needs one. */
  readonly needs?: Permission;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** Needs an Idempotency-Key. */
  readonly once?: boolean;
  readonly bodyBytes?: number;
  readonly answer: { readonly status: 200 | 201 | 202; readonly schema: TSchema; readonly type?: string };
  /** What it may refuse, besides what every route may. */
  readonly problems: readonly ProblemCode[];
}

const byId = closed("ById", { id: Id });
const page = closed("PageQuery", {
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});
const fromToken = ["token_invalid", "overloaded"] as const;

/** The whole HTTP API. The server registers it, OpenAPI describes it, and the tests walk it. */
export const ROUTES = {
  createQuote: {
    method: "POST",
    path: PATHS.quotes,
    group: "Quotes",
    summary: "Every way to pay a cart, its true cost, and why a way is missing",
    access: "key",
    query: closed("QuoteQuery", {
      schedules: Type.Optional(oneOf("all", "none")),
    }),
    body: QuoteRequest,
    answer: { status: 200, schema: Quote },
    problems: [
      "total_mismatch",
      "nothing_to_pay",
      "unknown_market",
      "unknown_currency",
      "invalid_date",
      "test_mode_only",
      "cart_too_varied",
      "secret_key_needed",
      "catalogue_missing",
      "overloaded",
    ],
  },
  findQuote: {
    method: "GET",
    path: PATHS.quotes,
    group: "Quotes",
    summary: "The quote with a short code, as a shopper reads it out",
    access: "secret",
    needs: "quotes:read",
    query: closed("CodeQuery", {
      code: Type.String({ pattern: "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}-?[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}$" }),
    }),
    answer: { status: 200, schema: Quote },
    problems: ["not_found", "unavailable"],
  },
  readQuote: {
    method: "GET",
    path: PATHS.quote,
    group: "Quotes",
    summary: "A quote as it was answered",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    answer: { status: 200, schema: Quote },
    problems: ["not_found", "unavailable"],
  },
  replayQuote: {
    method: "POST",
    path: PATHS.replay,
    group: "Quotes",
    summary: "The same quote again, for the token's instant",
    access: "key",
    body: ReplayRequest,
    answer: { status: 200, schema: Quote },
    problems: [...fromToken, "unavailable"],
  },
  showOption: {
    method: "POST",
    path: PATHS.option,
    group: "Quotes",
    summary: "One option of a quote, with every row and the whole disclosure",
    access: "key",
    body: OptionRequest,
    answer: { status: 200, schema: OptionShown },
    problems: [...fromToken, "unknown_option", "unavailable"],
  },
  compareWays: {
    method: "POST",
    path: PATHS.compare,
    group: "Quotes",
    summary: "All ways side by side, rent or buy, for a length of use",
    access: "key",
    body: CompareRequest,
    answer: { status: 200, schema: Comparison },
    problems: [...fromToken, "unavailable"],
  },
  announcements: {
    method: "GET",
    path: PATHS.announcements,
    group: "Adjustments",
    summary: "What is in force, upcoming and lifted lately, in both languages",
    access: "public",
    query: closed("AnnouncementsQuery", { merchant: Type.Optional(Id) }),
    answer: { status: 200, schema: Announcements },
    problems: ["not_found"],
  },
  readAnnouncement: {
    method: "GET",
    path: PATHS.announcement,
    group: "Adjustments",
    summary: "One announcement at its permanent address, however old",
    access: "public",
    params: byId,
    query: closed("AnnouncementQuery", { merchant: Type.Optional(Id) }),
    answer: { status: 200, schema: AnnouncementShown },
    problems: ["not_found", "unavailable"],
  },
  postUpdate: {
    method: "POST",
    path: PATHS.updates,
    group: "Adjustments",
    summary: "Say how it goes while an adjustment runs, in both languages",
    access: "secret",
    needs: "adjustments:write",
    params: byId,
    body: UpdateRequest,
    once: true,
    answer: { status: 201, schema: UpdatePosted },
    problems: ["not_found", "move_not_allowed", "unavailable"],
  },
  subscribe: {
    method: "POST",
    path: PATHS.subscriptions,
    group: "Telling",
    summary: "Be told of changes to some services, after confirming by a link",
    access: "public",
    query: closed("SubscribeQuery", { merchant: Type.Optional(Id) }),
    body: SubscriptionRequest,
    answer: { status: 200, schema: WishTaken },
    problems: [
      "address_unusable",
      "channel_of_the_store",
      "unknown_component",
      "not_found",
      "catalogue_missing",
      "unavailable",
    ],
  },
  joinWaitlist: {
    method: "POST",
    path: PATHS.waitlist,
    group: "Telling",
    summary: "Be told once when a missing way is back for this cart, after confirming by a link",
    access: "key",
    body: WaitlistRequest,
    answer: { status: 200, schema: WishTaken },
    problems: ["address_unusable", "channel_of_the_store", "not_missing", "token_invalid", "unavailable"],
  },
  confirmLink: {
    method: "POST",
    path: PATHS.confirmLink,
    group: "Telling",
    summary: "Confirm a wish with the token of its message",
    access: "public",
    body: LinkRequest,
    answer: { status: 200, schema: LinkFollowed },
    problems: ["link_invalid", "unavailable"],
  },
  endLink: {
    method: "POST",
    path: PATHS.endLink,
    group: "Telling",
    summary: "Unsubscribe, and erase the address",
    access: "public",
    body: LinkRequest,
    answer: { status: 200, schema: LinkFollowed },
    problems: ["link_invalid", "unavailable"],
  },
  readOutbox: {
    method: "GET",
    path: PATHS.outbox,
    group: "Telling",
    summary: "What the sandbox channels would have sent",
    access: "secret",
    needs: "adjustments:read",
    answer: { status: 200, schema: Outbox },
    problems: ["unavailable"],
  },
  ...CASE_ROUTES,
  createAdjustment: {
    method: "POST",
    path: PATHS.adjustments,
    group: "Adjustments",
    summary: "Draft a pause, a narrowing, a new price or less prominence, with a reason in both languages",
    access: "secret",
    needs: "adjustments:write",
    body: AdjustmentDraft,
    once: true,
    answer: { status: 201, schema: AdjustmentRecord },
    problems: ["adjustment_unsound", "adjustment_incomplete", "invalid_date", "catalogue_missing", "unavailable"],
  },
  listAdjustments: {
    method: "GET",
    path: PATHS.adjustments,
    group: "Adjustments",
    summary: "Adjustments, newest first",
    access: "secret",
    needs: "adjustments:read",
    query: closed("AdjustmentsQuery", {
      ...page.properties,
      state: Type.Optional(AdjustmentState),
      review: Type.Optional(oneOf("due", "overdue")),
    }),
    answer: { status: 200, schema: AdjustmentPage },
    problems: ["unavailable"],
  },
  readAdjustment: {
    method: "GET",
    path: PATHS.adjustment,
    group: "Adjustments",
    summary: "One adjustment and where it stands",
    access: "secret",
    needs: "adjustments:read",
    params: byId,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "unavailable"],
  },
  pauseInEmergency: {
    method: "POST",
    path: PATHS.emergency,
    group: "Adjustments",
    summary: "Pause now, by one person, in words approved before; reviewed by another within a day",
    access: "secret",
    needs: "adjustments:emergency",
    body: EmergencyRequest,
    once: true,
    answer: { status: 201, schema: AdjustmentRecord },
    problems: ["adjustment_unsound", "invalid_date", "catalogue_missing", "unavailable"],
  },
  editAdjustment: {
    method: "PATCH",
    path: PATHS.adjustment,
    group: "Adjustments",
    summary: "Edit it: a draft again, without approval",
    access: "secret",
    needs: "adjustments:write",
    params: byId,
    body: AdjustmentPatch,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "version_conflict", "invalid_date", "unavailable"],
  },
  submitAdjustment: {
    method: "POST",
    path: PATHS.submit,
    group: "Adjustments",
    summary: "Ask for approval; the answer names others that reach the same ways",
    access: "secret",
    needs: "adjustments:write",
    params: byId,
    body: MoveRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "adjustment_incomplete", "adjustment_unsound", "unavailable"],
  },
  approveAdjustment: {
    method: "POST",
    path: PATHS.approve,
    group: "Adjustments",
    summary: "Approve what another person wrote, or review an emergency",
    access: "secret",
    needs: "adjustments:approve",
    params: byId,
    body: MoveRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "four_eyes", "unavailable"],
  },
  rejectAdjustment: {
    method: "POST",
    path: PATHS.reject,
    group: "Adjustments",
    summary: "Send it back to its authors, with a reason",
    access: "secret",
    needs: "adjustments:approve",
    params: byId,
    body: RejectRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "unavailable"],
  },
  applyAdjustment: {
    method: "POST",
    path: PATHS.apply,
    group: "Adjustments",
    summary: "Put an approved adjustment in force, or schedule it",
    access: "secret",
    needs: "adjustments:apply",
    params: byId,
    body: MoveRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "adjustment_unsound", "unavailable"],
  },
  extendAdjustment: {
    method: "POST",
    path: PATHS.extend,
    group: "Adjustments",
    summary: "Promise another return; the promise before stays on record",
    access: "secret",
    needs: "adjustments:extend",
    params: byId,
    body: ExtendRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "adjustment_unsound", "invalid_date", "unavailable"],
  },
  liftAdjustment: {
    method: "POST",
    path: PATHS.lift,
    group: "Adjustments",
    summary: "End an adjustment, and say what is better now",
    access: "secret",
    needs: "adjustments:lift",
    params: byId,
    body: LiftRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "adjustment_unsound", "unavailable"],
  },
  advanceRamp: {
    method: "POST",
    path: PATHS.advance,
    group: "Adjustments",
    summary: "Open a way that comes back to the next share of shoppers",
    access: "secret",
    needs: "adjustments:lift",
    params: byId,
    body: MoveRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "unavailable"],
  },
  rollBackRamp: {
    method: "POST",
    path: PATHS.rollBack,
    group: "Adjustments",
    summary: "Close a way that was coming back",
    access: "secret",
    needs: "adjustments:lift",
    params: byId,
    body: MoveRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "unavailable"],
  },
  withdrawAdjustment: {
    method: "POST",
    path: PATHS.withdraw,
    group: "Adjustments",
    summary: "Take back an adjustment that has not begun",
    access: "secret",
    needs: "adjustments:write",
    params: byId,
    body: MoveRequest,
    once: true,
    answer: { status: 200, schema: AdjustmentRecord },
    problems: ["not_found", "move_not_allowed", "unavailable"],
  },
  readCatalogue: {
    method: "GET",
    path: PATHS.catalogue,
    group: "Catalogue",
    summary: "The catalogue in force",
    access: "secret",
    needs: "catalogue:read",
    answer: { status: 200, schema: CatalogueInForce },
    problems: ["not_found", "unavailable"],
  },
  applyCatalogue: {
    method: "POST",
    path: PATHS.catalogue,
    group: "Catalogue",
    summary: "Apply a catalogue on top of the version it was made from",
    access: "secret",
    needs: "catalogue:write",
    body: CatalogueApply,
    bodyBytes: LIMITS.catalogueBytes,
    once: true,
    answer: { status: 201, schema: CatalogueApplied },
    problems: ["catalogue_unsound", "base_version_conflict", "adjustment_needed", "merchant_mismatch", "unavailable"],
  },
  validateCatalogue: {
    method: "POST",
    path: PATHS.catalogueValidate,
    group: "Catalogue",
    summary: "Everything that is wrong with a catalogue, changing nothing",
    access: "secret",
    needs: "catalogue:read",
    body: CatalogueBody,
    bodyBytes: LIMITS.catalogueBytes,
    answer: { status: 200, schema: CatalogueChecked },
    problems: [],
  },
  diffCatalogue: {
    method: "POST",
    path: PATHS.catalogueDiff,
    group: "Catalogue",
    summary: "What applying a catalogue would change, changing nothing",
    access: "secret",
    needs: "catalogue:read",
    body: CatalogueBody,
    bodyBytes: LIMITS.catalogueBytes,
    answer: { status: 200, schema: CatalogueDiff },
    problems: ["catalogue_unsound", "merchant_mismatch"],
  },
  catalogueSchema: {
    method: "GET",
    path: PATHS.catalogueSchema,
    group: "Catalogue",
    summary: "JSON Schema of a catalogue file",
    access: "public",
    answer: { status: 200, schema: Type.Object({}), type: "application/schema+json" },
    problems: [],
  },
  catalogueVersions: {
    method: "GET",
    path: PATHS.catalogueVersions,
    group: "Catalogue",
    summary: "Every version, newest first",
    access: "secret",
    needs: "catalogue:read",
    query: page,
    answer: { status: 200, schema: CatalogueVersions },
    problems: ["unavailable"],
  },
  issueKey: {
    method: "POST",
    path: PATHS.keys,
    group: "Keys",
    summary: "A new key, shown this once",
    access: "secret",
    needs: "keys:manage",
    body: KeyRequest,
    once: true,
    answer: { status: 201, schema: KeyIssued },
    problems: ["invalid_date", "unavailable"],
  },
  listKeys: {
    method: "GET",
    path: PATHS.keys,
    group: "Keys",
    summary: "The merchant's keys, without the keys themselves",
    access: "secret",
    needs: "keys:manage",
    answer: { status: 200, schema: KeyList },
    problems: ["unavailable"],
  },
  revokeKey: {
    method: "DELETE",
    path: PATHS.key,
    group: "Keys",
    summary: "Revoke a key, for good",
    access: "secret",
    needs: "keys:manage",
    params: byId,
    answer: { status: 200, schema: KeyRecord },
    problems: ["not_found", "unavailable"],
  },
  partnersHealth: {
    method: "GET",
    path: PATHS.partnersHealth,
    group: "Partners",
    summary: "How each partner's methods do, from calls that were made: figures, breaker, incident, terms that drifted",
    access: "secret",
    needs: "adjustments:read",
    answer: { status: 200, schema: PartnersHealth },
    problems: ["unavailable"],
  },
  holdPartner: {
    method: "POST",
    path: PATHS.partnersHold,
    group: "Partners",
    summary:
      "A person's word against the breaker's: suspend a partner's method now, bring it back now, or let the breaker decide",
    access: "secret",
    needs: "adjustments:emergency",
    body: HoldRequest,
    once: true,
    answer: { status: 200, schema: PartnerHeld },
    problems: ["not_found", "unavailable"],
  },
  readAudit: {
    method: "GET",
    path: PATHS.audit,
    group: "Audit",
    summary: "Who changed what, newest first",
    access: "secret",
    needs: "audit:read",
    query: AuditQuery,
    answer: { status: 200, schema: AuditPage },
    problems: ["invalid_date", "unavailable"],
  },
  verifyAudit: {
    method: "GET",
    path: PATHS.auditVerify,
    group: "Audit",
    summary: "Whether the log is what was written: every entry, seal and signature computed anew",
    access: "secret",
    needs: "audit:read",
    query: AuditVerifyQuery,
    answer: { status: 200, schema: AuditVerdict },
    problems: ["unavailable"],
  },
  simulateAdjustment: {
    method: "POST",
    path: PATHS.simulate,
    group: "Simulations",
    summary: "Replay recorded quotes as though this adjustment had been in force",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    body: SimulatePeriod,
    once: true,
    answer: { status: 202, schema: SimulationStarted },
    problems: [
      "not_found",
      "adjustment_unsound",
      "invalid_date",
      "simulation_running",
      "catalogue_missing",
      "unavailable",
    ],
  },
  createSimulation: {
    method: "POST",
    path: PATHS.simulations,
    group: "Simulations",
    summary: "Replay recorded quotes against an adjustment or a whole catalogue, changing nothing",
    access: "secret",
    needs: "quotes:read",
    body: SimulationRequest,
    bodyBytes: LIMITS.catalogueBytes,
    once: true,
    answer: { status: 202, schema: SimulationStarted },
    problems: [
      "not_found",
      "adjustment_unsound",
      "catalogue_unsound",
      "merchant_mismatch",
      "invalid_date",
      "simulation_running",
      "catalogue_missing",
      "unavailable",
    ],
  },
  readSimulation: {
    method: "GET",
    path: PATHS.simulation,
    group: "Simulations",
    summary: "How far it is, and what it came to",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    answer: { status: 200, schema: Simulation },
    problems: ["not_found", "unavailable"],
  },
  cancelSimulation: {
    method: "DELETE",
    path: PATHS.simulation,
    group: "Simulations",
    summary: "Stop it; one that has ended stays as it is",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    answer: { status: 200, schema: Simulation },
    problems: ["not_found", "unavailable"],
  },
  simulationEvents: {
    method: "GET",
    path: PATHS.simulationEvents,
    group: "Simulations",
    summary: "Its progress as server-sent events, until it ends",
    access: "secret",
    needs: "quotes:read",
    params: byId,
    answer: { status: 200, schema: Type.String(), type: "text/event-stream" },
    problems: ["not_found", "unavailable"],
  },
  recordedQuotes: {
    method: "GET",
    path: PATHS.recordedQuotes,
    group: "Simulations",
    summary: "Recorded quotes by time, without shoppers, to simulate with elsewhere",
    access: "secret",
    needs: "quotes:read",
    query: closed("RecordedQuery", {
      from: Instant,
      until: Instant,
      cursor: Type.Optional(
        Type.String({
          maxLength: 100,
          pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z [A-Za-z0-9_]{1,64}$",
        }),
      ),
    }),
    answer: { status: 200, schema: RecordedQuotes },
    problems: ["invalid_date", "unavailable"],
  },
  live: {
    method: "GET",
    path: PATHS.live,
    group: "Running",
    summary: "The process runs",
    access: "public",
    answer: { status: 200, schema: Live },
    problems: [],
  },
  ready: {
    method: "GET",
    path: PATHS.ready,
    group: "Running",
    summary: "It can answer; 503 while it cannot",
    access: "public",
    answer: { status: 200, schema: Ready },
    problems: [],
  },
  metrics: {
    method: "GET",
    path: PATHS.metrics,
    group: "Running",
    summary: "Prometheus metrics",
    access: "public",
    answer: { status: 200, schema: Type.String(), type: "text/plain" },
    problems: [],
  },
} as const satisfies { readonly [id: string]: Route };

export type RouteId = keyof typeof ROUTES;

/** Refused alike everywhere. */
export const COMMON_PROBLEMS = {
  all: ["invalid_request", "rate_limited", "internal", "overloaded"],
  key: ["key_missing", "key_unknown", "origin_not_allowed"],
  secret: ["secret_key_needed", "forbidden"],
  body: ["invalid_json", "request_timeout", "body_too_large", "media_type_unsupported"],
  once: ["idempotency_key_missing", "idempotency_running", "idempotency_other_request"],
} as const satisfies { readonly [when: string]: readonly ProblemCode[] };

/** All the problems that a route may answer. */
export const problemsOf = (route: Route): ProblemCode[] => [
  ...new Set<ProblemCode>([
    ...COMMON_PROBLEMS.all,
    ...(route.access === "public" ? [] : COMMON_PROBLEMS.key),
    ...(route.access === "secret" ? COMMON_PROBLEMS.secret : []),
    ...(route.body ? COMMON_PROBLEMS.body : []),
    ...(route.once ? COMMON_PROBLEMS.once : []),
    ...route.problems,
  ]),
];
