import { type Adjustment, promiseOf, type Ramp } from "@fenqi/core/adjustment";
import { formatInstant } from "@fenqi/core/calendar";
import type { Explanation } from "@fenqi/core/explanation";
import { decided, writeDraft } from "./adjustment-draft.ts";
import { type AdjustmentMove, moveTo } from "./adjustment-moves.ts";
import { catchUp, keep } from "./adjustment-time.ts";
import type { ChangeDeps } from "./change-once.ts";
import { newRow } from "./create-adjustment.ts";
import { inCatalogue, type Moving } from "./move-adjustment.ts";
import { atStep, lifted, rolledBack } from "./open-way.ts";
import type { AdjustmentRow, Change, PartnerWatch } from "./ports.ts";
import { checkSound, putInForce } from "./put-in-force.ts";
import type { Result } from "./refusals.ts";

/** Who moves an incident, where nobody did. */
export const BY_BREAKER = "fenqi:breaker";

export interface IncidentDeps extends Pick<ChangeDeps, "now" | "ids" | "digest"> {
  /** How ways come back after an incident; absent: at once. */
  readonly incidentRamp?: Ramp;
}

const HOUR_MS = 60 * 60 * 1000;
/** The next word on an incident is promised within this. */
const NEXT_WORD_MS = HOUR_MS;
/** A person looks at what happened by itself. */
const REVIEW_MS = 24 * HOUR_MS;

/**
 * Suspends a partner's method now, in words that were approved before: the catalogue's `off.incident.{partner}`, or
 * `off.incident`. One that is in force stays; one that is coming back is rolled back. Returns its id; null where the
 * catalogue has no such way, or no such words.
 */
export async function openIncident(
  deps: IncidentDeps,
  change: Change,
  watch: PartnerWatch,
  by: string,
): Promise<string | null> {
  const before = await standing(deps, change, watch);
  if (before?.state === "active") return watch.incident;
  if (before?.state === "ramping") {
    await move(deps, change, before, "roll_back", by, (moving) => rolledBack(moving));
    return watch.incident;
  }
  const nowMs = deps.now();
  const at = formatInstant(nowMs);
  const newest = await change.newest();
  const words = newest && incidentWords(newest.catalogue.explanations, watch.partner);
  if (!newest || !words) return null;
  const { partner, method } = watch;
  const back = { kind: "update_by", by: formatInstant(nowMs + NEXT_WORD_MS) } as const;
  const written = writeDraft(deps.ids.adjustment(nowMs), {
    kind: "suspend",
    cause: "incident",
    scope: { partner, method },
    starts_at: at,
    back,
    ...(deps.incidentRamp ? { ramp: deps.incidentRamp } : {}),
  });
  if (!written.ok) return null;
  const whole = { ...decided(written.value), starts_at: at, back, explanation: words };
  const sound = checkSound(newest.catalogue, whole as Adjustment, nowMs);
  if (!sound.ok) return null;
  const version = await putInForce(change, newest, sound.value, { at, by, digest: deps.digest });
  if (!version.ok) return null;
  const row: AdjustmentRow = {
    ...newRow(sound.value, at, by),
    state: "active",
    authority: "emergency",
    reviewDueAt: formatInstant(nowMs + REVIEW_MS),
    promises: [promiseOf(back, at)],
    announcedAt: at,
    catalogueVersion: version.value.version,
  };
  await keep(change, row, { move: "emergency", at, by, note: null });
  return sound.value.id;
}

/**
 * Ends a watch's incident, if it is in force. By policy that is its ramp's first step, where it has one; one that is coming
 * back already goes on. At once is for everybody now.
 */
export async function liftIncident(
  deps: IncidentDeps,
  change: Change,
  watch: PartnerWatch,
  by: string,
  how: "by_policy" | "at_once",
): Promise<void> {
  const before = await standing(deps, change, watch);
  const ramps = how === "by_policy" && (before?.adjustment.ramp?.steps.length ?? 0) > 1;
  if (!before || (before.state !== "active" && (before.state !== "ramping" || how === "by_policy"))) return;
  await move(deps, change, before, ramps ? "ramp" : "lift", by, (moving) => {
    const inForce = inCatalogue(moving.newest, before.adjustment.id);
    const row: AdjustmentRow = { ...moving.row, returned: "same" };
    return ramps ? atStep(moving, row, inForce, 0) : lifted(moving, row, inForce);
  });
}

async function standing(
  deps: IncidentDeps,
  change: Change,
  { incident }: PartnerWatch,
): Promise<AdjustmentRow | undefined> {
  const row = incident === null ? undefined : await change.readAdjustment(incident);
  return row && catchUp(change, row, deps.now());
}

async function move(
  { now, digest }: IncidentDeps,
  change: Change,
  row: AdjustmentRow,
  made: AdjustmentMove,
  by: string,
  decide: (moving: Moving) => Promise<Result<AdjustmentRow>>,
): Promise<void> {
  const newest = await change.newest();
  const state = moveTo(row.state, made);
  if (!newest || !state) return;
  const nowMs = now();
  const at = formatInstant(nowMs);
  const done = await decide({ change, newest, nowMs, at, by, digest, row: { ...row, state } });
  if (!done.ok) throw new Error(`an incident could not be moved: ${done.error.code}`);
  await keep(change, done.value, { move: made, at, by, note: null });
}

/** Words with places to fill are for causes with facts. */
const PLACES = /[{‹]/;

function incidentWords(explanations: readonly Explanation[], partner: string): Explanation | undefined {
  const own = explanations.find(({ id }) => id === `off.incident.${partner}`);
  const words = own ?? explanations.find(({ id }) => id === "off.incident");
  return words && !PLACES.test(words["zh-CN"] + words.en) ? words : undefined;
}
