import type { SettlementRow } from "@fenqi/core/reconciliation";

export type { SettlementRow };

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
