import type { Instant, IsoDate } from "@fenqi/core/calendar";
import type { CompensationMovement, Entry } from "@fenqi/core/ledger";
import type { Currency } from "@fenqi/core/money";
import type {
  BookedMovement,
  Counted,
  ExceptionState,
  Explained,
  FileRow,
  FileSummary,
  PackedRows,
  ReconciliationException,
  Resolution,
  SettledFlows,
} from "@fenqi/core/reconciliation";

/** A file on its way in: kept on disk, so that memory stays flat, until its rows are in the store. */
export interface SpooledFile {
  /** sha256 of its bytes, in hex. */
  readonly hash: string;
  readonly bytes: number;
  /** Its bytes, from the beginning. */
  read(): AsyncIterable<Uint8Array>;
  remove(): Promise<void>;
}

/** Days of a merchant, both included. */
export interface Days {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** One file of a partner, and what came of it. */
export interface ReconciliationRow {
  readonly merchant: string;
  readonly id: string;
  readonly partner: string;
  readonly fileHash: string;
  readonly bytes: number;
  /** `importing` that nobody works on any more goes on when the same file comes again. */
  readonly state: "importing" | "done";
  /** Whose movements the file should have; null before its rows are read. */
  readonly days: Days | null;
  readonly rows: number;
  /** Null before it is done. */
  readonly summary: readonly FileSummary[] | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly endedAt: Instant | null;
}

export type NewReconciliation = Pick<
  ReconciliationRow,
  "id" | "partner" | "fileHash" | "bytes" | "createdAt" | "createdBy"
>;

/** Who decided how an exception ends; and, while it is to be undone, who asks for that. */
export interface Decided {
  readonly resolution: Resolution;
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
  /** The second person; null where one was enough, or is still asked. */
  readonly approved_by: string | null;
  readonly undo: { readonly note: string; readonly by: string; readonly at: Instant } | null;
}

export interface ExceptionRow extends ReconciliationException {
  readonly reconciliation: string;
  /** Within its file: `r0000017` for its row 17, `e123` for the ledger's entry 123. */
  readonly id: string;
  readonly partner: string;
  readonly state: ExceptionState;
  /** The file's row. */
  readonly row: number | null;
  /** The ledger's entry. */
  readonly entry: number | null;
  readonly plan: string | null;
  readonly reference: string;
  readonly request: string | null;
  readonly at: Instant | null;
  readonly bookedOn: IsoDate | null;
  /** Raised by every move. */
  readonly version: number;
  readonly decided: Decided | null;
  /** The file that it came with after all. */
  readonly clearedBy: string | null;
}

/** A place among the movements of some days. */
export interface MovementPlace {
  readonly on: IsoDate;
  readonly entry: number;
}

export interface ExceptionFilter {
  readonly state?: ExceptionState;
  readonly reason?: ReconciliationException["reason"];
}

/** Rows of a file that follow each other. */
export interface Stretch {
  readonly first: number;
  readonly rows: number;
}

/** Everything below may be done again after a crash, or by two at once, and comes to the same. */
export interface ReconciliationStore {
  /** Begins a file; the row of the same file where it has come before. */
  open(merchant: string, reconciliation: NewReconciliation): Promise<ReconciliationRow>;
  /** Stretches of rows that are kept, in their order. */
  keptRows(of: ReconciliationRow): Promise<readonly Stretch[]>;
  /** Keeps rows from `first` on, whole or not at all; each that is exactly a free movement is matched with it. */
  addRows(of: ReconciliationRow, first: number, rows: PackedRows): Promise<void>;
  /** The next rows without a movement or a reason, by reference. */
  looseRows(of: ReconciliationRow, limit: number): Promise<readonly FileRow[]>;
  /** All movements of a partner with these references, in the order of their entries. */
  movements(of: ReconciliationRow, references: readonly string[]): Promise<readonly BookedMovement[]>;
  /** Keeps what loose rows turned out to be. */
  explain(of: ReconciliationRow, explained: readonly Explained[]): Promise<void>;
  /** About the middle of the movements that a file's rows told; undefined where they told none. */
  middle(of: ReconciliationRow): Promise<MovementPlace | undefined>;
  /**
   * Makes exceptions of a page of movements that no file tells, behind `after` and up to `until`. Where the next page begins;
   * undefined at the end.
   */
  missThere(
    of: ReconciliationRow,
    after: MovementPlace,
    until: MovementPlace,
    limit: number,
  ): Promise<MovementPlace | undefined>;
  /** Removes a file that is not sound, in pages, as though it had never come. */
  forget(of: ReconciliationRow): Promise<void>;
  read(merchant: string, id: string): Promise<ReconciliationRow | undefined>;
  /** Newest first; `before` is the id that the last page ended with. */
  list(
    merchant: string,
    partner: string | undefined,
    before: string | undefined,
    limit: number,
  ): Promise<readonly ReconciliationRow[]>;
  /** By id, those after `after`. */
  exceptions(
    merchant: string,
    reconciliation: string,
    filter: ExceptionFilter,
    after: string | undefined,
    limit: number,
  ): Promise<readonly ExceptionRow[]>;
}

/** An entry of the ledger that is about no plan: settled with a partner, or compensation. */
export interface EntryOfNoPlan {
  readonly kind: "settle_partner" | "resolve_exception" | "undo_resolution" | CompensationMovement;
  readonly bookedOn: IsoDate;
  readonly at: Instant;
  readonly currency: Currency;
  readonly reference: string;
  readonly lines: readonly Entry[];
}

/** What a change may do to reconciliations. */
export interface ReconciliationChange {
  readReconciliation(id: string): Promise<ReconciliationRow | undefined>;
  /** Sums of a file by part, and what is settled by it. */
  countReconciliation(
    id: string,
  ): Promise<{ readonly counted: readonly Counted[]; readonly flows: ReadonlyMap<Currency, SettledFlows> }>;
  /** Exceptions whose movement this file tells, or another has told since, are cleared. */
  clearMissing(id: string): Promise<void>;
  endReconciliation(row: ReconciliationRow): Promise<void>;
  readException(reconciliation: string, id: string): Promise<ExceptionRow | undefined>;
  saveException(row: ExceptionRow): Promise<void>;
  /** Whether a movement is still expected in a file. */
  expectMovement(entry: number, expected: boolean): Promise<void>;
  /** Appends to the ledger; nothing where there are no lines. */
  book(entry: EntryOfNoPlan): Promise<void>;
}
