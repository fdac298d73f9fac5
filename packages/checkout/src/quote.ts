import type { Option, QuoteAnswer } from "../../core/src/quote/types.ts";

export type { Cart } from "../../core/src/offer/types.ts";
export type { ComparedWay, Comparison, MissingWay, Option, OptionRow } from "../../core/src/quote/types.ts";

/** A quote as `POST /v1/quotes` answers it. */
export interface Quote extends QuoteAnswer {
  readonly id: string;
  /** Short, to read out: `7K2M-94QF`. */
  readonly code: string;
  readonly token: string;
}

/** The lender as it must be named, where the answer tells its registered name. */
export function lenderOf({ partner }: Pick<Option, "partner">): string {
  return (partner as { legal_name?: string }).legal_name ?? partner.name;
}
