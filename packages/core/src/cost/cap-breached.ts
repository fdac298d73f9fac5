import type { EpochDay } from "../calendar/types.ts";
import type { Currency } from "../money/types.ts";
import { isInForce } from "./ceiling.ts";
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
    if (isInForce(cap, day, currency) && Number(rate[cap.measured] ?? 0) > cap.limit) return { cap: cap.percent };
  }
  return undefined;
}
