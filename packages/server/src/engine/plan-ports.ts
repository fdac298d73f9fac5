import type { Instant, IsoDate } from "@fenqi/core/calendar";
import type { AccountId, Entry } from "@fenqi/core/ledger";
import type { Moment, Plan, PlanDecision, PlanEvent, PlanState } from "@fenqi/core/plan";
import type { Option } from "@fenqi/core/quote";
import type { AuditHead } from "./audit-log.ts";
import type { MovementWrite, PlanMovement } from "./movement-ports.ts";
import type { NewPlanContact } from "./plan-notice-ports.ts";
import type { Once, Remembered } from "./ports.ts";

/** What a plan knows beside the agreement itself. */
export interface PlanFacts {
  /** The quote that it was chosen from. */
  readonly quote: string;
  /** The Idempotency-Key of the request that made it: the same request goes on with it. */
  readonly key: string;
  /** Periods of the offer; null where it has none. */
  readonly count: number | null;
  readonly test_clock: string | null;
  readonly created_at: Instant;
  /** When it was written down by the world's clock, by which its partner is asked; absent where that is `created_at`. */
  readonly begun_at?: Instant;
  /** The partner's own id of the authorisation; null as long as there is none. */
  readonly partner_id: string | null;
  /** The shopper's standing permission to take each payment on its day, by its name at whoever collects. */
  readonly mandate?: string;
  /** Where the shopper has to agree, while the partner waits for that. */
  readonly redirect?: string;
  /** Where the partner sends the shopper back to. */
  readonly return_url?: string;
}

/** A plan as it is kept, with what its next decision must follow on. */
export interface StoredPlan {
  readonly plan: Plan;
  readonly facts: PlanFacts;
  /** What its partner was told to move, oldest first. */
  readonly movements: readonly PlanMovement[];
  /** Raised by every decision; 0 before the first is kept. */
  readonly version: number;
  /** Events so far. */
  readonly events: number;
  /** Where the plan's stream of the audit log stands. */
  readonly head: Omit<AuditHead, "stream">;
  /** What the plan's own clock shows; null where it lives by the world's. */
  readonly clockAt: Instant | null;
}

/** What the shopper saw and confirmed. */
export interface ConsentRow {
  readonly disclosure: string;
  readonly language: string;
  readonly shown_at: Instant;
  readonly confirmed_at: Instant;
  /** For how long they had it in front of them. */
  readonly reading_seconds: number;
  readonly catalogue_version: string;
  /** The option whole, as it was shown. */
  readonly shown: Option;
}

/** What a new plan counts towards, and how much there may be of it; null where there is no limit. Amounts in minor units. */
export interface PlanPlace {
  readonly shopper_ref: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly quota_id: string | null;
  readonly max_count: number | null;
  readonly max_amount: number | null;
  /** Plans that the shopper may have running. */
  readonly max_active: number | null;
  /** What the shopper may owe, this plan included. */
  readonly max_outstanding: number | null;
  /** Keyed hashes of the reference, and when the quote was given: an erasure since then leaves it no place. */
  readonly shopper_marks: readonly string[];
  readonly quoted_at: Instant;
}

/** A decision with everything that is kept together with it. */
export interface PlanWrite {
  /** What it was made from. */
  readonly stored: StoredPlan;
  readonly decision: PlanDecision;
  readonly facts: PlanFacts;
  /** Ledger transactions, each balanced, by the command that made it. */
  readonly booked: readonly { readonly kind: string; readonly entries: readonly Entry[] }[];
  /** The command, by name: the audit entry's action. */
  readonly kind: string;
  /** When it was for the plan, by its own clock. */
  readonly at: Instant;
  readonly today: IsoDate;
  /** Who did it, and the world's time then; null for the daily close, which is told once for a page and not for each plan. */
  readonly done: { readonly by: string; readonly at: Instant } | null;
  /** The payer's or the partner's word for the money. */
  readonly reference: string | null;
  readonly consent?: ConsentRow;
  /** When the partner is to be asked what became of it; null when that is known. */
  readonly lookAt: Instant | null;
  /** Movements at the partner that it wants, or ends. */
  readonly movements?: readonly MovementWrite[];
  /** Of a new plan. */
  readonly place?: PlanPlace;
  /** Of a new plan: whom to tell of it. */
  readonly contact?: NewPlanContact;
}

