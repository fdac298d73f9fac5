import type { Adjustment, RampFigures, ReturnPromise } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { QuoteInput, QuoteInstants } from "@fenqi/core/quote";
import type { WrittenAdjustment } from "./adjustment-draft.ts";
import type { AdjustmentMove, AdjustmentState } from "./adjustment-moves.ts";
import type { AuditEntry } from "./audit-log.ts";
import type { CaseChange } from "./case-ports.ts";
import type { CompensationChange } from "./compensation-ports.ts";
import type { PartnerChange } from "./partner-ports.ts";
import type { Permission, Role } from "./permissions.ts";
import type { PlanContactChange } from "./plan-notice-ports.ts";
import type { ClockChange } from "./plan-ports.ts";
import type { ProposalChange } from "./proposal-ports.ts";
import type { ReconciliationChange } from "./reconciliation-ports.ts";
import type { ShopperChange } from "./shopper-ports.ts";
import type { NewSimulation } from "./simulation-ports.ts";
import type { PeopleChange, PostedUpdate } from "./telling-ports.ts";
import type { Session, UserChange } from "./user-ports.ts";
import type { VoucherChange } from "./voucher-ports.ts";
import type { WebhookChange } from "./webhook-ports.ts";

export type * from "./audit-log.ts";
export type * from "./book-ports.ts";
export type * from "./callback-ports.ts";
export type * from "./case-ports.ts";
export type * from "./compensation-ports.ts";
export type * from "./effects-ports.ts";
export type { MarkStore, Marks } from "./live-changes.ts";
export type * from "./movement-ports.ts";
export type * from "./partner-ports.ts";
export type * from "./plan-notice-ports.ts";
export type * from "./plan-ports.ts";
export type * from "./proposal-ports.ts";
export type * from "./quote-search-ports.ts";
export type * from "./reconciliation-ports.ts";
export type { SessionTimes } from "./session-times.ts";
export type * from "./settlement-ports.ts";
export type * from "./shopper-ports.ts";
export type * from "./statement-ports.ts";
export type { SupportPolicy } from "./support-policy.ts";
export type * from "./telling-ports.ts";
export type * from "./today-ports.ts";
export type * from "./user-ports.ts";
export type * from "./voucher-ports.ts";
export type * from "./webhook-ports.ts";
export type { AdjustmentMove, AdjustmentState, Role };

/** Milliseconds since 1970; the only clock that a use case knows. */
export type Clock = () => number;

/** sha256 in hex of bytes, or of a text's UTF-8 bytes. */
export type Digest = (of: string | Uint8Array) => string;

/** What changes when: compared with what a process holds, to know whether it is current. */
export interface Head {
  readonly merchant: string;
  readonly seq: number;
  readonly keysSeq: number;
}

