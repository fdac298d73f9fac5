import { type Adjustment, promiseOf } from "@fenqi/core/adjustment";
import { formatInstant } from "@fenqi/core/calendar";
import type { Explanation } from "@fenqi/core/explanation";
import { type AdjustmentDraft, decided, writeDraft } from "./adjustment-draft.ts";
import { keep } from "./adjustment-time.ts";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { newRow } from "./create-adjustment.ts";
import type { AdjustmentRow, Change, OnceOutcome, VersionRecord } from "./ports.ts";
import { checkSound, putInForce } from "./put-in-force.ts";
import { done, type Flaw, type Result, refuse } from "./refusals.ts";

export interface PauseInEmergency extends ChangeCommand<AdjustmentRow> {
  readonly pause: Pick<AdjustmentDraft, "cause" | "scope" | "alternatives" | "compensation"> & {
    readonly back: NonNullable<AdjustmentDraft["back"]>;
    /** Id of words that were approved before: of the catalogue, or of an approved adjustment. */
    readonly explanation: string;
  };
}

/** A second person looks at an emergency within a day. */
const REVIEW_MS = 24 * 60 * 60 * 1000;

/** Pauses ways now, by one person, with words that were approved before; somebody else reviews it within a day. */
export function pauseInEmergency(
  deps: ChangeDeps,
  command: PauseInEmergency,
): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  const { by } = command;
  return changeOnce(deps, command, async (change) => {
    const nowMs = deps.now();
    const at = formatInstant(nowMs);
    const newest = await change.newest();
    if (!newest) return refuse({ code: "catalogue_missing" });
    const { explanation: wordsId, ...draft } = command.pause;
    const explanation = await approvedWords(change, newest, wordsId);
    if (!explanation) return refuse({ code: "adjustment_unsound", flaws: [NOT_APPROVED] });

    const written = writeDraft(deps.ids.adjustment(nowMs), { ...draft, kind: "suspend", starts_at: at });
    if (!written.ok) return written;
    const sound = checkSound(newest.catalogue, { ...decided(written.value), explanation } as Adjustment, nowMs);
    if (!sound.ok) return sound;
    const version = await putInForce(change, newest, sound.value, { at, by, digest: deps.digest });
    if (!version.ok) return version;
    const row: AdjustmentRow = {
      ...newRow(sound.value, at, by),
      state: "active",
      authority: "emergency",
      reviewDueAt: formatInstant(nowMs + REVIEW_MS),
      promises: [promiseOf(sound.value.back, at)],
      announcedAt: at,
      catalogueVersion: version.value.version,
    };
    return done(await keep(change, row, { move: "emergency", at, by, note: null }));
  });
}

const NOT_APPROVED: Flaw = {
  pointer: "/explanation",
  code: "not_approved",
  detail: "no explanation of the catalogue and of no approved adjustment, or one with places to fill",
};

/** Words with places to fill are for causes with facts, not for an adjustment. */
const PLACES = /[{‹]/;

async function approvedWords(change: Change, newest: VersionRecord, id: string): Promise<Explanation | undefined> {
  const standing = newest.catalogue.explanations.find((one) => one.id === id) ?? (await earlierWords(change, id));
  return standing && !PLACES.test(standing["zh-CN"] + standing.en) ? standing : undefined;
}

async function earlierWords(change: Change, id: string): Promise<Explanation | undefined> {
  const earlier = await change.readAdjustment(id.replace(/\.why$/, ""));
  const words = earlier?.adjustment.explanation;
  return earlier?.approval && words?.id === id ? (words as Explanation) : undefined;
}
