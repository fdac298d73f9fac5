import type { AdjustmentRecord, Offer } from "../adjustments/reach.ts";
import type { Drift, Tried } from "./data.ts";

/** How an offer stands for the sample cart: the first that is so, in this order. */
export type CellState =
  | { readonly kind: "drift" }
  | { readonly kind: "ended" }
  | { readonly kind: "ramping"; readonly admits: number }
  | { readonly kind: "paused" }
  | { readonly kind: "quotaGone" }
  | { readonly kind: "notYet" }
  | { readonly kind: "pending"; readonly adjustment: AdjustmentRecord["adjustment"]; readonly approved: boolean }
  | { readonly kind: "notThis" }
  | { readonly kind: "inForce" };

const WAITING: ReadonlySet<string> = new Set(["submitted", "approved", "scheduled"]);
const CLOSED: ReadonlySet<string> = new Set(["suspended", "partner_unavailable", "restricted"]);

export function cellState(
  offer: Offer,
  { trace, answer }: Pick<Tried, "trace" | "answer">,
  drifts: readonly Drift[],
  adjustments: readonly AdjustmentRecord[],
): CellState {
  if (drifts.some((drift) => drift.offer === offer.id)) return { kind: "drift" };
  const codes = answer.missing.find((way) => way.offer === offer.id)?.causes.map(({ code }) => code) ?? [];
  if (codes.includes("withdrawn") || codes.includes("no_longer_offered")) return { kind: "ended" };
  const checks = trace.find((each) => each.offer === offer.id)?.checks ?? [];
  const admits = checks.flatMap(({ found }) => (found as { admits_ppm?: number } | null)?.admits_ppm ?? [])[0];
  if (admits !== undefined) return { kind: "ramping", admits };
  if (codes.some((code) => CLOSED.has(code))) return { kind: "paused" };
  if (codes.includes("quota_used_up")) return { kind: "quotaGone" };
  if (codes.includes("not_yet_offered")) return { kind: "notYet" };
  const waiting = adjustments.find(
    ({ state, adjustment }) => WAITING.has(state) && adjustment.kind !== "inform" && reaches(adjustment.scope, offer),
  );
  if (waiting) return { kind: "pending", adjustment: waiting.adjustment, approved: waiting.state === "scheduled" };
  return codes.length > 0 ? { kind: "notThis" } : { kind: "inForce" };
}

const reaches = (scope: AdjustmentRecord["adjustment"]["scope"], offer: Offer): boolean =>
  (scope.partner ?? offer.partner) === offer.partner &&
  (scope.method ?? offer.method) === offer.method &&
  (scope.offer ?? offer.id) === offer.id &&
  (scope.count === undefined || scope.count === offer.count);
