import type {
  AcceptInvitation,
  AcceptRequest,
  AccountStatement,
  AdjustmentDraft,
  AdjustmentEffects,
  AdjustmentPage,
  AdjustmentPatch,
  AdjustmentRecord,
  AdjustmentRequest,
  AdjustmentState,
  AnnouncementShown,
  Announcements,
  AppliedAdjustment,
  AssignRequest,
  AuditPage,
  AuditQuery,
  AuditVerdict,
  CaseList,
  CaseMessage,
  CaseOpened,
  CaseQuery,
  CaseRecord,
  CaseRequest,
  CaseShown,
  CaseView,
  CatalogueApplied,
  CatalogueApply,
  CatalogueChecked,
  CatalogueDiff,
  CatalogueInForce,
  CatalogueVersions,
  CompareRequest,
  Comparison,
  CompensationGrants,
  CompensationPage,
  CompensationPreview,
  CompensationPreviewRequest,
  CompensationRecord,
  CompensationRequest,
  DailyClosed,
  EmergencyRequest,
  Events,
  ExceptionPage,
  ExceptionQuery,
  ExtendRequest,
  FactorBegun,
  FactorConfirmed,
  FactorRemoval,
  FactorRemoved,
  GoodwillDecision,
  GoodwillRequest,
  HistoryQuery,
  HoldRequest,
  InvitationMade,
  InvitationRecord,
  InvitationRequest,
  InvitationShown,
  Invitations,
  KeyIssued,
  KeyList,
  KeyRecord,
  KeyRequest,
  KeyRotation,
  KnownNames,
  LedgerEntries,
  LedgerQuery,
  LiftRequest,
  LinkedStatement,
  LinkFollowed,
  MovementPage,
  MovementQuery,
  MoveRequest,
  OpenedPlans,
  OptionRequest,
  OptionShown,
  Outbox,
  PartnerHeld,
  PartnerHistory,
  PartnersHealth,
  PasswordChange,
  PasswordChanged,
  PeriodReplayed,
  PlanChanged,
  PlanConsent,
  PlanContact,
  PlanContactKept,
  PlanLink,
  PlanLinkRequest,
  PlanPage,
  PlanPreview,
  PlanPreviewRequest,
  PlanQuery,
  PlanRecord,
  Proposal,
  ProposalPage,
  ProposalQuery,
  ProposalRequest,
  Quote,
  QuoteBody,
  QuotePage,
  QuoteSearch,
  QuoteTrace,
  Ready,
  Reconciliation,
  ReconciliationException,
  ReconciliationPage,
  ReconciliationQuery,
  RecordedQuotes,
  RedeemRequest,
  RefundRequest,
  RejectRequest,
  RepaymentRequest,
  ReplayPeriodRequest,
  ResolveRequest,
  ReviewDecision,
  RotateSecretRequest,
  Sessions,
  Settings,
  SettlementFileQuery,
  SettlementQuoted,
  SetupRequest,
  ShopperErased,
  ShopperErasure,
  ShopperExport,
  ShopperFound,
  ShopperRequest,
  SignedIn,
  SignedOut,
  SignInRequest,
  SimulatePeriod,
  Simulation,
  SimulationPage,
  SimulationStarted,
  StatementQuery,
  SubscriptionRequest,
  TestClockRecord,
  Today,
  TraceQuery,
  TrialBalance,
  Tried,
  TryRequest,
  UndoRequest,
  UpdatePosted,
  UpdateRequest,
  UserPage,
  UserRecord,
  Voucher,
  Vouchers,
  WaitingList,
  WaitlistDemand,
  WaitlistRequest,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointRequest,
  WebhookEndpoints,
  WebhookSecretIssued,
  Why,
  WishTaken,
} from "@fenqi/contract";
import { PATHS } from "@fenqi/contract/paths";
import { type ClientOptions, send } from "./send.ts";

/** Cancels a call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** For what creates or moves: the same key makes it happen once. A new one where absent. */
export interface OnceOptions extends CallOptions {
  readonly idempotencyKey?: string;
}

