import type { LaidSchedule, Payments, ScheduleInput } from "../schedule/types.ts";
import { formatPercent } from "./percent.ts";
import { REGIMES } from "./regimes/index.ts";
import type { Rate, RegimeId } from "./types.ts";

const FREE = "0.000000";

/**
 * What a plan costs a year by the regime's own method, from its payments alone.
 *
 * A plan without cost is exactly zero. A lease has no rate (see {@link leaseRate}). Figures are null where the payments have
 * none: everything due at once at a cost, or more paid at checkout than the goods are worth.
 */
export function rateOf(regime: RegimeId, input: ScheduleInput, schedule: Payments & Pick<LaidSchedule, "cost">): Rate {
  const { label, shown, figures } = REGIMES[regime];
  if (input.terms.repayment === "lease") {
    return { regime, nominal: null, effective: null, headline: null, label: "comparison_only" };
  }
  let nominal: string | null;
  let effective: string | null;
  if (schedule.cost === 0) {
    nominal = shown.includes("nominal") ? FREE : null;
    effective = shown.includes("effective") ? FREE : null;
  } else {
    const found = figures(input, schedule);
    nominal = found.nominal === null ? null : formatPercent(found.nominal);
    effective = found.effective === null ? null : formatPercent(found.effective);
  }
  return { regime, nominal, effective, headline: shown[0] === "nominal" ? nominal : effective, label };
}
