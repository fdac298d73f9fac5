import { EXCEPTION_MOVES, EXCEPTION_REASONS, RESOLUTIONS, SUMMARY_PARTS } from "@fenqi/core/reconciliation";
import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { AnyMinor, Currency, closed, Id, Instant, IsoDate, list, nullable, oneOf, Text } from "./values.ts";

const Count = Type.Integer({ minimum: 0 });
const pages = paged(Type.String({ minLength: 1, maxLength: 200 }));
const STATES = Object.keys(EXCEPTION_MOVES) as readonly (keyof typeof EXCEPTION_MOVES)[];

/** `from` and `until`: the days that the file is about, both included; those of its first and last row where absent. */
export const SettlementFileQuery = closed("SettlementFileQuery", {
  partner: Id,
  format: Type.Optional(oneOf("sandbox", "alipay", "stripe")),
  from: Type.Optional(IsoDate),
  until: Type.Optional(IsoDate),
});
export type SettlementFileQuery = Static<typeof SettlementFileQuery>;

const Sums = closed(
  "SettlementSums",
  { rows: Count, amount: AnyMinor, fee: AnyMinor },
  { description: "So many rows; `amount - fee` is settled. Minor units, what comes in is positive." },
);

const SettlementSummary = closed(
  "SettlementSummary",
  {
    currency: Currency,
    there: Sums,
    here: Sums,
    parts: list(
      closed("SettlementPart", { part: oneOf(...SUMMARY_PARTS), there: Sums, here: Sums }),
      SUMMARY_PARTS.length,
    ),
  },
  { description: "`there`: the partner's file; `here`: our books. The parts add up to both totals." },
);

export const Reconciliation = closed("Reconciliation", {
  id: Id,
  partner: Id,
  file_hash: Type.String({ description: "sha256 of the file, in hex." }),
  bytes: Count,
  state: oneOf("importing", "done"),
  from: nullable(IsoDate),
  until: nullable(IsoDate),
  rows: Count,
  summary: nullable(list(SettlementSummary, 300)),
  created_at: Instant,
  created_by: Type.String(),
  ended_at: nullable(Instant),
});
export type Reconciliation = Static<typeof Reconciliation>;

export const ReconciliationQuery = closed("ReconciliationQuery", { ...pages, partner: Type.Optional(Id) });
export type ReconciliationQuery = Static<typeof ReconciliationQuery>;

export const ReconciliationPage = closed("ReconciliationPage", {
  items: list(Reconciliation, LIMITS.page),
  next_cursor: nullable(Type.String()),
});
export type ReconciliationPage = Static<typeof ReconciliationPage>;

const Side = closed("ExceptionSide", {
  amount: AnyMinor,
  fee: AnyMinor,
  currency: Currency,
  /** The row's instant in the file, the entry's day in the books. */
  at: Type.String(),
});

const Decision = closed("ExceptionDecision", {
  resolution: oneOf(...RESOLUTIONS),
  note: Type.String(),
  by: Type.String(),
  at: Instant,
  approved_by: nullable(Type.String()),
  undo: nullable(closed("UndoProposed", { note: Type.String(), by: Type.String(), at: Instant })),
});

export const ReconciliationException = closed("ReconciliationException", {
  id: Id,
  reconciliation: Id,
  partner: Id,
  /** `proposed`, `undo_proposed`: waits for a second person; `cleared`: a later file had it. */
  state: oneOf(...STATES),
  reason: oneOf(...EXCEPTION_REASONS),
  kind: oneOf("capture", "refund", "dispute", "payout", "other"),
  reference: Type.String(),
  request: nullable(Type.String()),
  /** The file's row, counted from one. */
  row: nullable(Count),
  /** The ledger's entry. */
  entry: nullable(Count),
  plan: nullable(Id),
  there: nullable(Side),
  here: nullable(Side),
  decision: nullable(Decision),
  cleared_by: nullable(Id),
});
export type ReconciliationException = Static<typeof ReconciliationException>;

export const ExceptionQuery = closed("ExceptionQuery", {
  ...pages,
  state: Type.Optional(oneOf(...STATES)),
  reason: Type.Optional(oneOf(...EXCEPTION_REASONS)),
});
export type ExceptionQuery = Static<typeof ExceptionQuery>;

export const ExceptionPage = closed("ExceptionPage", {
  items: list(ReconciliationException, LIMITS.page),
  next_cursor: nullable(Type.String()),
});
export type ExceptionPage = Static<typeof ExceptionPage>;

/** `accepted`: the partner is right; `claimed`: it corrects it; `timing`: another file has it. */
export const ResolveRequest = closed("ResolveRequest", { resolution: oneOf(...RESOLUTIONS), note: Text });
export type ResolveRequest = Static<typeof ResolveRequest>;

export const ApproveRequest = closed("ApproveRequest", {});
export type ApproveRequest = Static<typeof ApproveRequest>;

export const UndoRequest = closed("UndoRequest", { note: Text });
export type UndoRequest = Static<typeof UndoRequest>;
