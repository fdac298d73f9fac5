import type { AdjustmentRecord } from "./reach.ts";

type Ramp = NonNullable<AdjustmentRecord["adjustment"]["ramp"]>;

/** A ramp's fields: shares and limits in percent, times in minutes. */
export interface RampForm {
  readonly on: boolean;
  /** `5, 25, 50, 100` */
  readonly shares: string;
  /** Minutes of each step; the last stands for those after it. */
  readonly dwell: string;
  readonly approvalDrop: string;
  readonly errorRise: string;
  readonly leastCalls: string;
}

const PPM = 10_000;
const USUAL: RampForm = {
  on: false,
  shares: "5, 25, 50, 100",
  dwell: "30",
  approvalDrop: "4",
  errorRise: "0.5",
  leastCalls: "50",
};

const numbers = (text: string): readonly number[] =>
  text
    .split(/[,，、\s]+/)
    .filter((part) => part !== "")
    .map(Number)
    .filter((value) => Number.isFinite(value) && value >= 0);

export function toRampForm(ramp: Ramp | undefined): RampForm {
  if (!ramp) return USUAL;
  const percent = (ppm: number | undefined) => (ppm === undefined ? "" : String(ppm / PPM));
  return {
    on: true,
    shares: ramp.steps.map(({ share_ppm }) => share_ppm / PPM).join(", "),
    dwell: ramp.steps.map(({ dwell_minutes }) => dwell_minutes).join(", "),
    approvalDrop: percent(ramp.gates?.approval_drop_ppm),
    errorRise: percent(ramp.gates?.error_rise_ppm),
    leastCalls: String(ramp.gates?.least_calls ?? ""),
  };
}

/** The ramp that the fields say; undefined where there is none, or no step can be read. */
export function rampOf({ on, shares, dwell, approvalDrop, errorRise, leastCalls }: RampForm): Ramp | undefined {
  const minutes = numbers(dwell);
  const steps = numbers(shares).map((percent, step) => ({
    share_ppm: Math.round(percent * PPM),
    dwell_minutes: Math.round(minutes[Math.min(step, minutes.length - 1)] ?? 0),
  }));
  if (!on || steps.length === 0) return undefined;
  const [drop] = numbers(approvalDrop);
  const [rise] = numbers(errorRise);
  const [calls] = numbers(leastCalls);
  const gates = {
    ...(drop !== undefined && { approval_drop_ppm: Math.round(drop * PPM) }),
    ...(rise !== undefined && { error_rise_ppm: Math.round(rise * PPM) }),
    ...(calls !== undefined && { least_calls: Math.round(calls) }),
  };
  return { steps, ...(Object.keys(gates).length > 0 && { gates }) };
}
