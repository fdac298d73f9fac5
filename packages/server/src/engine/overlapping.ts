import { compareAdjustments, overlaps } from "@fenqi/core/adjustment";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { AdjustmentRow } from "./ports.ts";

const OVER = new Set<AdjustmentRow["state"]>(["lifted", "closed", "withdrawn"]);

/** Ids of the other adjustments in force or scheduled that reach some of the same ways, in the order of quotes. */
export function overlapping(catalogue: Catalogue, { adjustment, state }: AdjustmentRow): string[] {
  if (OVER.has(state) || adjustment.kind === "inform") return [];
  return catalogue.adjustments
    .filter(({ id, kind, lifted_at }) => id !== adjustment.id && kind !== "inform" && lifted_at === undefined)
    .filter(({ scope }) => overlaps(catalogue.offers, scope, adjustment.scope))
    .sort(compareAdjustments)
    .map(({ id }) => id);
}
