import { PLAN_STATES, type PlanState } from "@fenqi/core/plan";
import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { PlanMovement } from "./movement.ts";
import { paged } from "./page.ts";
import { Option, Token } from "./quote.ts";
import { ChannelName } from "./telling.ts";
import {
  AnyMinor,
  Currency,
  closed,
  Id,
  Instant,
  Interval,
  IsoDate,
  Locale,
  list,
  Method,
  Minor,
  nullable,
  oneOf,
  PositiveMinor,
  Reason,
  Reference,
} from "./values.ts";

const State = Type.Unsafe<PlanState>(Type.Enum([...PLAN_STATES]));
const whole = Type.Integer({ minimum: 0, maximum: 10_000 });
const Party = nullable(oneOf("shopper", "store", "partner"));
/** `next_cursor`, or the id of the last that was seen. */
const SeqCursor = Type.String({ pattern: "^(evt_|le_)?[0-9]{1,15}$" });

/** What the shopper saw and confirmed; the server holds the times against its own and the regime's reading time. */
const Consent = closed("Consent", {
  disclosure: Id,
  language: Locale,
  shown_at: Instant,
  confirmed_at: Instant,
});

/** A consent as it was kept when its plan was made, whatever has become of the plan; `shown` is the option whole. */
export const PlanConsent = closed("PlanConsent", {
  plan: Id,
  disclosure: Id,
  language: Type.String(),
  shown_at: Instant,
  confirmed_at: Instant,
  reading_seconds: Type.Integer({ minimum: 0 }),
  catalogue_version: Type.String(),
  shown: Option,
});

/** Whom to tell of a plan: each step of its life and every payment that comes up. Kept encrypted, until it is erased. */
export const PlanContact = closed("PlanContact", {
  channel: ChannelName,
  address: Type.String({ minLength: 1, maxLength: 500 }),
  locale: Locale,
  title: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LIMITS.nameLength,
      pattern: "^[^\\u0000-\\u001f]+$",
      format: "no-card-number",
      description: "What the store calls the order; its number where absent.",
    }),
  ),
});
export const PlanContactKept = closed("PlanContactKept", { plan: Id });

export const AcceptRequest = closed("AcceptRequest", {
  quote_token: Token,
  option: Id,
  order_ref: Reference,
  consent: Consent,
  return_url: Type.Optional(
    Type.String({
      minLength: 9,
      maxLength: 500,
      pattern: "^https?://[^\\s\\\\#]+$",
      description: "Where the partner sends the shopper back to, should they have to agree there.",
    }),
  ),
  mandate: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LIMITS.referenceLength,
      pattern: "^[\\x21-\\x7e]+$",
      format: "no-known-card-number",
      description:
        "The shopper's standing permission to take each payment on its day, by its name at whoever collects.",
    }),
  ),
  contact: Type.Optional(PlanContact),
  test_clock: Type.Optional(Id),
});

export const NoFields = closed("NoFields", {});

export const RepaymentRequest = closed("RepaymentRequest", {
  amount: PositiveMinor,
  reference: Reference,
  arrived: Type.Optional(
    Type.Boolean({ description: "The money is here already: what is beyond the debt becomes unapplied credit." }),
  ),
});
export const CreditUse = closed("CreditUse", { use: oneOf("apply", "return"), amount: PositiveMinor });

export const SettlementRequest = closed("SettlementRequest", {
  settlement_quote: Type.String({ minLength: 1, maxLength: LIMITS.tokenLength }),
  reference: Type.Optional(Reference),
});
export const SettlementQuoted = closed("SettlementQuote", {
  settlement_quote: Type.String({ description: "Sent back to settle for exactly this." }),
  plan: Id,
  as_of: IsoDate,
  expires_at: Instant,
  total: AnyMinor,
  principal: AnyMinor,
  interest: AnyMinor,
  fee: AnyMinor,
  late: AnyMinor,
  charge: AnyMinor,
  saving: AnyMinor,
});
export const RefundRequest = closed("RefundRequest", {
  amount: PositiveMinor,
  reason: Reason,
  recompute: Type.Optional(oneOf("lower_instalments", "fewer_instalments")),
});
export const CancellationRequest = closed("CancellationRequest", { reason: Type.Optional(Reason) });
export const DueDatesRequest = closed("DueDatesRequest", { next_due_on: IsoDate });
export const AmountRequest = closed("AmountRequest", {
  amount: PositiveMinor,
  reference: Type.Optional(Reference),
});
export const WriteOffRequest = closed("WriteOffRequest", { reason: Reason });
export const DisputeRequest = closed("DisputeRequest", { reason: Reason, held: Type.Optional(Minor) });
export const DisputeOutcome = closed("DisputeOutcome", { given_back: Minor });
export const ReturnRequest = closed("ReturnRequest", { damage: Type.Optional(Minor) });
export const DailyClosed = closed("DailyClosed", { plans: Type.Integer({ minimum: 0 }) });

