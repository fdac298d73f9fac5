import type { IsoDate } from "@fenqi/core/calendar";
import type { FileSummary, Side } from "@fenqi/core/reconciliation";
import { sql } from "kysely";
import type { Decided, ExceptionRow, ReconciliationRow } from "../../engine/ports.ts";

export interface ReconciliationRecord {
  readonly merchant_id: string;
  readonly id: string;
  readonly partner: string;
  readonly file_hash: string;
  readonly bytes: string;
  readonly state: ReconciliationRow["state"];
  readonly from_on: IsoDate | null;
  readonly until_on: IsoDate | null;
  readonly rows: number;
  readonly summary: string | null;
  readonly created_at: Date;
  readonly created_by: string;
  readonly ended_at: Date | null;
}

export const reconciliationSelect = sql`
  select merchant_id, id, partner, file_hash, bytes, state, from_on::text as from_on, until_on::text as until_on, rows,
    summary, created_at, created_by, ended_at
  from reconciliation`;

export const toReconciliation = (row: ReconciliationRecord): ReconciliationRow => ({
  merchant: row.merchant_id,
  id: row.id,
  partner: row.partner,
  fileHash: row.file_hash,
  bytes: Number(row.bytes),
  state: row.state,
  days: row.from_on === null || row.until_on === null ? null : { from: row.from_on, until: row.until_on },
  rows: row.rows,
  summary: row.summary === null ? null : (JSON.parse(row.summary) as readonly FileSummary[]),
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  endedAt: row.ended_at?.toISOString() ?? null,
});

export interface ExceptionRecord {
  readonly reconciliation_id: string;
  readonly id: string;
  readonly partner: string;
  readonly state: ExceptionRow["state"];
  readonly reason: ExceptionRow["reason"];
  readonly n: number | null;
  readonly entry_seq: string | null;
  readonly plan_id: string | null;
  readonly reference: string;
  readonly request: string | null;
  readonly kind: ExceptionRow["kind"];
  readonly there_amount: string | null;
  readonly there_fee: string | null;
  readonly there_currency: string | null;
  readonly there_at: Date | null;
  readonly here_amount: string | null;
  readonly here_fee: string | null;
  readonly here_currency: string | null;
  readonly here_on: IsoDate | null;
  readonly version: number;
  readonly resolution: string | null;
  readonly cleared_by: string | null;
}

export const exceptionSelect = sql`
  select x.reconciliation_id, x.id, r.partner, x.state, x.reason, x.n, x.entry_seq, x.plan_id, x.reference, x.request,
    x.kind, x.there_amount, x.there_fee, x.there_currency, x.there_at, x.here_amount, x.here_fee, x.here_currency,
    x.here_on::text as here_on, x.version, x.resolution, x.cleared_by
  from reconciliation_exception x
  join reconciliation r on r.merchant_id = x.merchant_id and r.id = x.reconciliation_id`;

export const toException = (row: ExceptionRecord): ExceptionRow => ({
  reconciliation: row.reconciliation_id,
  id: row.id,
  partner: row.partner,
  state: row.state,
  reason: row.reason,
  row: row.n,
  entry: row.entry_seq === null ? null : Number(row.entry_seq),
  plan: row.plan_id,
  reference: row.reference,
  request: row.request,
  kind: row.kind,
  there: sideOf(row.there_amount, row.there_fee, row.there_currency),
  here: sideOf(row.here_amount, row.here_fee, row.here_currency),
  at: row.there_at?.toISOString() ?? null,
  bookedOn: row.here_on,
  version: row.version,
  decided: row.resolution === null ? null : (JSON.parse(row.resolution) as Decided),
  clearedBy: row.cleared_by,
});

const sideOf = (amount: string | null, fee: string | null, currency: string | null): Side | null =>
  amount === null || fee === null || currency === null ? null : { amount: Number(amount), fee: Number(fee), currency };