/** `state` as it is kept; `review` picks emergencies that wait for their review. */
export type AdjustmentQuery = {
  readonly cursor?: string | undefined;
  readonly state?: AdjustmentState;
  readonly review?: "due" | "overdue";
};

/** `state: "dead"` lists what was given up. */
export type DeliveryQuery = {
  readonly cursor?: string;
  readonly endpoint?: string;
  readonly state?: WebhookDelivery["state"];
  readonly subject?: string;
};

/** Where each command about a plan is sent. */
const COMMAND_PATHS: { readonly [C in keyof Required<PlanPreviewRequest>]: string } = {
  activate: PATHS.activations,
  repay: PATHS.repayments,
  settle: PATHS.settlements,
  refund: PATHS.refunds,
  cancel: PATHS.cancellations,
  move_due_dates: PATHS.dueDates,
  waive_late: PATHS.lateWaivers,
  use_credit: PATHS.creditUses,
  pay_out: PATHS.payOuts,
  write_off: PATHS.writeOffs,
  open_dispute: PATHS.disputes,
  close_dispute: PATHS.disputeOutcomes,
  return_lease: PATHS.returns,
  buy_out: PATHS.buyouts,
};

export type FenqiClient = ReturnType<typeof createClient>;
type Catalogue = CatalogueApply["catalogue"];
type TryCart = Omit<TryRequest, "catalogue"> & { readonly catalogue?: Catalogue };

const IMPORT_MS = 600_000;

const ofException = (path: string, reconciliation: string, exception: string) =>
  at(path, reconciliation).replace(":exception", encodeURIComponent(exception));
const at = (path: string, id: string) => path.replace(":id", encodeURIComponent(id));
const once = ({ idempotencyKey = crypto.randomUUID(), ...options }: OnceOptions) => ({ ...options, idempotencyKey });