/** One row: what is owed in all, and what of it is paid. */
const PlanRow = closed("PlanRow", {
  n: whole,
  due_on: IsoDate,
  state: oneOf("upcoming", "due", "overdue", "paid"),
  principal: AnyMinor,
  interest: AnyMinor,
  fee: AnyMinor,
  late: AnyMinor,
  total: AnyMinor,
  paid: AnyMinor,
});

const PlanBalance = closed("PlanBalance", { outstanding: AnyMinor, due_now: AnyMinor, overdue: AnyMinor });

const PlanPartner = closed("PlanPartner", {
  id: Id,
  name: closed("PartnerWords", { "zh-CN": Type.String(), en: Type.String() }),
});

const PlanLease = closed("PlanLease", {
  deposit: AnyMinor,
  buyouts: list(closed("PlanBuyout", { after: whole, price: AnyMinor }), LIMITS.buyouts),
  early_return_after: whole,
  returned_on: nullable(IsoDate),
  bought_on: nullable(IsoDate),
});

/** What is to be done next: nothing, wait until the partner has answered, or send the shopper to the partner's page. */
const NextAction = closed("NextAction", {
  kind: oneOf("none", "wait", "redirect"),
  url: Type.Optional(Type.String({ description: "Where the shopper goes, with `redirect`." })),
});

const plan = {
  id: Id,
  order_ref: Type.String(),
  state: State,
  partner: PlanPartner,
  offer: Id,
  method: Method,
  count: nullable(whole),
  interval: Interval,
  currency: Currency,
  amount: AnyMinor,
  agreed_on: IsoDate,
  schedule: list(PlanRow, LIMITS.count + 2),
  balance: PlanBalance,
  credit: AnyMinor,
  refunded: AnyMinor,
  refund_payable: AnyMinor,
  lease: nullable(PlanLease),
  movements: list(PlanMovement, 10_000),
  collects: Type.Boolean({ description: "Payments are taken on their day, by the shopper's mandate." }),
  next_action: NextAction,
  test_clock: nullable(Id),
  created_at: Instant,
};

export const PlanRecord = closed("Plan", plan);

/** One thing that a change changed, and who gives and gets the difference. */
const PlanChange = closed("PlanChange", {
  row: nullable(whole),
  what: Type.String(),
  before: nullable(Type.Union([AnyMinor, Type.String()])),
  after: nullable(Type.Union([AnyMinor, Type.String()])),
  from: Party,
  to: Party,
});

/** A plan after a change, with what changed, row by row. */
export const PlanChanged = closed("PlanChanged", { ...plan, changes: list(PlanChange, 10_000) });

export const PlanPage = closed("PlanPage", {
  items: list(PlanRecord, LIMITS.page),
  next_cursor: nullable(Type.String()),
});
/** `q`: what an id or an order's number begins with; `due_*`: the next unpaid row's day, both included. */
export const PlanQuery = closed("PlanQuery", {
  order_ref: Type.Optional(Reference),
  q: Type.Optional(Reference),
  state: Type.Optional(State),
  partner: Type.Optional(Id),
  due_from: Type.Optional(IsoDate),
  due_until: Type.Optional(IsoDate),
  sort: Type.Optional(oneOf("created", "-created", "due", "-due", "outstanding", "-outstanding")),
  ...paged(
    Type.String({ minLength: 1, maxLength: 2 * LIMITS.idLength, pattern: "^([-0-9a-z]{1,20}~)?[A-Za-z0-9_]+$" }),
  ),
});

/** One command about a plan, by its name, with what its own route takes. */
export const PlanPreviewRequest = Type.Object(
  {
    activate: Type.Optional(NoFields),
    repay: Type.Optional(RepaymentRequest),
    settle: Type.Optional(SettlementRequest),
    refund: Type.Optional(RefundRequest),
    cancel: Type.Optional(CancellationRequest),
    move_due_dates: Type.Optional(DueDatesRequest),
    waive_late: Type.Optional(AmountRequest),
    use_credit: Type.Optional(CreditUse),
    pay_out: Type.Optional(AmountRequest),
    write_off: Type.Optional(WriteOffRequest),
    open_dispute: Type.Optional(DisputeRequest),
    close_dispute: Type.Optional(DisputeOutcome),
    return_lease: Type.Optional(ReturnRequest),
    buy_out: Type.Optional(NoFields),
  },
  { title: "PlanPreviewRequest", additionalProperties: false, minProperties: 1, maxProperties: 1 },
);

const AccountName = closed("AccountName", { "zh-CN": Type.String(), en: Type.String() });

