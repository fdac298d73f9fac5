import type { Movement } from "./movements.ts";

/** What may be wrong in a settlement file, on demand. */
export const DIFFERENCES = ["missing", "amount", "fee", "currency", "duplicate", "unknown"] as const;
export type Difference = (typeof DIFFERENCES)[number];

export const isDifference = (text: string): text is Difference => (DIFFERENCES as readonly string[]).includes(text);

/** What the partner keeps of a capture: 0.6 %, rounded down. Refunds give none of it back. */
const feeOf = (amount: number): number => Math.floor((amount * 6) / 1000);

interface Row {
  readonly reference: string;
  readonly request: string;
  readonly kind: string;
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly at: string;
}

const PLANT: { readonly [D in Difference]: (row: Row) => readonly Row[] } = {
  missing: () => [],
  amount: (row) => [{ ...row, amount: row.amount + 1 }],
  fee: (row) => [{ ...row, fee: row.fee + 1 }],
  currency: (row) => [{ ...row, currency: row.currency === "EUR" ? "USD" : "EUR" }],
  duplicate: (row) => [row, row],
  unknown: (row) => [row, { ...row, reference: "nobody_knows", request: "" }],
};

/**
 * The settlement file of these movements as CSV: what came in is positive, in minor units, times in UTC. The first
 * difference is planted in the first row, the next in the second, as far as there are rows.
 */
export function settlementFile(movements: readonly Movement[], differences: readonly Difference[]): string {
  const rows = movements
    .filter(({ kind, state }) => (kind === "capture" || kind === "refund") && state === "done")
    .flatMap((movement, at) => {
      const difference = differences[at];
      return difference ? PLANT[difference](toRow(movement)) : [toRow(movement)];
    });
  const lines = rows.map(({ reference, request, kind, amount, fee, currency, at }) =>
    [reference, request, kind, amount, fee, currency, at].join(","),
  );
  return `${["reference,request,kind,amount,fee,currency,at", ...lines].join("\n")}\n`;
}

function toRow({ reference, request, kind, amount, currency, atMs }: Movement): Row {
  const taken = kind === "capture";
  return {
    reference,
    request,
    kind,
    amount: taken ? amount : -amount,
    fee: taken ? feeOf(amount) : 0,
    currency,
    at: new Date(atMs).toISOString(),
  };
}
