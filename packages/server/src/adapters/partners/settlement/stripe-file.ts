import type { ReadSettlementFile, SettlementRow } from "../../../engine/ports.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { columnsOf, readCurrency, readMajor, readReference, readTime, rowsOf } from "./read-columns.ts";

const COLUMNS = [
  "balance_transaction_id",
  "created_utc",
  "currency",
  "gross",
  "fee",
  "reporting_category",
  "payment_metadata[reference]",
  "refund_metadata[request]",
] as const;
type Columns = Record<(typeof COLUMNS)[number], number>;

const KINDS: { readonly [category: string]: SettlementRow["kind"] } = {
  charge: "capture",
  refund: "refund",
  partial_capture_reversal: "refund",
  dispute: "dispute",
  dispute_reversal: "dispute",
  payout: "payout",
  payout_reversal: "payout",
};

/**
 * Stripe's report `balance_change_from_activity.itemized.3` with the two metadata columns that the adapter writes: amounts
 * in units of the currency, times in UTC. Categories that are not ours to match are `other`.
 */
export const readStripeFile: ReadSettlementFile = (file) => {
  let columns: Columns | undefined;
  return rowsOf(csvRecords(file), (record) => {
    if (columns) return toRow(record, columns);
    columns = columnsOf(record, COLUMNS);
    return undefined;
  });
};

function toRow({ line, fields }: CsvRecord, at: Columns): SettlementRow {
  const field = (name: keyof Columns) => fields[at[name]];
  const currency = readCurrency(field("currency")?.toUpperCase(), line);
  const request = field("refund_metadata[request]");
  return {
    reference: readReference(field("payment_metadata[reference]") || field("balance_transaction_id"), line),
    request: request ? readReference(request, line) : null,
    kind: KINDS[field("reporting_category") ?? ""] ?? "other",
    amount: readMajor(field("gross"), currency, line),
    fee: readMajor(field("fee"), currency, line),
    currency,
    at: readTime(field("created_utc"), "Z", line),
  };
}
