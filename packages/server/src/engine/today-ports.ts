import type { Instant, IsoDate } from "@fenqi/core/calendar";
import type { WrittenAdjustment } from "./adjustment-draft.ts";
import type { Permission } from "./permissions.ts";

export type WaitingKind =
  | "approval"
  | "apply"
  | "review"
  | "promise"
  | "drift"
  | "exceptions"
  | "case"
  | "goodwill"
  | "compensation"
  | "movement"
  | "proposal";

/** Who can do something about it. */
export const WAITING_NEEDS: Readonly<Record<WaitingKind, Permission>> = {
  approval: "adjustments:approve",
  apply: "adjustments:apply",
  review: "adjustments:approve",
  promise: "adjustments:extend",
  drift: "adjustments:write",
  exceptions: "reconciliation:write",
  case: "cases:write",
  goodwill: "cases:approve",
  compensation: "compensations:approve",
  movement: "plans:write",
  proposal: "plans:approve",
};

export interface WaitingItem {
  readonly kind: WaitingKind;
  readonly id: string;
  readonly dueAt: Instant | null;
  readonly since: Instant;
  readonly by: string | null;
  readonly count: number;
  /** A case's first words; sealed in the store. */
  readonly says: string | null;
  readonly adjustment: Pick<WrittenAdjustment, "kind" | "scope" | "title"> | null;
}

export interface WaitingFound {
  /** Soonest first; those without a day last. */
  readonly items: readonly WaitingItem[];
  readonly counts: readonly { readonly kind: WaitingKind; readonly count: number }[];
}

/** Quotes and the plans made of them, in a time. Amounts in minor units. */
export interface FunnelFigures {
  readonly quotes: number;
  readonly with_missing: number;
  readonly chosen: number;
  readonly authorised: number;
  readonly declined: number;
  readonly unknown: number;
  readonly amount: number;
}

export interface DueFigures {
  readonly on: IsoDate;
  readonly principal: number;
  readonly cost: number;
  readonly plans: number;
}

export interface LateFigures {
  readonly from_days: number;
  readonly until_days: number | null;
  readonly plans: number;
  readonly amount: number;
}

export interface HalfHour {
  readonly partner: string;
  readonly method: string;
  readonly at: Instant;
  readonly calls: number;
  readonly declines: number;
  readonly errors: number;
  readonly p95_ms: number;
}

/** What the first page asks. Each is bound to a merchant and reads an index's end, not a table. */
export interface TodayStore {
  /** Of these kinds, without what the person wrote. A promise waits from `soon` on. */
  waiting(
    merchant: string,
    person: string,
    kinds: readonly WaitingKind[],
    now: Instant,
    soon: Instant,
    limit: number,
  ): Promise<WaitingFound>;
  funnel(merchant: string, from: Instant, until: Instant, currency: string | null): Promise<FunnelFigures>;
  /** The currency of most plans; null before the first. */
  mainCurrency(merchant: string): Promise<string | null>;
  /** What is unpaid of the days from `first` to `last`, both included. */
  due(merchant: string, currency: string, first: IsoDate, last: IsoDate): Promise<readonly DueFigures[]>;
  late(merchant: string, currency: string, today: IsoDate): Promise<readonly LateFigures[]>;
  unknown(merchant: string): Promise<number>;
  halfHours(merchant: string, since: Instant): Promise<readonly HalfHour[]>;
}
