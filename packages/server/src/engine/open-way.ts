import { type Adjustment, settlePromise } from "@fenqi/core/adjustment";
import { inCatalogue, type Moving } from "./move-adjustment.ts";
import type { AdjustmentRow } from "./ports.ts";
import { putInForce } from "./put-in-force.ts";
import { done, type Result } from "./refusals.ts";

/** The way is open to everybody again. */
export async function lifted(
  { change, newest, at, by, digest }: Moving,
  row: AdjustmentRow,
  { admits_ppm: _, ...adjustment }: Adjustment,
): Promise<Result<AdjustmentRow>> {
  const ended = { ...adjustment, lifted_at: at };
  const version = await putInForce(change, newest, ended, { at, by, digest });
  if (!version.ok) return version;
  return done({ ...row, adjustment: ended, ramp: null, promises: settlePromise(row.promises, "lift", at) });
}

/** The way open to the share of one step, from now on. */
export async function atStep(
  { change, newest, at, by, digest }: Moving,
  row: AdjustmentRow,
  adjustment: Adjustment,
  step: number,
): Promise<Result<AdjustmentRow>> {
  const opened = { ...adjustment, admits_ppm: adjustment.ramp!.steps[step]!.share_ppm };
  const version = await putInForce(change, newest, opened, { at, by, digest });
  if (!version.ok) return version;
  return done({ ...row, adjustment: opened, ramp: { step, since: at, held: false } });
}

/** In force for everybody again, as before the ramp. */
export async function rolledBack({ change, newest, row, at, by, digest }: Moving): Promise<Result<AdjustmentRow>> {
  const { admits_ppm: _, ...adjustment } = inCatalogue(newest, row.adjustment.id);
  const version = await putInForce(change, newest, adjustment, { at, by, digest });
  return version.ok ? done({ ...row, adjustment, ramp: null }) : version;
}
