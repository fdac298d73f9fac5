import { parseInstant } from "../calendar/index.ts";
import type { Adjustment, AdjustmentCause, AdjustmentKind } from "./types.ts";

/** The order in which overlapping adjustments are named: what closes a way speaks before what changes it. */
export const ADJUSTMENT_KINDS = [
  "withdraw",
  "suspend",
  "restrict",
  "introduce",
  "reprice",
  "demote",
  "inform",
] as const satisfies readonly AdjustmentKind[];

/** Causes in their fixed order, the least in the store's hands first. */
export const ADJUSTMENT_CAUSES = [
  "compliance",
  "partner_terms",
  "incident",
  "maintenance",
  "risk",
  "business",
] as const satisfies readonly AdjustmentCause[];

/** By kind, then cause, then start, then id: the same on every machine. */
export function compareAdjustments(a: Adjustment, b: Adjustment): number {
  return (
    ADJUSTMENT_KINDS.indexOf(a.kind) - ADJUSTMENT_KINDS.indexOf(b.kind) ||
    ADJUSTMENT_CAUSES.indexOf(a.cause) - ADJUSTMENT_CAUSES.indexOf(b.cause) ||
    parseInstant(a.starts_at) - parseInstant(b.starts_at) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
