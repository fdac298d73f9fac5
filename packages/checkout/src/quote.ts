import type { Option } from "@fenqi/client";

export type { Cart, ComparedWay, Comparison, MissingWay, Option, OptionRow, Quote } from "@fenqi/client";

/** The lender as it must be named, where the answer tells its registered name. */
export function lenderOf({ partner }: Pick<Option, "partner">): string {
  return (partner as { legal_name?: string }).legal_name ?? partner.name;
}
