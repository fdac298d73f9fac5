import type { Instant } from "@fenqi/core/calendar";
import type { CaseState } from "./case-moves.ts";
import type { Recipient } from "./telling-ports.ts";

export type { CaseState } from "./case-moves.ts";

/** Who works on it: a missing way, a person's look at a store rule, a plan, anything else. */
export type CaseQueue = "availability" | "review" | "plans" | "general";

export type CaseEntryKind =
  | "shopper"
  | "agent"
  /** The words of an explanation, whose id and version are its facts. */
  | "explanation"
  | "note"
  | "assigned"
  | "closed"
  | "goodwill_granted"
  | "goodwill_waiting"
  | "goodwill_refused"
  | "review_asked"
  | "review_upheld"
  | "review_overturned";

/** One thing that happened in a case. */
export interface CaseEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: CaseEntryKind;
  /** A person's id; `shopper` for the shopper. */
  readonly by: string;
  /** What was said, sealed by the vault; null where nothing was. */
  readonly text: string | null;
  readonly facts: { readonly [name: string]: string | number | null };
}

/** `asked`: waits for a person. */
export interface CaseReview {
  readonly state: "asked" | "upheld" | "overturned";
  readonly by: string | null;
  readonly at: Instant | null;
}

export interface CaseGoodwill {
  readonly id: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly state: "granted" | "waiting" | "refused";
  /** Within what one person may give. */
  readonly withinLimit: boolean;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Given once it is granted; the code is sealed by the vault. */
  readonly voucher: { readonly id: string; readonly code: string; readonly validUntil: Instant } | null;
}

/** The quote that a case is about, with what replays it. */
export interface CaseQuote {
  readonly id: string;
  readonly code: string;
  readonly token: string;
}

export interface CaseRow {
  readonly id: string;
  readonly queue: CaseQueue;
  readonly state: CaseState;
  readonly locale: "zh-CN" | "en";
  readonly quote: CaseQuote | null;
  /** The way that is missed. */
  readonly offer: string | null;
  /** The adjustment that speaks for it. */
  readonly adjustment: string | null;
  readonly assignee: string | null;
  /** Where answers are announced, sealed; `mark`: keyed hash of the address. */
  readonly recipient: (Omit<Recipient, "locale"> & { readonly mark: string }) | null;
  readonly createdAt: Instant;
  /** When the shopper is to have an answer; null while none is owed. */
  readonly dueAt: Instant | null;
  readonly firstAnsweredAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly review: CaseReview | null;
}

/** A case with all that happened in it, oldest first. */
export interface WholeCase {
  readonly row: CaseRow;
  readonly entries: readonly CaseEntry[];
  readonly goodwill: readonly CaseGoodwill[];
}

export interface CaseFilter {
  /** `unfinished`: open or answered. */
  readonly state?: CaseState | "unfinished";
  readonly queue?: CaseQueue;
  readonly assignee?: string;
  /** Something waits for another person's word. */
  readonly goodwill?: "waiting";
}

/** A case as a list shows it. */
export interface ListedCase {
  readonly row: CaseRow;
  /** What the shopper first wrote, sealed; null where they wrote nothing. */
  readonly asked: string | null;
  /** Since when words of theirs stand without an answer. */
  readonly waitingSince: Instant | null;
  readonly goodwillWaiting: boolean;
}

export interface CaseStore {
  read(merchant: string, id: string): Promise<WholeCase | undefined>;
  /** What is due first, first; what is owed no answer, last. `after`: the id that the last page ended with. */
  list(merchant: string, after: string | undefined, limit: number, filter: CaseFilter): Promise<readonly ListedCase[]>;
  /** Opened by one address since. */
  openedBy(merchant: string, mark: string, since: Instant): Promise<number>;
  /** Erases cases closed before, with every word of them. */
  eraseClosed(before: Instant): Promise<void>;
}

/** What a change may do to cases. */
export interface CaseChange {
  readCase(id: string): Promise<WholeCase | undefined>;
  /** Inserts or replaces the case's own row. */
  saveCase(row: CaseRow): Promise<void>;
  appendCaseEntry(id: string, entry: Omit<CaseEntry, "seq">): Promise<void>;
  /** Inserts, or keeps how it was decided. Throws when the database finds one pair of eyes only. */
  saveGoodwill(id: string, goodwill: CaseGoodwill): Promise<void>;
  /** With everything in it; nothing where there is none. */
  eraseCase(id: string): Promise<void>;
}