/** The API as functions. Every one throws FenqiProblem when it is refused or nobody answers. */
export function createClient(options: ClientOptions) {
  const get = <T>(path: string, call: CallOptions = {}, query: { readonly [name: string]: string | undefined } = {}) =>
    send<T>(options, { method: "GET", path, query, ...call });
  const post = <T>(path: string, body: unknown, call: OnceOptions = {}) =>
    send<T>(options, { method: "POST", path, body, ...call });

  const move = (path: string, id: string, body: unknown, call: OnceOptions) =>
    post<AdjustmentRecord>(at(path, id), body, once(call));
  const changePlan = (path: string, id: string, body: unknown, call: OnceOptions) =>
    post<PlanChanged>(at(path, id), body, once(call));
  const applied = (path: string, id: string, body: unknown, call: OnceOptions) =>
    post<AppliedAdjustment>(at(path, id), body, once(call));

  return {
    /** Signs in; a browser keeps the cookie, and sends it to this server alone. */
    signIn: (request: SignInRequest, call?: CallOptions) => post<SignedIn>(PATHS.session, request, call),
    session: (call?: CallOptions) => get<SignedIn>(PATHS.session, call),
    signOut: (call?: CallOptions) => send<SignedOut>(options, { method: "DELETE", path: PATHS.session, ...call }),
    switchMerchant: (merchant: string, call?: CallOptions) =>
      send<SignedIn>(options, { method: "PUT", path: PATHS.sessionMerchant, body: { merchant }, ...call }),

    changePassword: (request: PasswordChange, call?: CallOptions) =>
      send<PasswordChanged>(options, { method: "PUT", path: PATHS.sessionPassword, body: request, ...call }),
    beginSecondFactor: (request: { readonly password: string }, call?: CallOptions) =>
      post<FactorBegun>(PATHS.sessionFactor, request, call),
    confirmSecondFactor: (request: { readonly code: string }, call?: CallOptions) =>
      post<FactorConfirmed>(PATHS.sessionFactorConfirm, request, call),
    removeSecondFactor: (request: FactorRemoval, call?: CallOptions) =>
      post<FactorRemoved>(PATHS.sessionFactorRemove, request, call),
    sessions: (call?: CallOptions) => get<Sessions>(PATHS.sessionAll, call),
    endSession: (id: string, call?: CallOptions) =>
      send<SignedOut>(options, { method: "DELETE", path: at(PATHS.sessionOne, id), ...call }),

    showInvitation: (token: string, call?: CallOptions) => post<InvitationShown>(PATHS.invitationShow, { token }, call),
    acceptInvitation: (request: AcceptInvitation, call?: CallOptions) =>
      post<SignedIn>(PATHS.invitationAccept, request, call),
    setUp: (request: SetupRequest, call?: CallOptions) => post<SignedIn>(PATHS.setup, request, call),

    quote: (request: QuoteBody, call: CallOptions & { readonly schedules?: "all" | "none" } = {}) => {
      const { schedules, ...rest } = call;
      return post<Quote>(schedules === "none" ? `${PATHS.quotes}?schedules=none` : PATHS.quotes, request, rest);
    },
    readQuote: (id: string, call?: CallOptions) => get<Quote>(at(PATHS.quote, id), call),
    searchQuotes: (query: { readonly [F in keyof QuoteSearch]: string | undefined } = {}, call?: CallOptions) =>
      get<QuotePage>(PATHS.quoteSearch, call, query),
    /** Why each way was there or missing, at the quote's own instant or another. */
    traceQuote: (id: string, query: TraceQuery = {}, call?: CallOptions) =>
      get<QuoteTrace>(at(PATHS.quoteTrace, id), call, query),
    findQuote: (code: string, call?: CallOptions) => get<Quote>(PATHS.quotes, call, { code }),
    replay: (token: string, call?: CallOptions) => post<Quote>(PATHS.replay, { token }, call),
    option: async (request: OptionRequest, call?: CallOptions) =>
      (await post<OptionShown>(PATHS.option, request, call)).option,
    compare: (request: CompareRequest, call?: CallOptions) => post<Comparison>(PATHS.compare, request, call),

    accept: (request: AcceptRequest, call: OnceOptions = {}) => post<PlanChanged>(PATHS.plans, request, once(call)),
    /** Tells this address of the plan from now on. */
    setPlanContact: (id: string, contact: PlanContact, call?: CallOptions) =>
      send<PlanContactKept>(options, { method: "PUT", path: at(PATHS.planContact, id), body: contact, ...call }),
    /** Erases the plan's address: nobody is told any more. */
    erasePlanContact: (id: string, call?: CallOptions) =>
      send<PlanContactKept>(options, { method: "DELETE", path: at(PATHS.planContact, id), ...call }),
    plan: (id: string, call?: CallOptions) => get<PlanRecord>(at(PATHS.plan, id), call),
    /** What the shopper was shown and confirmed. */
    planConsent: (id: string, call?: CallOptions) => get<PlanConsent>(at(PATHS.planConsent, id), call),
    /** Money that partners were told to move and have not. */
    movements: (query: MovementQuery = {}, call?: CallOptions) => get<MovementPage>(PATHS.movements, call, query),
    /** Asks the partner once more for a movement that failed. */
    retryMovement: (plan: string, movement: number, call: OnceOptions = {}) =>
      post<PlanChanged>(at(PATHS.movementRetries, plan), { movement }, once(call)),
    plans: (query: { readonly [F in keyof PlanQuery]?: string | undefined } = {}, call?: CallOptions) =>
      get<PlanPage>(PATHS.plans, call, query),
    /** What a command would do to a plan; nothing of it is kept. */
    previewPlan: (id: string, request: PlanPreviewRequest, call?: CallOptions) =>
      post<PlanPreview>(at(PATHS.planPreviews, id), request, call),
    /** Does to a plan what a preview of the same request has shown. */
    doToPlan: (id: string, request: PlanPreviewRequest, call: OnceOptions = {}) => {
      const [[command, body]] = Object.entries(request) as [[keyof PlanPreviewRequest, unknown]];
      return changePlan(COMMAND_PATHS[command], id, body, call);
    },
    statement: (query: StatementQuery, call?: CallOptions) => get<AccountStatement>(PATHS.ledgerStatement, call, query),
    activate: (id: string, call: OnceOptions = {}) => post<PlanChanged>(at(PATHS.activations, id), {}, once(call)),
    repay: (id: string, request: RepaymentRequest, call: OnceOptions = {}) =>
      post<PlanChanged>(at(PATHS.repayments, id), request, once(call)),
    makePlanLink: (request: PlanLinkRequest, call?: CallOptions) => post<PlanLink>(PATHS.planLinks, request, call),
    /** A plan's statement as a PDF's bytes. */
    planStatement: (id: string, query: { readonly locale?: "zh-CN" | "en" } = {}, call: CallOptions = {}) =>
      send<Uint8Array>(options, { method: "GET", path: at(PATHS.planStatement, id), query, bytes: true, ...call }),
    /** The same of a plan that a link opens. */
    linkedStatement: (request: LinkedStatement, call: CallOptions = {}) =>
      send<Uint8Array>(options, { method: "POST", path: PATHS.linkedStatement, body: request, bytes: true, ...call }),
    openPlanLink: (token: string, call?: CallOptions) => post<OpenedPlans>(PATHS.openPlanLink, { token }, call),

    announcements: (query: { readonly merchant?: string } = {}, call?: CallOptions) =>
      get<Announcements>(PATHS.announcements, call, query),
    announcement: (id: string, query: { readonly merchant?: string } = {}, call?: CallOptions) =>
      get<AnnouncementShown>(at(PATHS.announcement, id), call, query),
    subscribe: (request: SubscriptionRequest, call?: CallOptions) =>
      post<WishTaken>(PATHS.subscriptions, request, call),
    waitlist: (call?: CallOptions) => get<WaitlistDemand>(PATHS.waitlist, call),
    joinWaitlist: (request: WaitlistRequest, call?: CallOptions) => post<WishTaken>(PATHS.waitlist, request, call),
    confirmLink: (token: string, call?: CallOptions) => post<LinkFollowed>(PATHS.confirmLink, { token }, call),
    endLink: (token: string, call?: CallOptions) => post<LinkFollowed>(PATHS.endLink, { token }, call),
    outbox: (call?: CallOptions) => get<Outbox>(PATHS.outbox, call),
    why: (
      query: { readonly code?: string; readonly locale?: "zh-CN" | "en"; readonly merchant?: string } = {},
      call?: CallOptions,
    ) => get<Why>(PATHS.why, call, query),
    openCase: (request: CaseRequest, call: OnceOptions = {}) => post<CaseOpened>(PATHS.cases, request, once(call)),
    caseByLink: (token: string, call?: CallOptions) => post<CaseShown>(PATHS.caseLink, { token }, call),
    writeByLink: (token: string, text: string, call: OnceOptions = {}) =>
      post<CaseShown>(PATHS.caseLinkMessages, { token, text }, once(call)),
    cases: (query: CaseQuery = {}, call?: CallOptions) => get<CaseList>(PATHS.cases, call, query),
    case: (id: string, call?: CallOptions) => get<CaseRecord>(at(PATHS.case, id), call),
    viewCase: (id: string, call?: CallOptions) => get<CaseView>(at(PATHS.caseView, id), call),
    writeCase: (id: string, request: CaseMessage, call: OnceOptions = {}) =>
      post<CaseRecord>(at(PATHS.caseMessages, id), request, once(call)),
    assignCase: (id: string, request: AssignRequest, call: OnceOptions = {}) =>
      post<CaseRecord>(at(PATHS.caseAssign, id), request, once(call)),
    closeCase: (id: string, call: OnceOptions = {}) => post<CaseRecord>(at(PATHS.caseClose, id), {}, once(call)),
    reviewCase: (id: string, request: ReviewDecision, call: OnceOptions = {}) =>
      post<CaseRecord>(at(PATHS.caseReview, id), request, once(call)),
    askGoodwill: (id: string, request: GoodwillRequest, call: OnceOptions = {}) =>
      post<CaseRecord>(at(PATHS.caseGoodwill, id), request, once(call)),
    decideGoodwill: (id: string, request: GoodwillDecision, call: OnceOptions = {}) =>
      post<CaseRecord>(at(PATHS.caseGoodwillDecide, id), request, once(call)),
    postUpdate: (id: string, request: UpdateRequest, call: OnceOptions = {}) =>
      post<UpdatePosted>(at(PATHS.updates, id), request, once(call)),
    /** In force, or scheduled, in this one request; for a key that may act alone. */
    adjust: (request: AdjustmentRequest, call: OnceOptions = {}) =>
      post<AppliedAdjustment>(PATHS.adjustments, { ...request, apply: true }, once(call)),
    /** A draft, whatever the key. */
    draft: (request: AdjustmentDraft, call: OnceOptions = {}) =>
      post<AdjustmentRecord>(PATHS.adjustments, { ...request, apply: false }, once(call)),
    pauseInEmergency: (request: EmergencyRequest, call: OnceOptions = {}) =>
      post<AppliedAdjustment>(PATHS.emergency, request, once(call)),
    editAdjustment: (id: string, body: AdjustmentPatch, call: OnceOptions = {}) =>
      send<AdjustmentRecord>(options, { method: "PATCH", path: at(PATHS.adjustment, id), body, ...once(call) }),
    submit: (id: string, call: OnceOptions = {}) => move(PATHS.submit, id, {}, call),
    approve: (id: string, body: MoveRequest = {}, call: OnceOptions = {}) => move(PATHS.approve, id, body, call),
    reject: (id: string, body: RejectRequest, call: OnceOptions = {}) => move(PATHS.reject, id, body, call),
    withdraw: (id: string, body: MoveRequest = {}, call: OnceOptions = {}) => move(PATHS.withdraw, id, body, call),
    apply: (id: string, call: OnceOptions = {}) => applied(PATHS.apply, id, {}, call),
    extend: (id: string, body: ExtendRequest, call: OnceOptions = {}) => applied(PATHS.extend, id, body, call),
    lift: (id: string, body: LiftRequest = {}, call: OnceOptions = {}) => applied(PATHS.lift, id, body, call),
    advance: (id: string, call: OnceOptions = {}) => applied(PATHS.advance, id, {}, call),
    rollBack: (id: string, body: MoveRequest = {}, call: OnceOptions = {}) => applied(PATHS.rollBack, id, body, call),
    adjustment: (id: string, call?: CallOptions) => get<AdjustmentRecord>(at(PATHS.adjustment, id), call),
    effects: (id: string, call?: CallOptions) => get<AdjustmentEffects>(at(PATHS.effects, id), call),
    adjustments: (query: AdjustmentQuery = {}, call?: CallOptions) =>
      get<AdjustmentPage>(PATHS.adjustments, call, query),

    previewCompensation: (request: CompensationPreviewRequest, call?: CallOptions) =>
      post<CompensationPreview>(PATHS.compensationPreview, request, call),
    compensate: (request: CompensationRequest, call: OnceOptions = {}) =>
      post<CompensationRecord>(PATHS.compensations, request, once(call)),
    submitCompensation: (id: string, call: OnceOptions = {}) =>
      post<CompensationRecord>(at(PATHS.compensationSubmit, id), {}, once(call)),
    approveCompensation: (id: string, body: MoveRequest = {}, call: OnceOptions = {}) =>
      post<CompensationRecord>(at(PATHS.compensationApprove, id), body, once(call)),
    rejectCompensation: (id: string, body: RejectRequest, call: OnceOptions = {}) =>
      post<CompensationRecord>(at(PATHS.compensationReject, id), body, once(call)),
    compensation: (id: string, call?: CallOptions) => get<CompensationRecord>(at(PATHS.compensation, id), call),
    compensations: (query: { readonly cursor?: string; readonly adjustment?: string } = {}, call?: CallOptions) =>
      get<CompensationPage>(PATHS.compensations, call, query),
    grants: (id: string, query: { readonly cursor?: string } = {}, call?: CallOptions) =>
      get<CompensationGrants>(at(PATHS.compensationGrants, id), call, query),
    vouchers: (shopper: string, call?: CallOptions) => get<Vouchers>(PATHS.vouchers, call, { shopper }),
    voucher: (code: string, call?: CallOptions) =>
      get<Voucher>(PATHS.voucher.replace(":code", encodeURIComponent(code)), call),
    redeemVoucher: (request: RedeemRequest, call: OnceOptions = {}) =>
      post<Voucher>(PATHS.redeemVoucher, request, once(call)),

    /** How much is kept of one shopper, by kind. */
    findShopper: (request: ShopperRequest, call?: CallOptions) =>
      post<ShopperFound>(PATHS.shopperSearches, request, call),
    /** Everything that is kept of one shopper. */
    exportShopper: (request: ShopperRequest, call?: CallOptions) =>
      post<ShopperExport>(PATHS.shopperExports, request, call),
    /** For good; refused while a plan of theirs has not ended. */
    eraseShopper: (request: ShopperErasure, call: OnceOptions = {}) =>
      post<ShopperErased>(PATHS.shopperErasures, request, once(call)),

    catalogue: (call?: CallOptions) => get<CatalogueInForce>(PATHS.catalogue, call),
    applyCatalogue: (request: CatalogueApply, call: OnceOptions = {}) =>
      post<CatalogueApplied>(PATHS.catalogue, request, once(call)),
    validateCatalogue: (catalogue: Catalogue, call?: CallOptions) =>
      post<CatalogueChecked>(PATHS.catalogueValidate, { catalogue }, call),
    diffCatalogue: (catalogue: Catalogue, call?: CallOptions) =>
      post<CatalogueDiff>(PATHS.catalogueDiff, { catalogue }, call),
    /** What a cart would be answered; records nothing. */
    tryCart: (request: TryCart, call?: CallOptions) => post<Tried>(PATHS.catalogueTry, request, call),
    catalogueVersions: (query: { readonly cursor?: string } = {}, call?: CallOptions) =>
      get<CatalogueVersions>(PATHS.catalogueVersions, call, query),

    audit: (query: { readonly [F in keyof AuditQuery]: string | undefined } = {}, call?: CallOptions) =>
      get<AuditPage>(PATHS.audit, call, query),
    verifyAudit: (query: { readonly anchor?: string } = {}, call?: CallOptions) =>
      get<AuditVerdict>(PATHS.auditVerify, call, query),
    simulateAdjustment: (id: string, period: SimulatePeriod, call: OnceOptions = {}) =>
      post<SimulationStarted>(at(PATHS.simulate, id), period, once(call)),
    simulateCatalogue: (request: SimulatePeriod & { readonly catalogue: Catalogue }, call: OnceOptions = {}) =>
      post<SimulationStarted>(PATHS.simulations, request, once(call)),
    simulation: (id: string, call?: CallOptions) => get<Simulation>(at(PATHS.simulation, id), call),
    simulations: (query: { readonly cursor?: string; readonly adjustment?: string } = {}, call?: CallOptions) =>
      get<SimulationPage>(PATHS.simulations, call, query),
    cancelSimulation: (id: string, call?: CallOptions) =>
      send<Simulation>(options, { method: "DELETE", path: at(PATHS.simulation, id), ...call }),
    recordedQuotes: (
      query: { readonly from: string; readonly until: string; readonly cursor?: string },
      call?: CallOptions,
    ) => get<RecordedQuotes>(PATHS.recordedQuotes, call, query),

    refund: (id: string, body: RefundRequest, call: OnceOptions = {}) => changePlan(PATHS.refunds, id, body, call),
    cancelPlan: (id: string, body: { readonly reason?: string } = {}, call: OnceOptions = {}) =>
      changePlan(PATHS.cancellations, id, body, call),
    quoteSettlement: (id: string, call?: CallOptions) =>
      post<SettlementQuoted>(at(PATHS.settlementQuotes, id), {}, call),
    settle: (
      id: string,
      body: { readonly settlement_quote: string; readonly reference?: string },
      call: OnceOptions = {},
    ) => changePlan(PATHS.settlements, id, body, call),
    propose: (id: string, request: ProposalRequest, call: OnceOptions = {}) =>
      post<Proposal>(at(PATHS.planProposals, id), request, once(call)),
    proposals: (query: { readonly [F in keyof ProposalQuery]: string | undefined } = {}, call?: CallOptions) =>
      get<ProposalPage>(PATHS.proposals, call, query),
    approveProposal: (id: string, call: OnceOptions = {}) =>
      post<Proposal>(at(PATHS.proposalApprove, id), {}, once(call)),
    rejectProposal: (id: string, body: { readonly note: string }, call: OnceOptions = {}) =>
      post<Proposal>(at(PATHS.proposalReject, id), body, once(call)),
    closeDay: (call?: CallOptions) => post<DailyClosed>(PATHS.dailyClose, {}, call),
    trialBalance: (query: { readonly on?: string } = {}, call?: CallOptions) =>
      get<TrialBalance>(PATHS.trialBalance, call, query),
    ledgerEntries: (query: LedgerQuery = {}, call?: CallOptions) =>
      get<LedgerEntries>(PATHS.ledgerEntries, call, query),
    events: (query: { readonly plan?: string; readonly cursor?: string } = {}, call?: CallOptions) =>
      get<Events>(PATHS.events, call, query),
    createTestClock: (clockAt: string, call: OnceOptions = {}) =>
      post<TestClockRecord>(PATHS.testClocks, { at: clockAt }, once(call)),
    /** Its plans live the days on the way. */
    advanceTestClock: (id: string, to: string, call: OnceOptions = {}) =>
      post<TestClockRecord>(at(PATHS.advanceClock, id), { to }, once(call)),
    /** The same file again answers what it came to. A large one takes minutes: `timeoutMs`, ten of them where absent. */
    importSettlementFile: (
      file: Blob,
      query: SettlementFileQuery,
      call: CallOptions & { readonly timeoutMs?: number } = {},
    ) =>
      send<Reconciliation>(options, {
        method: "POST",
        path: PATHS.settlementFiles,
        file,
        query,
        timeoutMs: IMPORT_MS,
        ...call,
      }),
    reconciliations: (query: ReconciliationQuery = {}, call?: CallOptions) =>
      get<ReconciliationPage>(PATHS.reconciliations, call, query),
    reconciliation: (id: string, call?: CallOptions) => get<Reconciliation>(at(PATHS.reconciliation, id), call),
    exceptions: (id: string, query: ExceptionQuery = {}, call?: CallOptions) =>
      get<ExceptionPage>(at(PATHS.exceptions, id), call, query),
    resolveException: (reconciliation: string, exception: string, body: ResolveRequest, call: OnceOptions = {}) =>
      post<ReconciliationException>(ofException(PATHS.exceptionResolve, reconciliation, exception), body, once(call)),
    approveException: (reconciliation: string, exception: string, call: OnceOptions = {}) =>
      post<ReconciliationException>(ofException(PATHS.exceptionApprove, reconciliation, exception), {}, once(call)),
    undoResolution: (reconciliation: string, exception: string, body: UndoRequest, call: OnceOptions = {}) =>
      post<ReconciliationException>(ofException(PATHS.exceptionUndo, reconciliation, exception), body, once(call)),

    partnersHealth: (call?: CallOptions) => get<PartnersHealth>(PATHS.partnersHealth, call),
    partnerHistory: (query: HistoryQuery, call?: CallOptions) => get<PartnerHistory>(PATHS.partnerHistory, call, query),
    holdPartner: (request: HoldRequest, call: OnceOptions = {}) =>
      post<PartnerHeld>(PATHS.partnersHold, request, once(call)),

    issueKey: (request: KeyRequest, call: OnceOptions = {}) => post<KeyIssued>(PATHS.keys, request, once(call)),
    keys: (call?: CallOptions) => get<KeyList>(PATHS.keys, call),
    rotateKey: (id: string, request: KeyRotation, call: OnceOptions = {}) =>
      post<KeyIssued>(at(PATHS.keyRotations, id), request, once(call)),
    revokeKey: (id: string, call?: CallOptions) =>
      send<KeyRecord>(options, { method: "DELETE", path: at(PATHS.key, id), ...call }),

    users: (query: { readonly cursor?: string | undefined } = {}, call?: CallOptions) =>
      get<UserPage>(PATHS.users, call, query),
    inviteUser: (request: InvitationRequest, call: OnceOptions = {}) =>
      post<InvitationMade>(PATHS.invitations, request, once(call)),
    invitations: (call?: CallOptions) => get<Invitations>(PATHS.invitations, call),
    revokeInvitation: (id: string, call?: CallOptions) =>
      send<InvitationRecord>(options, { method: "DELETE", path: at(PATHS.invitation, id), ...call }),
    /** What people and keys are called, by the id that audit and approvals name. */
    names: (call?: CallOptions) => get<KnownNames>(PATHS.userNames, call),
    changeRole: (id: string, role: UserRecord["role"], call?: CallOptions) =>
      send<UserRecord>(options, { method: "PATCH", path: at(PATHS.user, id), body: { role }, ...call }),
    removeUser: (id: string, call?: CallOptions) =>
      send<UserRecord>(options, { method: "DELETE", path: at(PATHS.user, id), ...call }),

    createWebhookEndpoint: (request: WebhookEndpointRequest, call: OnceOptions = {}) =>
      post<WebhookSecretIssued>(PATHS.webhookEndpoints, request, once(call)),
    webhookEndpoints: (call?: CallOptions) => get<WebhookEndpoints>(PATHS.webhookEndpoints, call),
    webhookEndpoint: (id: string, call?: CallOptions) => get<WebhookEndpoint>(at(PATHS.webhookEndpoint, id), call),
    deleteWebhookEndpoint: (id: string, call?: CallOptions) =>
      send<WebhookEndpoint>(options, { method: "DELETE", path: at(PATHS.webhookEndpoint, id), ...call }),
    rotateWebhookSecret: (id: string, request: RotateSecretRequest = {}, call: OnceOptions = {}) =>
      post<WebhookSecretIssued>(at(PATHS.webhookRotate, id), request, once(call)),
    enableWebhookEndpoint: (id: string, call: OnceOptions = {}) =>
      post<WebhookEndpoint>(at(PATHS.webhookEnable, id), {}, once(call)),
    webhookDeliveries: (query: DeliveryQuery = {}, call?: CallOptions) =>
      get<WebhookDeliveries>(PATHS.webhookDeliveries, call, query),
    replayWebhook: (id: string, call: OnceOptions = {}) =>
      post<WebhookDelivery>(at(PATHS.webhookReplay, id), {}, once(call)),
    replayWebhooks: (id: string, period: ReplayPeriodRequest, call: OnceOptions = {}) =>
      post<PeriodReplayed>(at(PATHS.webhookReplayPeriod, id), period, once(call)),

    settings: (call?: CallOptions) => get<Settings>(PATHS.settings, call),
    /** What waits for whoever asks. */
    waiting: (call?: CallOptions) => get<WaitingList>(PATHS.waiting, call),
    today: (call?: CallOptions) => get<Today>(PATHS.today, call),
    ready: (call?: CallOptions) => get<Ready>(PATHS.ready, call),
  };
}
