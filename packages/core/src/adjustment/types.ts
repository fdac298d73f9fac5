import type { Instant } from "../calendar/types.ts";
import type { Explanation, Words } from "../explanation/types.ts";
import type { Ppm } from "../money/types.ts";
import type { Back, Conditions, Method } from "../offer/types.ts";
import type { Terms } from "../schedule/types.ts";
import type { Compensation } from "./compensation.ts";
import type { Ramp } from "./ramp.ts";

/** `inform` changes nothing that is offered: it is an announcement that stands by itself. */
export type AdjustmentKind = "suspend" | "restrict" | "reprice" | "demote" | "introduce" | "withdraw" | "inform";
export type AdjustmentCause = "partner_terms" | "compliance" | "maintenance" | "business" | "incident" | "risk";

/** What it reaches: every part that is present must match. `{}` reaches everything. */
export interface Scope {
  readonly partner?: string;
  readonly method?: Method;
  readonly offer?: string;
  readonly count?: number;
  readonly market?: string;
  readonly channel?: string;
  /** Carts that hold an item of this category. */
  readonly category?: string;
  /** Shoppers of this segment. */
  readonly segment?: string;
}

/** A dated change to availability or terms, as the quote composes it. Its life and approvals are kept beside it. */
export interface Adjustment {
  readonly id: string;
  readonly kind: AdjustmentKind;
  readonly cause: AdjustmentCause;
  readonly scope: Scope;
  readonly starts_at: Instant;
  /** Set when it was lifted; in force while `starts_at <= at < lifted_at`. */
  readonly lifted_at?: Instant;
  readonly back: Back;
  readonly explanation: Explanation;
  /** inform: what it is about, since it names no way. Every other kind is called by the ways that it reaches. */
  readonly title?: Words;
  /** `auto` ranks by the rules; ids come first, in this order, where they are options. */
  readonly alternatives: "auto" | readonly string[];
  readonly compensation: Compensation;
  /** restrict: the narrower conditions. */
  readonly restrict?: Conditions;
  /** reprice: the terms that replace the offer's own while in force. */
  readonly terms?: Terms;
  /** How it will be lifted; absent: at once. */
  readonly ramp?: Ramp;
  /** While ramping: the share of shoppers that the way is open to again. */
  readonly admits_ppm?: Ppm;
  /** lift: what is better now, said where there is something to say. */
  readonly better?: Words;
}
