import type { Fixed } from "../../money/fixed.ts";
import type { RoundingMode } from "../../money/types.ts";

/** How one part of a row is rounded: to a multiple of `unit`. A part without an entry is carried with all its digits. */
export interface PartRounding {
  readonly unit: Fixed;
  readonly mode: RoundingMode;
}

/** How long each period's interest runs, in years, `numerator ÷ denominator`; a period split over two years has two parts. */
export type PeriodTime = readonly { readonly numerator: number; readonly denominator: number }[];

/** Where the money of a published table goes, by name. */
export type PublishedMethod =
  /** A level payment, given or worked out. */
  | "annuity"
  /** A level payment that changes by `step` every so many periods. */
  | "graduated"
  | "equal_principal"
  /** The same principal each period as given, the balance with the last. */
  | "fixed_principal"
  | "interest_first"
  /** Simple interest over all periods together, paid once. */
  | "bullet"
  /** Interest added to the balance each period, all paid once. */
  | "capitalising"
  | "flat_fee"
  | "interest_free";

/**
 * The conventions of a table that somebody published, all by name. Lenders' and regulators' tables differ in where digits are
 * dropped and who takes the residue; each such choice is one field here.
 */
export interface PublishedTerms {
  readonly method: PublishedMethod;
  readonly principal: Fixed;
  readonly periods: number;
  /** Yearly, as a fraction of one. Absent for flat fees and interest-free. */
  readonly rate?: Fixed;
  readonly periodsPerYear: number;
  /** The yearly rate is effective: the periodic one is its root. */
  readonly effective?: boolean;
  /** Interest time of each period; absent: each is 1 ÷ periodsPerYear. */
  readonly times?: readonly PeriodTime[];
  /** The first row's principal is what a regular period would leave, though its interest runs for its own time. */
  readonly firstPrincipalAsRegular?: boolean;
  /** Level payment, where it is given. */
  readonly payment?: Fixed;
  readonly firstPayment?: Fixed;
  readonly step?: { readonly ratio: Fixed; readonly every: number };
  readonly principalPerPeriod?: Fixed;
  /** Fee as a fraction of the principal, each period or altogether. */
  readonly feePerPeriod?: Fixed;
  readonly feeTotal?: Fixed;
  /** Charged with each payment, no part of interest. */
  readonly costPerPeriod?: Fixed;
  /** The first row, before the instalments. */
  readonly downPayment?: Fixed;
  readonly gracePrincipal?: number;
  readonly graceInterest?: number;
  readonly rounding: {
    readonly payment?: PartRounding;
    readonly interest?: PartRounding;
    readonly principal?: PartRounding;
  };
  /** The last row clears the balance, stays level leaving a residue, or stays level while its interest takes the rounding. */
  readonly lastPayment: "adjusts" | "level" | "interest_absorbs";
  /** Which row takes what an even split leaves over. */
  readonly remainder: "first" | "last";
}

export interface PublishedRow {
  readonly n: number;
  readonly payment: Fixed;
  readonly principal: Fixed;
  readonly interest: Fixed;
  readonly balance: Fixed;
}
