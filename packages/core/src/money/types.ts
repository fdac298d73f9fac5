/** ISO 4217 code, upper case, one of {@link CURRENCIES}. */
export type Currency = string;

/** Integer minor units (fen, cents, yen), a safe integer. The currency stands beside it in the record that holds it. */
export type Minor = number;

/** Parts per million of a stated base: 45_000 ppm of a year's balance is 4.5 % a year. */
export type Ppm = number;

/** How a fraction becomes a whole unit; named wherever it happens. */
export type RoundingMode = "half_up" | "half_even" | "down" | "up";

/** A part of a stated base, or a fixed amount. */
export type Charge = { readonly ppm: Ppm } | { readonly amount: Minor };
