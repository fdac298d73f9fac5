import { type Adjustment, reachesOffer } from "@fenqi/core/adjustment";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Words } from "@fenqi/core/explanation";
import { canonical } from "./canonical.ts";
import type { ChangeDeps } from "./change-once.ts";
import { inCatalogue, type MoveCommand, type Moving, moveAdjustment } from "./move-adjustment.ts";
import { atStep, lifted } from "./open-way.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { type Result, refuse } from "./refusals.ts";

export interface LiftAdjustment extends MoveCommand {
  /** What is better now, where there is something to say. */
  readonly better?: Words;
  /** What the caller believes about the terms; refused where the catalogue says otherwise. */
  readonly terms?: "same" | "new";
}

/**
 * Ends an adjustment that is in force: at once, or by its ramp's first step. A ramp that already runs ends at once. What
 * it closed is back in the next quote, marked as restored.
 */
export function liftAdjustment(deps: ChangeDeps, command: LiftAdjustment): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  return moveAdjustment(deps, command, {
    move: ({ state, adjustment }) => (state === "active" && (adjustment.ramp?.steps.length ?? 0) > 1 ? "ramp" : "lift"),
    async decide(moving) {
      const { newest, row } = moving;
      const { better } = command;
      const inForce = inCatalogue(newest, command.id);
      const adjustment = better === undefined ? inForce : { ...inForce, better };
      const returned = await termsAgainst(moving, inForce);
      if (command.terms !== undefined && command.terms !== returned) {
        const detail = `the terms are ${returned === "same" ? "the same as before" : "new"}`;
        return refuse({ code: "adjustment_unsound", flaws: [{ pointer: "/terms", code: "mismatch", detail }] });
      }
      return row.state === "ramping"
        ? atStep(moving, { ...row, returned }, adjustment, 0)
        : lifted(moving, { ...row, returned }, adjustment);
    },
  });
}

/** Whether the ways come back under the terms that they had when the adjustment came into force. */
async function termsAgainst({ change, newest, row }: Moving, adjustment: Adjustment): Promise<"same" | "new"> {
  const before = row.catalogueVersion === null ? undefined : await change.byVersion(row.catalogueVersion);
  if (!before) return "same";
  return termsReached(before.catalogue, adjustment) === termsReached(newest.catalogue, adjustment) ? "same" : "new";
}

/** The terms of every offer that it reaches, with the changes of price by others, as comparable text. */
function termsReached({ offers, adjustments }: Catalogue, { id, scope }: Adjustment): string {
  const reprices = adjustments.filter((one) => one.kind === "reprice" && one.lifted_at === undefined && one.id !== id);
  return canonical(
    offers
      .filter((offer) => reachesOffer(scope, offer))
      .map((offer) => [
        offer.id,
        offer.terms,
        reprices.filter((one) => reachesOffer(one.scope, offer)).map((one) => one.terms ?? null),
      ]),
  );
}
