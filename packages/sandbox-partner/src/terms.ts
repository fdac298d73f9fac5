/** A way to pay that a partner offers: amounts in minor units, rates in parts per million. */
export interface Product {
  readonly method: string;
  readonly count: number;
  readonly currency: string;
  /** Null where there is no limit. */
  readonly min: number | null;
  readonly max: number | null;
  /** Nominal rate a year; null where none is charged. */
  readonly rate_ppm: number | null;
  /** Fee of the whole amount; null where none is charged. */
  readonly fee_ppm: number | null;
}

/** Products by partner. */
export type TermsBook = { readonly [partner: string]: readonly Product[] };

const plan = (count: number, rate_ppm: number): Product => ({
  method: "card_instalments",
  count,
  currency: "CNY",
  min: 10_000,
  max: 5_000_000,
  rate_ppm,
  fee_ppm: null,
});

/** What the program offers when nobody says otherwise. */
export const DEFAULT_TERMS: TermsBook = { sandbox: [plan(3, 0), plan(6, 100_000), plan(12, 120_000)] };

/** How much dearer a partner is after it has drifted. */
const DRIFT_PPM = 12_000;

/** What may be borrowed at most after the drift, where there was no limit. */
const DRIFTED_MAX = 1_000_000;

/** The same products under other terms: dearer by 1.2 points, and only half as much may be borrowed. */
export const drifted = (products: readonly Product[]): Product[] =>
  products.map((product) => ({
    ...product,
    max: product.max === null ? DRIFTED_MAX : Math.max(product.min ?? 0, Math.floor(product.max / 2)),
    ...(product.fee_ppm === null
      ? { rate_ppm: (product.rate_ppm ?? 0) + DRIFT_PPM }
      : { fee_ppm: product.fee_ppm + DRIFT_PPM }),
  }));
