import type { MovementKind } from "@fenqi/core/reconciliation";
import type { ReadSettlementFile, SettlementRow } from "../../../engine/ports.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { columnsOf, readCurrency, readInstant, readMinor, readReference, rowsOf } from "./read-columns.ts";
import { SettlementFlaw } from "./settlement-flaw.ts";

const COLUMNS = ["reference", "request", "kind", "amount", "fee", "currency", "at"] as const;

const KINDS: ReadonlyMap<string, MovementKind> = new Map(
  (["capture", "refund", "dispute", "payout", "other"] as const).map((kind) => [kind, kind]),
);

/** The sandbox partner's CSV: amounts in minor units, times in UTC. */
export const readSandboxFile: ReadSettlementFile = (file) => {
  let columns: Record<(typeof COLUMNS)[number], number> | undefined;
  return rowsOf(csvRecords(file), (record) => {
    if (columns) return toRow(record, columns);
    columns = columnsOf(record, COLUMNS);
    return undefined;
  });
};

function toRow({ line, fields }: CsvRecord, at: Record<(typeof COLUMNS)[number], number>): SettlementRow {
  const request = fields[at.request];
  return {
    reference: readReference(fields[at.reference], line),
    request: request ? readReference(request, line) : null,
    kind: readKind(fields[at.kind], line),
    amount: readMinor(fields[at.amount], line),
    fee: readMinor(fields[at.fee], line),
    currency: readCurrency(fields[at.currency], line),
    at: readInstant(fields[at.at], line),
  };
}

function readKind(text: string | undefined, line: number): MovementKind {
  const kind = KINDS.get(text ?? "");
  if (!kind) throw new SettlementFlaw(line, "kind");
  return kind;
}
