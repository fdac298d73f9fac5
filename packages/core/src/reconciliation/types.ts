import type { Instant, IsoDate } from "../calendar/types.ts";
import type { Currency, Minor } from "../money/types.ts";

/** `other`: money that the partner moved without any of our calls, a fee of its own or a correction. */
export type MovementKind = "capture" | "refund" | "dispute" | "payout" | "other";

/** Signs are the store's: what comes in is positive, what the partner keeps is a positive fee. `amount - fee` is settled. */
export interface Movement {
  /** The plan's, as it was given with every call; the partner's own where it is about no plan. */
  readonly reference: string;
  /** Ours, of one refund; null where nobody says. */
  readonly request: string | null;
  readonly kind: MovementKind;
  readonly amount: Minor;
  readonly fee: Minor;
  readonly currency: Currency;
}

/** One line of a partner's file. */
export interface SettlementRow extends Movement {
  readonly at: Instant;
}

/** The same, in its place. */
export interface FileRow extends SettlementRow {
  /** 1, 2, 3 … within its file. */
  readonly n: number;
}

/** What our books expect of a partner, from one entry of the ledger. */
export interface BookedMovement extends Movement {
  readonly entry: number;
  readonly plan: string;
  readonly booked_on: IsoDate;
  /** A file has told it already, or it was given up: no other row can be it. */
  readonly taken: boolean;
}

/**
 * Why a row or a movement is not simply matched.
 *
 * `missing_here` the file has it, our books don't; `missing_there` the other way round; `duplicate` the file tells again what was told
 * already; the others name the first thing in which the two sides differ.
 */
export const EXCEPTION_REASONS = [
  "missing_here",
  "missing_there",
  "duplicate",
  "currency_differs",
  "amount_differs",
  "fee_differs",
] as const;
export type ExceptionReason = (typeof EXCEPTION_REASONS)[number];

/** What became of a row: matched with an entry (`reason` null), or an exception, with the entry that it was compared with. */
export interface Explained {
  readonly row: FileRow;
  readonly booked: BookedMovement | null;
  readonly reason: Exclude<ExceptionReason, "missing_there"> | null;
}

/** What a side of an exception says. */
export interface Side {
  readonly amount: Minor;
  readonly fee: Minor;
  readonly currency: Currency;
}

/** What is settled: the amount less what the partner keeps. */
export const netOf = ({ amount, fee }: Pick<Side, "amount" | "fee">): Minor => amount - fee;