/** What was answered under a key before, or that it is not answered yet. */
export type Bound =
  | { readonly kind: "free" }
  | { readonly kind: "replayed"; readonly remembered: Remembered }
  | { readonly kind: "running" }
  | { readonly kind: "other_request" };

/** An answer to be bound to its key together with the decision. `attempt`: the one that has claimed the key. */
export interface Binding {
  readonly once: Once;
  readonly attempt: string | null;
  readonly remembered: Remembered;
}

/** How a list of plans is sorted; a minus turns it around. `due`: the next day with something unpaid. */
export type PlanSort = "created" | "-created" | "due" | "-due" | "outstanding" | "-outstanding";

export interface PlanFilter {
  readonly orderRef?: string;
  /** What an id or an order's number begins with. */
  readonly beginsWith?: string;
  readonly state?: PlanState;
  readonly partner?: string;
  /** The next unpaid row's day, both included. */
  readonly dueFrom?: IsoDate;
  readonly dueUntil?: IsoDate;
  /** Newest first where absent. */
  readonly sort?: PlanSort;
}

/** A plan in a list, and where the list goes on after it. */
export interface ListedPlan {
  readonly stored: StoredPlan;
  readonly cursor: string;
}

/** An event as it is told to others. */
export interface ToldEvent extends PlanEvent {
  readonly seq: number;
}

export interface LedgerLine {
  readonly account: AccountId;
  readonly partner: string | null;
  /** Minor units: positive is a debit, negative a credit. */
  readonly amount: number;
}

/** A transaction of the ledger. */
export interface LedgerEntry {
  readonly seq: number;
  /** Null: an entry about no plan, such as settling with a partner. */
  readonly plan: string | null;
  readonly kind: string;
  readonly booked_on: IsoDate;
  readonly at: Instant;
  readonly currency: string;
  readonly reference: string | null;
  readonly lines: readonly LedgerLine[];
}

/** Sums of one account; minor units. */
export interface AccountSums {
  readonly account: AccountId;
  readonly partner: string | null;
  readonly currency: string;
  readonly debit: number;
  readonly credit: number;
}

/** One line of an account's statement, with what the account holds after it. */
export interface StatementLine {
  readonly seq: number;
  /** Null: an entry about no plan, such as settling with a partner. */
  readonly plan: string | null;
  readonly kind: string;
  readonly booked_on: IsoDate;
  readonly reference: string | null;
  readonly amount: number;
  readonly balance: number;
}

