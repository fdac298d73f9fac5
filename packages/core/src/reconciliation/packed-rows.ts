import type { Currency, Minor } from "../money/types.ts";
import type { MovementKind, SettlementRow } from "./types.ts";

/**
 * Rows of a settlement file on their way to the store, as text. As objects they are tens of thousands that live until their page is kept,
 * and to carry those about takes the garbage collector longer than all else that is done for a row.
 */
export interface PackedRows {
  readonly count: number;
  /** Lines, one for each row: `REFERENCE KIND AMOUNT FEE CURRENCY REQUEST AT`. None of these holds a space, and a request may be empty. */
  readonly texts: readonly string[];
  readonly sums: readonly RowSum[];
}

/** What rows of one kind and currency add up to. */
export interface RowSum {
  readonly kind: MovementKind;
  readonly currency: Currency;
  readonly rows: number;
  readonly amount: Minor;
  readonly fee: Minor;
}

/** Packs rows, some at a time. Their words hold no space. */
export function packing() {
  let texts: string[] = [];
  let sums: { -readonly [F in keyof RowSum]: RowSum[F] }[] = [];
  let count = 0;
  return {
    count: (): number => count,
    add(rows: readonly SettlementRow[]): void {
      if (rows.length === 0) return;
      count += rows.length;
      texts.push(rows.map(lineOf).join("\n"));
      for (const { kind, currency, amount, fee } of rows) {
        const sum = sums.find((one) => one.kind === kind && one.currency === currency);
        if (sum) {
          sum.rows += 1;
          sum.amount += amount;
          sum.fee += fee;
        } else sums.push({ kind, currency, rows: 1, amount, fee });
      }
    },
    /** What was added since the last time. */
    take(): PackedRows {
      const packed = { count, texts, sums };
      [texts, sums, count] = [[], [], 0];
      return packed;
    },
  };
}

const lineOf = ({ reference, kind, amount, fee, currency, request, at }: SettlementRow): string =>
  `${reference} ${kind} ${amount} ${fee} ${currency} ${request ?? ""} ${at}`;

/** The row of a line of {@link PackedRows}. */
export function unpackRow(line: string): SettlementRow {
  const [reference, kind, amount, fee, currency, request, at] = line.split(" ") as [string, ...string[]];
  return {
    reference,
    request: request || null,
    kind: kind as MovementKind,
    amount: Number(amount),
    fee: Number(fee),
    currency: currency!,
    at: at!,
  };
}
