import type { EpochDay } from "../calendar/types.ts";
import type { Currency } from "../money/types.ts";
import { CAPS } from "./regimes/index.ts";
import type { Rate, RegimeId } from "./types.ts";

/**
 * The ceiling that a rate passes on `day`; undefined when it keeps within, or none is configured. A rate at the ceiling keeps.
 *
 * Ceilings are dated configuration in the regime's file; how much of the law they cover is said there.
 */
export function capBreached(
  regime: RegimeId,
  rate: Pick<Rate, "nominal" | "effective">,
  day: EpochDay,
  currency: Currency,
): { readonly cap: string } | undefined {
  for (const cap of CAPS[regime]) {
    if (day < cap.firstDay || day >= cap.endDay || (cap.currency !== undefined && cap.currency !== currency)) continue;
    const measured = cap.measured === "nominal" ? rate.nominal : rate.effective;
    if (measured !== null && Number(measured) > cap.limit) return { cap: cap.percent };
  }
  return undefined;
}
