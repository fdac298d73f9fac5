export { bookFile, bookResolution, reversed, type SettledFlows } from "./book.ts";
export {
  amountAtStake,
  EXCEPTION_MOVES,
  type ExceptionMove,
  type ExceptionState,
  mayResolve,
  moveException,
  RESOLUTIONS,
  type ReconciliationException,
  type Resolution,
} from "./exception.ts";
export { explainRows } from "./explain-rows.ts";
export { type PackedRows, packing, type RowSum, textOf, unpackRows } from "./packed-rows.ts";
export {
  type Counted,
  type FileSummary,
  SUMMARY_PARTS,
  type SummaryPart,
  type Sums,
  sumUp,
} from "./sum-up.ts";
export {
  type BookedMovement,
  EXCEPTION_REASONS,
  type ExceptionReason,
  type Explained,
  type FileRow,
  type Movement,
  type MovementKind,
  netOf,
  type SettlementRow,
  type Side,
} from "./types.ts";
