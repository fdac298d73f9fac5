import type { CompensationRule } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import type { AudienceMember } from "@fenqi/core/compensation";
import type { Minor } from "@fenqi/core/money";

export type CompensationState = "draft" | "submitted" | "finding" | "granting" | "granted" | "rejected";
export type CompensationMove = "submit" | "approve" | "reject" | "found" | "finish";

/** A decision to grant what an adjustment's rule says to those whose quotes of a period missed a way. */
export interface CompensationRow {
  readonly merchant: string;
  readonly id: string;
  readonly adjustment: string;
  readonly state: CompensationState;
  /** As the adjustment had it. */
  readonly rule: CompensationRule;
  readonly from: Instant;
  /** Not itself included. */
  readonly until: Instant;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Who wrote it or asked for approval: none of them can decide on it. */
  readonly authors: readonly string[];
  readonly decision: { readonly by: string; readonly at: Instant; readonly note: string | null } | null;
  /** While finding: where the next quotes begin; while granting: where the next shoppers begin. */
  readonly place: string | null;
  /** Quotes looked at. */
  readonly quotes: number;
  readonly granted: number;
  /** In the audience, with nothing left of the budget for them. */
  readonly leftOut: number;
  readonly endedAt: Instant | null;
}

/** A shopper who missed a way. `shopper` is sealed, `mark` its keyed hash. */
export interface MissedShopper extends AudienceMember {
  readonly mark: string;
  readonly shopper: string;
}

/** A quote as its token tells of it, with the catalogue that answered. */
export interface AskedQuote {
  readonly at: Instant;
  readonly catalogueVersion: string;
  readonly token: string;
}

export interface CompensationStore {
  read(merchant: string, id: string): Promise<CompensationRow | undefined>;
  /** Newest first; `before` is the id that the last page ended with. */
  list(
    merchant: string,
    before: string | undefined,
    limit: number,
    adjustment?: string,
  ): Promise<readonly CompensationRow[]>;
  /** Of all merchants, those being found or granted, oldest first. */
  atWork(limit: number): Promise<readonly CompensationRow[]>;
  /** Minor units granted under an adjustment so far. */
  spent(merchant: string, adjustment: string): Promise<Minor>;
  /** The next quotes after a place, by time; undefined when there are no more. */
  quotes(
    merchant: string,
    period: { readonly from: Instant; readonly until: Instant },
    after: string | null,
    limit: number,
  ): Promise<{ readonly quotes: readonly AskedQuote[]; readonly place: string } | undefined>;
}

/** What a change may do to compensations. */
export interface CompensationChange {
  readCompensation(id: string): Promise<CompensationRow | undefined>;
  saveCompensation(row: CompensationRow): Promise<void>;
  /** Adds what some quotes came to, to what is known of their shoppers. */
  addMissed(compensation: string, shoppers: readonly MissedShopper[]): Promise<void>;
  /** The next of the audience after a place, who missed the way first; undefined when there are no more. */
  missed(
    compensation: string,
    audience: CompensationRule["audience"],
    after: string | null,
    limit: number,
  ): Promise<{ readonly shoppers: readonly MissedShopper[]; readonly place: string } | undefined>;
  /** Erased when they are not needed any more. */
  forgetMissed(compensation: string): Promise<void>;
  /** Takes an amount from an adjustment's budget; throws where it does not reach. Minor units spent after it. */
  spend(adjustment: string, budget: Minor, amount: Minor): Promise<Minor>;
}
