import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import { CURRENCIES, type Minor } from "@fenqi/core/money";
import type { SettlementRow } from "../../../engine/ports.ts";
import type { CsvRecord } from "./csv-records.ts";
import { SettlementFlaw } from "./settlement-flaw.ts";

/** Where each named column stands; throws `columns` where one is missing. Other columns may stand anywhere. */
export function columnsOf<const N extends string>(header: CsvRecord, names: readonly N[]): Record<N, number> {
  const titles = header.fields.map((title) => title.trim());
  const places = names.map((name) => [name, titles.indexOf(name)] as const);
  if (places.some(([, place]) => place < 0)) throw new SettlementFlaw(header.line, "columns");
  return Object.fromEntries(places) as Record<N, number>;
}

/** Short printable ASCII: ours or the partner's id. */
export function readReference(text: string | undefined, line: number): string {
  if (text === undefined || !/^[\x21-\x7e]{1,200}$/.test(text)) throw new SettlementFlaw(line, "reference");
  return text;
}

/** The currency as we write it ourselves: one word for all rows, where each would bring its own. */
export function readCurrency(text: string | undefined, line: number): string {
  const code = OUR_WORD.get(text ?? "");
  if (code === undefined) throw new SettlementFlaw(line, "currency");
  return code;
}
const OUR_WORD: ReadonlyMap<string, string> = new Map([...CURRENCIES.keys()].map((code) => [code, code]));

/** `-599900`, in minor units. */
export function readMinor(text: string | undefined, line: number): Minor {
  const value = wholeNumber(text ?? "");
  if (!Number.isSafeInteger(value)) throw new SettlementFlaw(line, "amount");
  return value;
}

/** Up to 16 digits, digit by digit: there are two numbers in each row. NaN where the text is none. */
function wholeNumber(text: string): number {
  const first = text.startsWith("-") ? 1 : 0;
  const digits = text.length - first;
  if (digits < 1 || digits > 16) return Number.NaN;
  let value = 0;
  for (let at = first; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return first === 0 ? value : 0 - value;
}

/** `-5999.00`, in units of the currency; no more decimals than it has. Exact: no fraction is ever a number. */
export function readMajor(text: string | undefined, currency: string, line: number): Minor {
  const [, sign = "", whole = "", decimals = ""] = /^(-?)(\d{1,15})(?:\.(\d{1,4}))?$/.exec(text ?? "") ?? [];
  const { exponent } = CURRENCIES.get(currency)!;
  const kept = decimals.padEnd(exponent, "0");
  if (whole === "" || /[^0]/.test(kept.slice(exponent))) throw new SettlementFlaw(line, "amount");
  return readMinor(sign + whole + kept.slice(0, exponent), line);
}

/** `2026-11-25T01:30:00.000Z`, with whatever digits and offset RFC 3339 has. */
export function readInstant(text: string | undefined, line: number): Instant {
  if (text !== undefined && text === read.text) return read.instant;
  const ms = parseInstant(text ?? "");
  if (Number.isNaN(ms)) throw new SettlementFlaw(line, "time");
  read = { text, instant: formatInstant(ms) };
  return read.instant;
}

/** What was read last: rows of one moment follow each other. */
let read: { readonly text: string | undefined; readonly instant: Instant } = { text: undefined, instant: "" };

/** `2026-11-25 09:30:00`, or with a `T`, at an offset from UTC: `Z`, `+08:00`. */
export function readTime(text: string | undefined, offset: string, line: number): Instant {
  return readInstant(`${(text ?? "").replace(" ", "T")}${offset}`, line);
}

/** One row for each record that `toRow` makes one of; `undefined` leaves it out. As many at a time as records come. */
export async function* rowsOf(
  records: AsyncIterable<readonly CsvRecord[]>,
  toRow: (record: CsvRecord) => SettlementRow | undefined,
): AsyncGenerator<readonly SettlementRow[]> {
  for await (const some of records) {
    const rows: SettlementRow[] = [];
    for (const record of some) {
      const row = toRow(record);
      if (row) rows.push(row);
    }
    yield rows;
  }
}
