import type { Adjustment } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import type { Words } from "@fenqi/core/explanation";

/** What an operator said of an adjustment while it ran. */
export interface PostedUpdate {
  readonly id: string;
  readonly adjustment: string;
  readonly at: Instant;
  readonly by: string;
  readonly text: Words;
}

/** A dated step of an announcement that the catalogue does not hold: an operator's words, or another return. */
export interface ToldStep {
  readonly adjustment: string;
  readonly at: Instant;
  readonly kind: "progress" | "extended";
  readonly text: Words | null;
}

/** What the public was told, also of what the catalogue no longer keeps. */
export interface AnnouncementStore {
  /** Adjustments lifted since, newest first. */
  liftedSince(merchant: string, since: Instant): Promise<readonly Adjustment[]>;
  /** Of any age; undefined while the public has not heard of it. */
  adjustment(merchant: string, id: string): Promise<Adjustment | undefined>;
  stepsSince(merchant: string, since: Instant): Promise<readonly ToldStep[]>;
  stepsOf(merchant: string, adjustment: string): Promise<readonly ToldStep[]>;
}
