import { formatInstant, parseInstant } from "../calendar/index.ts";
import type { Back, Failure } from "../offer/index.ts";
import type { CompiledAdjustment } from "./compile.ts";

/** What a return depends on: the failure, and the adjustment that brings it about. */
export type Dated = Failure & { readonly by: CompiledAdjustment | undefined };

const NEVER: Back = Object.freeze({ kind: "none" });

/**
 * When the way returns, all reasons taken together: it is back when the last of them has gone.
 *
 * A withdrawal never ends. One unknown end makes the whole unknown, and the next word on it is what can be promised.
 * Reasons of the cart or the shopper have no date; they are what `would_help` is about.
 */
export function whenBack(reasons: readonly Dated[]): Back {
  let nextUpdate = Number.POSITIVE_INFINITY;
  let earliest = Number.NEGATIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const reason of reasons) {
    const back = reason.by?.adjustment.back;
    if (reason.code === "withdrawn" || reason.code === "no_longer_offered" || back?.kind === "none") return NEVER;
    if (back?.kind === "update_by") nextUpdate = Math.min(nextUpdate, parseInstant(back.by));
    else if (back?.kind === "window") {
      earliest = Math.max(earliest, parseInstant(back.from));
      latest = Math.max(latest, parseInstant(back.until));
    } else {
      const at = back?.kind === "at" ? parseInstant(back.at) : reopening(reason);
      earliest = Math.max(earliest, at);
      latest = Math.max(latest, at);
    }
  }
  if (nextUpdate !== Number.POSITIVE_INFINITY) return { kind: "update_by", by: formatInstant(nextUpdate) };
  if (latest === Number.NEGATIVE_INFINITY) return NEVER;
  if (earliest === latest) return { kind: "at", at: formatInstant(latest) };
  return { kind: "window", from: formatInstant(earliest), until: formatInstant(latest) };
}

function reopening(reason: Dated): number {
  if (reason.reopensAt !== undefined) return reason.reopensAt;
  const renewal = reason.code === "quota_used_up" ? reason.facts.renews_at : undefined;
  return typeof renewal === "string" ? parseInstant(renewal) : Number.NEGATIVE_INFINITY;
}