const LedgerLine = closed("LedgerLine", {
  account: Type.String(),
  name: AccountName,
  partner: nullable(Id),
  amount: Type.Integer({
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    description: "Minor units: positive is a debit, negative a credit.",
  }),
});
/** What a plan would be after a command, and what the ledger would get; nothing of it is kept. */
export const PlanPreview = closed("PlanPreview", {
  ...plan,
  changes: list(PlanChange, 10_000),
  shares: closed("PlanShares", { shopper: AnyMinor, store: AnyMinor, partner: AnyMinor }),
  entries: list(closed("PreviewEntry", { kind: Type.String(), lines: list(LedgerLine, 100) }), 10),
});

export const LedgerEntry = closed("LedgerEntry", {
  id: Id,
  /** Null: about no plan, such as settling with a partner. */
  plan: nullable(Id),
  kind: Type.String(),
  booked_on: IsoDate,
  at: Instant,
  currency: Currency,
  reference: nullable(Type.String()),
  lines: list(LedgerLine, 100),
});
export const LedgerEntries = closed("LedgerEntries", {
  items: list(LedgerEntry, LIMITS.page),
  next_cursor: nullable(Type.String()),
});
export const LedgerQuery = closed("LedgerQuery", {
  plan: Type.Optional(Id),
  ...paged(SeqCursor),
});

const AccountBalance = closed("AccountBalance", {
  account: Type.String(),
  name: AccountName,
  class: oneOf("asset", "liability", "income", "expense", "memo"),
  partner: nullable(Id),
  currency: Currency,
  debit: AnyMinor,
  credit: AnyMinor,
  balance: AnyMinor,
});
/** Every account; debits equal credits for each currency, in the books and in the memo accounts. */
export const TrialBalance = closed("TrialBalance", {
  on: IsoDate,
  balanced: Type.Boolean(),
  accounts: list(AccountBalance, 10_000),
});
export const TrialBalanceQuery = closed("TrialBalanceQuery", { on: Type.Optional(IsoDate) });

const StatementLine = closed("StatementLine", {
  entry: Id,
  /** Null: about no plan, such as settling with a partner. */
  plan: nullable(Id),
  kind: Type.String(),
  booked_on: IsoDate,
  reference: nullable(Type.String()),
  amount: AnyMinor,
  balance: AnyMinor,
});
export const AccountStatement = closed("AccountStatement", {
  items: list(StatementLine, LIMITS.page),
  next_cursor: nullable(Type.String()),
});
export const StatementQuery = closed("StatementQuery", {
  account: Type.String({ pattern: "^[a-z_]{1,40}$" }),
  currency: Currency,
  partner: Type.Optional(Id),
  ...paged(SeqCursor),
});

/** The language of a printed statement; Chinese where absent. */
export const PrintQuery = closed("PrintQuery", { locale: Type.Optional(Locale) });

export const TestClockRequest = closed("TestClockRequest", { at: Instant });
export const TestClockAdvance = closed("TestClockAdvance", { to: Instant });
export const TestClockRecord = closed("TestClock", { id: Id, at: Instant });

/** Something that happened to a plan; those of one plan stand in the order in which they happened. */
const Event = closed("PlanEvent", {
  id: Id,
  type: Type.String(),
  at: Instant,
  plan: Id,
  data: Type.Record(
    Type.String({ pattern: "^[a-z_]{1,40}$" }),
    Type.Union([AnyMinor, Type.String(), Type.Boolean(), Type.Null()]),
    { maxProperties: 50, additionalProperties: false },
  ),
});
export const Events = closed("Events", { items: list(Event, LIMITS.page), next_cursor: nullable(Type.String()) });
export const EventsQuery = closed("EventsQuery", {
  plan: Type.Optional(Id),
  ...paged(SeqCursor),
});

export type PlanConsent = Static<typeof PlanConsent>;
export type PlanContact = Static<typeof PlanContact>;
export type PlanContactKept = Static<typeof PlanContactKept>;
export type AcceptRequest = Static<typeof AcceptRequest>;
export type RepaymentRequest = Static<typeof RepaymentRequest>;
export type RefundRequest = Static<typeof RefundRequest>;
export type SettlementQuoted = Static<typeof SettlementQuoted>;
export type DailyClosed = Static<typeof DailyClosed>;
export type PlanRecord = Static<typeof PlanRecord>;
export type PlanChanged = Static<typeof PlanChanged>;
export type PlanPreviewRequest = Static<typeof PlanPreviewRequest>;
export type PlanPreview = Static<typeof PlanPreview>;
export type PlanPage = Static<typeof PlanPage>;
export type PlanQuery = Static<typeof PlanQuery>;
export type LedgerEntries = Static<typeof LedgerEntries>;
export type LedgerQuery = Static<typeof LedgerQuery>;
export type TrialBalance = Static<typeof TrialBalance>;
export type AccountStatement = Static<typeof AccountStatement>;
export type StatementQuery = Static<typeof StatementQuery>;
export type TestClockRecord = Static<typeof TestClockRecord>;
export type Events = Static<typeof Events>;
