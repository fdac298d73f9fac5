import { promiseOf } from "@fenqi/core/adjustment";
import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { type AdjustmentDraft, decided, openParts, wholeAt, writeDraft } from "./adjustment-draft.ts";
import { keep } from "./adjustment-time.ts";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { type Actor, type ApprovalPolicy, holds } from "./permissions.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { checkSound, putInForce } from "./put-in-force.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface CreateAdjustment extends ChangeCommand<AdjustmentRow> {
  readonly draft: AdjustmentDraft;
  /** In force in one request, or a draft. */
  readonly apply: boolean;
}

/**
 * Whether a new adjustment comes into force in one request. Only where the policy asks for no approval, and for a role
 * that may act alone; then it does unless a draft is asked for.
 */
export function appliesAtOnce(policy: ApprovalPolicy, actor: Actor, asked: boolean | undefined): Result<boolean> {
  const alone = policy === "none" && holds(actor, "adjustments:alone");
  if (asked === true && !alone) return refuse({ code: "forbidden", permission: "adjustments:alone" });
  return done(asked ?? alone);
}

/** Writes a new adjustment: a draft, or one that is in force or scheduled with the next version of the catalogue. */
export function createAdjustment(
  deps: ChangeDeps,
  command: CreateAdjustment,
): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  const { by, apply } = command;
  return changeOnce(deps, command, async (change) => {
    const nowMs = deps.now();
    const at = formatInstant(nowMs);
    const newest = await change.newest();
    if (!newest) return refuse({ code: "catalogue_missing" });
    const written = writeDraft(deps.ids.adjustment(nowMs), command.draft);
    if (!written.ok) return written;
    const draft = newRow(written.value, at, by);
    if (!apply) return done(await keep(change, draft, { move: "create", at, by, note: null }));

    const complete = decided(written.value);
    const flaws = openParts(complete);
    if (flaws.length > 0) return refuse({ code: "adjustment_incomplete", flaws });
    const sound = checkSound(newest.catalogue, wholeAt(complete, nowMs), nowMs);
    if (!sound.ok) return sound;
    const version = await putInForce(change, newest, sound.value, { at, by, digest: deps.digest });
    if (!version.ok) return version;
    const { back, starts_at } = sound.value;
    const row: AdjustmentRow = {
      ...draft,
      adjustment: sound.value,
      state: parseInstant(starts_at) > nowMs ? "scheduled" : "active",
      authority: "one_request",
      promises: [promiseOf(back, at)],
      announcedAt: at,
      catalogueVersion: version.value.version,
    };
    return done(await keep(change, row, { move: "create", at, by, note: null }));
  });
}

/** A draft's record, before it is kept for the first time. */
export const newRow = (adjustment: AdjustmentRow["adjustment"], at: string, by: string): AdjustmentRow => ({
  adjustment,
  state: "draft",
  version: 0,
  createdAt: at,
  createdBy: by,
  authors: [by],
  authority: "two_people",
  approval: null,
  reviewDueAt: null,
  promises: [],
  ramp: null,
  returned: null,
  announcedAt: null,
  catalogueVersion: null,
});
