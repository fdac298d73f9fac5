import type { Instant } from "@fenqi/core/calendar";
import type { Refund, WaiveLate, WriteOff } from "@fenqi/core/plan";

/** Money that people move by hand: what the store's own key does is not. */
export type ByHand = WriteOff | WaiveLate | Refund;

/**
 * `proposed` by one person; `approved` by another, and being done; `done`; `refused` by the plan, which has moved on since;
 * `rejected` by somebody.
 */
export type ProposalState = "proposed" | "approved" | "done" | "refused" | "rejected";

export interface ProposalRow {
  readonly id: string;
  readonly plan: string;
  readonly command: ByHand;
  readonly state: ProposalState;
  readonly by: string;
  readonly at: Instant;
  readonly decided_by: string | null;
  readonly decided_at: Instant | null;
  readonly note: string | null;
  /** The code of the plan's refusal. */
  readonly refusal: string | null;
}

export interface ProposalStore {
  /** Newest first; `before` is the id that the last page ended with. */
  list(
    merchant: string,
    filter: { readonly state?: ProposalState; readonly plan?: string },
    before: string | undefined,
    limit: number,
  ): Promise<readonly ProposalRow[]>;
}

/** What a change may do to proposals. */
export interface ProposalChange {
  /** Held until the transaction ends. */
  readProposal(id: string): Promise<ProposalRow | undefined>;
  /** Throws when the database finds one pair of eyes only. */
  saveProposal(row: ProposalRow): Promise<void>;
}
