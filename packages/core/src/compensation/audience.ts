import type { CompensationAudience } from "../adjustment/index.ts";
import { type Instant, parseInstant } from "../calendar/index.ts";

/** What the quotes of one shopper came to so far. */
export interface AudienceMember {
  /** When a way was first missed, with or without an equal one beside it. */
  readonly missedAt: Instant;
  /** In any of the quotes. */
  readonly foundEqual: boolean;
}

/** Two parts of one shopper's quotes together, in whatever order they were read. */
export const mergeMember = (a: AudienceMember, b: AudienceMember): AudienceMember => ({
  missedAt: parseInstant(b.missedAt) < parseInstant(a.missedAt) ? b.missedAt : a.missedAt,
  foundEqual: a.foundEqual || b.foundEqual,
});

/** Whether a rule compensates this shopper. */
export const inAudience = (audience: CompensationAudience, { foundEqual }: AudienceMember): boolean =>
  audience === "missed_way" || !foundEqual;