export interface PlanStore {
  /** The plan, and what is bound to a key, in one question. */
  read(merchant: string, id: string, once?: Once): Promise<{ readonly found?: StoredPlan; readonly bound: Bound }>;
  /** The plans of these ids that there are. */
  readAll(merchant: string, ids: readonly string[]): Promise<readonly StoredPlan[]>;
  /** Whether a key is bound or claimed, or a quote has become a plan that did not come to nothing. */
  isAnswered(once: Once, quote: string): Promise<boolean>;
  /** The plan that a quote became, unless that came to nothing. */
  byQuote(merchant: string, quote: string): Promise<string | undefined>;
  /** `after`: the cursor of the last that was seen, under the same sort. */
  list(merchant: string, filter: PlanFilter, after: string | undefined, limit: number): Promise<readonly ListedPlan[]>;
  /**
   * Keeps decisions, each whole or not at all, in one statement. Returns the ids of those kept: a plan that has moved on
   * since it was read is not among them. `key_taken`: the key was bound meanwhile, `full`: there is no place for a new
   * plan, `erased`: its shopper was erased after the quote was given; nothing is kept then.
   */
  commit(
    merchant: string,
    writes: readonly PlanWrite[],
    binding?: Binding,
  ): Promise<readonly string[] | "key_taken" | "full" | "erased">;
  /** What a shopper has running, and owes in this currency. */
  standing(
    merchant: string,
    shopper: string,
    currency: string,
  ): Promise<{ readonly active: number; readonly outstanding: number }>;
  /** Takes a key for one attempt, so that others see that it runs while a partner is asked. */
  claim(once: Once, attempt: string): Promise<Exclude<Bound, { readonly kind: "free" }> | { readonly kind: "claimed" }>;
  /** Binds an answer to a claimed key where no plan is changed. */
  bind(binding: Binding): Promise<void>;
  /** Frees a claimed key: nothing was done under it. */
  release(once: Once, attempt: string): Promise<void>;
  /** The last plans of pages of so many, of those of one clock (null: the world's) of which a row falls due on a day. */
  closePages(merchant: string, clock: string | null, day: IsoDate, size: number): Promise<readonly string[]>;
  /**
   * Closes the page after one plan and up to another (absent: from the first, to the last) as a set: the plans of which a row falls due and no more happens than core's `closeDay` decides for every such plan alike. The others stay due.
   * Returns how many are closed.
   */
  closePage(
    merchant: string,
    clock: string | null,
    moment: Moment,
    after: string | undefined,
    last: string | undefined,
  ): Promise<number>;
  /** Plans of one clock (null: the world's) with something to do on a day or before, by id, those after `after`. */
  due(
    merchant: string,
    clock: string | null,
    on: IsoDate,
    after: string,
    limit: number,
  ): Promise<readonly StoredPlan[]>;
  /** Plans of one clock (null: the world's) with a payment to be taken on a day or before, by id, those after `after`. */
  toCollect(
    merchant: string,
    clock: string | null,
    on: IsoDate,
    after: string,
    limit: number,
  ): Promise<readonly StoredPlan[]>;
  /** The first day on which a plan of this clock has something to do or to be taken. */
  nextClose(merchant: string, clock: string): Promise<IsoDate | undefined>;
  /** Plans whose partner is to be asked, of all merchants; nobody else gets them before `until`. */
  unresolved(
    at: Instant,
    until: Instant,
    limit: number,
  ): Promise<readonly { readonly merchant: string; readonly id: string }[]>;
  /** Oldest first, those after `seq`; never one that an older one could still be committed before. */
  events(merchant: string, after: number, plan: string | undefined, limit: number): Promise<readonly ToldEvent[]>;
}

export interface LedgerStore {
  /** Sums by account, partner and currency, of all that counts for this day or before. */
  trialBalance(merchant: string, on: IsoDate): Promise<readonly AccountSums[]>;
  /** Oldest first, those after `seq`. */
  entries(merchant: string, plan: string | undefined, after: number, limit: number): Promise<readonly LedgerEntry[]>;
  /** An account's lines in one currency, oldest first, those after `seq`. */
  statement(
    merchant: string,
    of: { readonly account: AccountId; readonly partner: string | null; readonly currency: string },
    after: number,
    limit: number,
  ): Promise<readonly StatementLine[]>;
}

export interface TestClock {
  readonly id: string;
  readonly at: Instant;
}

export interface ClockStore {
  read(merchant: string, id: string): Promise<TestClock | undefined>;
  /** Moves it on; false when it stands later already. */
  advance(merchant: string, id: string, to: Instant): Promise<boolean>;
}

/** What a change may do to clocks. */
export interface ClockChange {
  insertTestClock(clock: TestClock, made: { readonly at: Instant; readonly by: string }): Promise<void>;
}

/** What a link opens, and until when (epoch milliseconds). The store vouches that they are one shopper's. */
export interface PlanLinkBody {
  readonly merchant: string;
  readonly orders: readonly { readonly order_ref: string; readonly title: string }[];
  readonly pay_url?: string;
  readonly until: number;
}

export interface PlanLinks {
  /** Encrypts and authenticates. */
  seal(body: PlanLinkBody): string;
  /** Undefined when it was altered, or sealed with a key that is gone. */
  open(token: string): PlanLinkBody | undefined;
}
