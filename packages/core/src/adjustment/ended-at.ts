import type { Instant } from "../calendar/index.ts";
import type { Adjustment } from "./types.ts";

/**
 * When an adjustment ended, or will end: undefined while nobody knows. A way is back when somebody brings it back; what only
 * informs is over at the time that it named.
 */
export function endedAt({
  kind,
  back,
  lifted_at,
}: Pick<Adjustment, "kind" | "back" | "lifted_at">): Instant | undefined {
  return lifted_at ?? (kind === "inform" && back.kind === "at" ? back.at : undefined);
}
