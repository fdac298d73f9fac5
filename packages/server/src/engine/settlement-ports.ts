import type { Instant } from "@fenqi/core/calendar";
import type { Currency, Minor } from "@fenqi/core/money";

/** `other`: money that the partner moved without any of our calls, a fee of its own or a correction. */
export type SettlementKind = "capture" | "refund" | "dispute" | "payout" | "other";

/** One line of a partner's settlement file. Signs are the merchant's: what comes in is positive. */
export interface SettlementRow {
  /** The plan's, as it was given with every call; the partner's own where the line is about no plan. */
  readonly reference: string;
  /** Ours, of the refund that the line is about; absent where the partner does not say. */
  readonly request?: string;
  readonly kind: SettlementKind;
  /** Before the fee. Negative for refunds and payouts. */
  readonly amount: Minor;
  /** What the partner keeps of it; negative where it gives some back. `amount - fee` is settled. */
  readonly fee: Minor;
  readonly currency: Currency;
  readonly at: Instant;
}

/**
 * The rows of a settlement file, read as it streams in, some at a time; memory stays flat. Throws {@link SettlementFileError} at the
 * first line that is not as documented: a file is right as a whole or refused as a whole.
 */
export type ReadSettlementFile = (file: AsyncIterable<Uint8Array>) => AsyncIterable<readonly SettlementRow[]>;

/** Why a file is refused. */
export interface SettlementFileError extends Error {
  readonly name: "SettlementFileError";
  /** Counted from one; quoted line ends count as well. */
  readonly line: number;
  readonly flaw: SettlementFlaw;
}

/** `columns`: a column is missing or there is no header. `cut_off`: the file's own end is missing. */
export type SettlementFlaw = "columns" | "reference" | "kind" | "amount" | "currency" | "time" | "too_long" | "cut_off";
