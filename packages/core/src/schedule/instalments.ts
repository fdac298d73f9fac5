import type { Minor } from "../money/types.ts";

/** The instalments of a plan without their dates, column by column. All three have one entry per instalment. */
export interface Instalments {
  readonly principal: readonly Minor[];
  readonly interest: readonly Minor[];
  readonly fee: readonly Minor[];
  /** What the store pays of the interest. */
  readonly subsidy: Minor;
}
