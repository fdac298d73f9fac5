import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import type { ReadSettlementFile, SettlementKind, SettlementRow } from "../../../engine/ports.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { columnsOf, readCurrency, readMinor, readReference, rowsOf } from "./read-columns.ts";
import { SettlementFlaw } from "./settlement-flaw.ts";

const COLUMNS = ["reference", "request", "kind", "amount", "fee", "currency", "at"] as const;

const KINDS: ReadonlySet<string> = new Set<SettlementKind>(["capture", "refund", "dispute", "payout", "other"]);

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
  const kind = fields[at.kind]!;
  const ms = parseInstant(fields[at.at] ?? "");
  const request = fields[at.request];
  if (!KINDS.has(kind)) throw new SettlementFlaw(line, "kind");
  if (Number.isNaN(ms)) throw new SettlementFlaw(line, "time");
  return {
    reference: readReference(fields[at.reference], line),
    ...(request ? { request: readReference(request, line) } : {}),
    kind: kind as SettlementKind,
    amount: readMinor(fields[at.amount], line),
    fee: readMinor(fields[at.fee], line),
    currency: readCurrency(fields[at.currency], line),
    at: formatInstant(ms),
  };
}
