import type { Currency, Minor } from "../money/types.ts";
import type { MovementKind, SettlementRow } from "./types.ts";

/**
 * Rows of a settlement file on their way to the store, as bytes of text. As objects they are tens of thousands that live until their page
 * is kept, and as strings still a megabyte: to carry those about would take the garbage collector longer than all else that is done for a row.
 */
export interface PackedRows {
  readonly count: number;
  readonly pieces: readonly PackedPiece[];
  readonly sums: readonly RowSum[];
}

/** Rows that were added together. */
export interface PackedPiece {
  readonly count: number;
  /** A line for each row, with its end: `REFERENCE KIND AMOUNT FEE CURRENCY REQUEST `. None of these holds a space, and a request may be empty. */
  readonly words: Uint8Array;
  /** The instants of the rows, one to a line. */
  readonly times: Uint8Array;
}

/** What rows of one kind and currency add up to. */
export interface RowSum {
  readonly kind: MovementKind;
  readonly currency: Currency;
  readonly rows: number;
  readonly amount: Minor;
  readonly fee: Minor;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a piece's bytes say. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Packs rows, some at a time. Their words hold no space. */
export function packing() {
  let pieces: PackedPiece[] = [];
  let sums: { -readonly [F in keyof RowSum]: RowSum[F] }[] = [];
  let count = 0;
  const sumOf = (kind: MovementKind, currency: Currency) => {
    for (const sum of sums) if (sum.kind === kind && sum.currency === currency) return sum;
    const sum = { kind, currency, rows: 0, amount: 0, fee: 0 };
    sums.push(sum);
    return sum;
  };
  return {
    count: (): number => count,
    add(rows: readonly SettlementRow[]): void {
      if (rows.length === 0) return;
      count += rows.length;
      pieces.push({
        count: rows.length,
        words: encoder.encode(rows.map(wordsOf).join("")),
        times: encoder.encode(rows.map(({ at }) => at).join("\n")),
      });
      for (const { kind, currency, amount, fee } of rows) {
        const sum = sumOf(kind, currency);
        sum.rows += 1;
        sum.amount += amount;
        sum.fee += fee;
      }
    },
    /** What was added since the last time. */
    take(): PackedRows {
      const packed = { count, pieces, sums };
      [pieces, sums, count] = [[], [], 0];
      return packed;
    },
  };
}

const wordsOf = ({ reference, kind, amount, fee, currency, request }: SettlementRow): string =>
  `${reference} ${kind} ${amount} ${fee} ${currency} ${request ?? ""} \n`;

/** The rows at some places, which rise from 0. */
export function unpackRows({ pieces }: PackedRows, places: readonly number[]): SettlementRow[] {
  const rows: SettlementRow[] = [];
  let begin = 0;
  for (const { count, words, times } of pieces) {
    const end = begin + count;
    if (places[rows.length]! < end) {
      const [lines, instants] = [textOf(words).split("\n"), textOf(times).split("\n")];
      for (let place = places[rows.length]!; place < end; place = places[rows.length]!) {
        rows.push(unpackRow(lines[place - begin]!, instants[place - begin]!));
      }
    }
    begin = end;
  }
  return rows;
}

function unpackRow(words: string, at: string): SettlementRow {
  const [reference, kind, amount, fee, currency, request] = words.split(" ") as [string, ...string[]];
  return {
    reference,
    request: request || null,
    kind: kind as MovementKind,
    amount: Number(amount),
    fee: Number(fee),
    currency: currency!,
    at,
  };
}
