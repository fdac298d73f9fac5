import type { Adjustment, AdjustmentCause } from "@fenqi/core/adjustment";
import { type Instant, parseInstant } from "@fenqi/core/calendar";

/** Hours that the public is told before a change starts, by its cause. What comes by itself can't be announced. */
export const NOTICE_HOURS: Readonly<Record<AdjustmentCause, number>> = {
  business: 7 * 24,
  partner_terms: 3 * 24,
  maintenance: 3 * 24,
  compliance: 24,
  incident: 0,
  risk: 0,
};

/** Notice as it was given, beside what the policy of the cause asks for. */
export interface Notice {
  readonly given_hours: number;
  readonly asked_hours: number;
  readonly kept: boolean;
}

const HOUR_MS = 60 * 60 * 1000;

/** Whole hours from the announcement to the start; what was told afterwards gave none. Null where nothing changes for anybody. */
export function noticeGiven(
  { kind, cause }: Pick<Adjustment, "kind" | "cause">,
  announcedAt: Instant,
  startsAt: Instant,
): Notice | null {
  if (kind === "inform") return null;
  const given = Math.max(0, Math.floor((parseInstant(startsAt) - parseInstant(announcedAt)) / HOUR_MS));
  const asked = NOTICE_HOURS[cause];
  return { given_hours: given, asked_hours: asked, kept: given >= asked };
}