/** One immutable version of a merchant's catalogue. */
export interface VersionRecord {
  readonly merchant: string;
  readonly seq: number;
  readonly version: string;
  readonly catalogue: Catalogue;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

export type VersionSummary = Omit<VersionRecord, "catalogue" | "merchant">;

/** Places taken of each quota. */
export type QuotaUse = { readonly [quota: string]: { readonly count: number; readonly amount: number } };

export interface CatalogueStore {
  /** Every merchant's newest numbers, in one cheap question. */
  heads(): Promise<readonly Head[]>;
  newest(merchant: string): Promise<VersionRecord | undefined>;
  /** Any version by its hash, for replay. */
  byVersion(merchant: string, version: string): Promise<VersionRecord | undefined>;
  /** Newest first, those before `seq`. */
  list(merchant: string, beforeSeq: number, limit: number): Promise<readonly VersionSummary[]>;
  /** Oldest first: up to `limit` that came into force at an instant or before, and up to `limit` after it. */
  around(merchant: string, at: Instant, limit: number): Promise<readonly VersionSummary[]>;
  quotaUse(merchant: string): Promise<QuotaUse>;
}

/** How an adjustment may come into force. */
export type Authority = "two_people" | "one_request" | "emergency" | "catalogue";

export interface Approval {
  readonly by: string;
  readonly at: Instant;
}

/** Where a return stands. */
export interface RampState {
  readonly step: number;
  /** When this step began. */
  readonly since: Instant;
  /** A gate falls short, so that it stays where it is. */
  readonly held: boolean;
}

/** An adjustment with its life. */
export interface AdjustmentRow {
  readonly adjustment: WrittenAdjustment;
  readonly state: AdjustmentState;
  /** Raised by every change; an edit names the one that it was made from. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Everybody who wrote any of it: none of them can approve it. */
  readonly authors: readonly string[];
  readonly authority: Authority;
  readonly approval: Approval | null;
  /** An emergency's review, by another person than its authors. */
  readonly reviewDueAt: Instant | null;
  readonly promises: readonly ReturnPromise[];
  readonly ramp: RampState | null;
  /** Whether the ways came back under the terms that they had; null before. */
  readonly returned: "same" | "new" | null;
  /** When the public was first told; null before. */
  readonly announcedAt: Instant | null;
  /** The version with which it came into force; null before. */
  readonly catalogueVersion: string | null;
}

/** What happened to an adjustment, as its history keeps it. `missed` and `hold` are told by time and figures. */
export type AdjustmentEventKind = AdjustmentMove | "create" | "emergency" | "seed" | "missed" | "hold";

export interface AdjustmentEvent {
  readonly move: AdjustmentEventKind;
  readonly at: Instant;
  readonly by: string;
  /** For the people who run the store. */
  readonly note: string | null;
}

export interface AdjustmentFilter {
  readonly state?: AdjustmentState;
  /** Emergencies whose review is still due at this instant or later, or was due before it. */
  readonly review?: { readonly kind: "due" | "overdue"; readonly at: Instant };
}

export interface AdjustmentStore {
  read(merchant: string, id: string): Promise<AdjustmentRow | undefined>;
  /** Oldest first. */
  history(merchant: string, id: string): Promise<readonly AdjustmentEvent[]>;
  /** Newest first; `before` is the id that the last page ended with. */
  list(
    merchant: string,
    before: string | undefined,
    limit: number,
    filter?: AdjustmentFilter,
  ): Promise<readonly AdjustmentRow[]>;
  /** When each was made known, by id; drafts are not. */
  announced(merchant: string): Promise<ReadonlyMap<string, Instant>>;
  /** Those that time may move now, of all merchants. */
  due(at: Instant, limit: number): Promise<readonly { readonly merchant: string; readonly id: string }[]>;
}

/** Calls to an opened way since an instant, and to the same way before it was paused; undefined where nobody counts. */
export type CountRampCalls = (
  merchant: string,
  adjustment: Adjustment,
  since: Instant,
) => Promise<RampFigures | undefined>;

export type KeyKind = "publishable" | "secret";
export type KeyMode = "test" | "live";

/** Who asks: by an API key, or signed in, which reaches as far as a secret key. */
export interface Caller {
  readonly merchant: string;
  /** Of the key, or of the session. */
  readonly id: string;
  readonly kind: KeyKind;
  readonly mode: KeyMode;
  readonly role: Role;
  /** Only these of the role's permissions; null for all of them. */
  readonly scopes: readonly Permission[] | null;
  /** Who acts. Several keys, and a sign-in, may be one person's. */
  readonly person: string;
  /** Pages that may use a publishable key. */
  readonly origins: readonly string[];
  /** Where they are signed in; absent for a key. */
  readonly session?: Session;
}

/** An API key as it is kept: its hash, never itself. */
export interface KeyRow extends Omit<Caller, "session"> {
  readonly name: string;
  readonly hash: string;
  readonly hint: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** The key that takes its place; until it expires, both work. */
  readonly rotatedTo: string | null;
}

export interface KeyStore {
  all(merchant: string): Promise<readonly KeyRow[]>;
}

/** A quote's answer made JSON once, whatever instant it is given at. */
export interface EncodedAnswer {
  /** Bytes that a replay compares. */
  readonly bytes: number;
  /** Of all that a replay compares. */
  digest(instants: QuoteInstants): string;
  /** The whole answer, in memory to be given back ({@link TakeBack}); `head`, of ASCII, stands in place of its opening brace. */
  behind(head: string, instants: QuoteInstants): Uint8Array;
  /** The same, to stay: before that it lasts until the next answer is encoded. */
  kept(): EncodedAnswer;
}

/** Takes an answer's memory back, to write the next one to, once nobody holds it any more. Who keeps it instead owns it. */
export type TakeBack = (answer: Uint8Array) => void;

/** A quote as it was answered, for support and simulation. */
export interface QuoteRow {
  readonly merchant: string;
  readonly id: string;
  readonly code: string;
  readonly at: Instant;
  readonly token: string;
  /** The shopper's reference, of which a keyed hash is kept; null where the store named none. */
  readonly shopper: string | null;
  readonly digest: string;
  readonly answered: AnsweredQuestion;
}

/** What a record tells of a question and its answer. */
export interface AnsweredQuestion {
  readonly catalogueVersion: string;
  readonly engineVersion: string;
  /** The quote's input as JSON, without the shopper. */
  readonly input: string;
  readonly currency: string;
  readonly total: number;
  readonly options: number;
  readonly missing: number;
  readonly missingOffers: readonly string[];
}

/** Quotes that wait to be recorded. */
export interface QuoteBatch {
  readonly size: number;
  /** As the store takes them. */
  readonly lines: Uint8Array;
  add(row: QuoteRow): void;
  /** Forgets its quotes and keeps its memory, for those to come. */
  clear(): void;
  tokenOf(merchant: string, id: string): string | undefined;
  /** Of the newest quote with this code. */
  tokenByCode(merchant: string, code: string): string | undefined;
}

export interface QuoteStore {
  /** An empty one. */
  batch(): QuoteBatch;
  append(batch: QuoteBatch): Promise<void>;
  /** Null: its shopper was erased. Undefined: there is none. */
  tokenOf(merchant: string, id: string): Promise<string | null | undefined>;
  /** Of the newest quote with this code. */
  tokenByCode(merchant: string, code: string): Promise<string | null | undefined>;
}

/** All that one transaction may do to a merchant's state. The merchant's row is held, so that changes take turns. */
export interface Change
  extends PartnerChange,
    PeopleChange,
    CompensationChange,
    CaseChange,
    ReconciliationChange,
    ShopperChange,
    VoucherChange,
    ClockChange,
    PlanContactChange,
    ProposalChange,
    UserChange,
    WebhookChange {
  newest(): Promise<VersionRecord | undefined>;
  appendVersion(
    record: Omit<VersionRecord, "seq" | "merchant"> & { readonly contentHash: string },
  ): Promise<VersionRecord>;
  /** Any version by its hash. */
  byVersion(version: string): Promise<VersionRecord | undefined>;
  readAdjustment(id: string): Promise<AdjustmentRow | undefined>;
  /**
   * Inserts or moves an adjustment and appends the event that says so. `lookAt`: when time may move it next.
   * Throws when the database finds one pair of eyes only.
   */
  saveAdjustment(row: AdjustmentRow, event: AdjustmentEvent, lookAt: Instant | null): Promise<void>;
  /** The places taken of a quota become these; processes see them with the next catalogue version that they load. */
  setQuotaUse(quota: string, use: QuotaUse[string]): Promise<void>;
  /** Keeps what an operator says of an adjustment, for good. */
  appendUpdate(update: PostedUpdate): Promise<void>;
  /** False when another simulation of this merchant runs. */
  openSimulation(simulation: NewSimulation): Promise<boolean>;
  /** False when the id is there already: two processes that start at once both bring the first key. */
  insertKey(key: Omit<KeyRow, "merchant">, by: string): Promise<boolean>;
  /** Undefined when there is none of this id. */
  readKey(id: string): Promise<KeyRow | undefined>;
  /** Another key takes its place; it ends then. */
  rotateKey(id: string, to: string, expiresAt: Instant, at: Instant, by: string): Promise<void>;
  /** The key after it was revoked; undefined when there is none of this id. */
  revokeKey(id: string, at: Instant, by: string): Promise<KeyRow | undefined>;
  /**
   * Appends to the audit log. The stream is held until the transaction ends; of several, always take them in the order
   * of their names. Versions, adjustments and keys are told by themselves: see audited-change.ts.
   */
  audit(entry: AuditEntry): Promise<void>;
}

/** What was answered to a request that may act only once. */
export interface Remembered {
  readonly status: number;
  readonly body: string;
}

export interface Once {
  readonly merchant: string;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  /** Hash of method, address and payload. */
  readonly requestHash: string;
}

export type OnceOutcome<T> =
  | { readonly kind: "done"; readonly value: T; readonly remembered: Remembered }
  | { readonly kind: "replayed"; readonly remembered: Remembered }
  | { readonly kind: "refused"; readonly value: T }
  | { readonly kind: "running" }
  | { readonly kind: "other_request" };

/** `remember` undefined: a refusal; nothing is kept and the transaction is rolled back. */
export interface Effect<T> {
  readonly value: T;
  readonly remember?: Remembered;
}

export interface ChangeStore {
  /** A merchant's change in one transaction, without a key: at start, and for what is idempotent by nature. */
  run<T>(merchant: string, work: (change: Change) => Promise<T>): Promise<T>;
  /** A change under an idempotency key: effect and answer are committed together, or neither. */
  runOnce<T>(once: Once, work: (change: Change) => Promise<Effect<T>>): Promise<OnceOutcome<T>>;
  createMerchant(merchant: string, at: Instant): Promise<void>;
  /** Forgets keys older than this. */
  forgetBefore(at: Instant): Promise<void>;
}

/** What a token keeps. */
export interface TokenBody {
  readonly id: string;
  readonly code: string;
  readonly version: string;
  readonly engine: string;
  readonly at: Instant;
  readonly schedules: boolean;
  readonly input: QuoteInput;
  readonly digest: string;
}

export interface TokenSealer {
  /** `input`: the body's, as JSON. Undefined when it would be longer than a token may be. */
  seal(merchant: string, body: Omit<TokenBody, "input"> & { readonly input: string }): string | undefined;
  /** Undefined when it was altered, is another merchant's, or its key is no longer kept. */
  open(merchant: string, token: string): TokenBody | undefined;
}

export interface Ids {
  /** `q_…`: time, then random. */
  quote(nowMs: number): string;
  /** `7K2M-94QF` */
  code(): string;
  adjustment(nowMs: number): string;
  update(nowMs: number): string;
  simulation(nowMs: number): string;
  message(nowMs: number): string;
  wish(nowMs: number): string;
  compensation(nowMs: number): string;
  voucher(nowMs: number): string;
  /** `7K2M-94QF-0XZT-5RAD`: 80 random bits, nothing that could be misheard. */
  voucherCode(): string;
  case(nowMs: number): string;
  goodwill(nowMs: number): string;
  key(nowMs: number): string;
  session(nowMs: number): string;
  invitation(nowMs: number): string;
  plan(nowMs: number): string;
  proposal(nowMs: number): string;
  testClock(nowMs: number): string;
  webhookEndpoint(nowMs: number): string;
  /** `whsec_…`: 256 random bits in base64. */
  webhookSecret(): string;
  reconciliation(nowMs: number): string;
  /** The random part of an API key, 160 bits or more. */
  secret(): string;
}
