import type { Instant } from "@fenqi/core/calendar";
import type { Minor } from "@fenqi/core/money";
import type { MovementKind, PartnerFault } from "./partner-ports.ts";

/**
 * Where a movement of money at a partner stands.
 *
 * `wanted` decided, and nobody has been asked; `asked` the partner has it, or may have it; `unclear` an answer was lost, and
 * it is looked up; `done`, and `failed` for good: nothing moved.
 */
export type MovementState = "wanted" | "asked" | "unclear" | "done" | "failed";

/** Money of a plan that its partner is told to take, let go of or give back. */
export interface PlanMovement {
  /** 1, 2, 3 … within the plan: the partner is asked in this order. */
  readonly n: number;
  readonly kind: MovementKind;
  readonly state: MovementState;
  /** Ours, and the idempotency key of every call about it. */
  readonly request: string;
  readonly amount: Minor;
  /** Of a collection: the last row that was due; null otherwise. */
  readonly row: number | null;
  /** Why it failed, or is not done yet. */
  readonly fault: PartnerFault | "declined" | null;
  /** The partner's own id of it. */
  readonly partner_id: string | null;
  readonly wanted_at: Instant;
  /** When it was done or failed for good. */
  readonly ended_at: Instant | null;
}

/** A movement as it is kept with a decision; `lookAt`: when the partner is to be asked, null when it has ended. */
export interface MovementWrite extends PlanMovement {
  readonly lookAt: Instant | null;
}

/** One that this worker is to ask about now. */
export interface ClaimedMovement {
  readonly merchant: string;
  readonly plan: string;
  readonly n: number;
  /** Before it was claimed: `wanted` has never been asked of anybody. */
  readonly before: OpenState;
  /** This one included. */
  readonly tries: number;
}

/** A movement that has not ended. */
export type OpenState = Exclude<MovementState, "done" | "failed">;

export interface MovementStore {
  /**
   * Movements to be asked about, of all merchants, none before an older one of its plan has ended; they count as asked from
   * now on, and nobody else gets them before `until`.
   */
  claim(at: Instant, until: Instant, limit: number): Promise<readonly ClaimedMovement[]>;
  /** One that the partner has spoken of is to be asked about at once. */
  hurry(merchant: string, request: string, at: Instant): Promise<void>;
  /** One that has not ended is to be asked about again. */
  putOff(claimed: ClaimedMovement, state: OpenState, fault: PlanMovement["fault"], lookAt: Instant): Promise<void>;
  /** Those that are not done, by plan; `after`: the last that was seen. */
  open(
    merchant: string,
    state: MovementState | undefined,
    after: { readonly plan: string; readonly n: number } | undefined,
    limit: number,
  ): Promise<readonly (PlanMovement & { readonly plan: string })[]>;
}
