import type { Instant, IsoDate } from "@fenqi/core/calendar";
import type { Words } from "@fenqi/core/explanation";
import type { PlanEvent } from "@fenqi/core/plan";
import type { ConsentRow, StoredPlan } from "./plan-ports.ts";

/** A plan at one moment with everything that its statement tells. */
export interface PlanStatement {
  readonly at: Instant;
  readonly today: IsoDate;
  readonly zone: string;
  readonly merchant: Words;
  readonly partner: { readonly id: string; readonly name: Words; readonly legalName: Words | null };
  /** The short code of the quote that it was chosen from; null where that has been forgotten. */
  readonly code: string | null;
  readonly stored: StoredPlan;
  /** What the shopper saw and confirmed. */
  readonly consent: ConsentRow | undefined;
  /** Oldest first. */
  readonly events: readonly PlanEvent[];
}

/** What was agreed on when a plan was made, and what happened to it. */
export interface AgreedStore {
  /** Undefined where the merchant has no such plan, or none was kept with it. */
  consent(merchant: string, plan: string): Promise<ConsentRow | undefined>;
  /** With the events up to the plan as it was read, so that a statement adds up whatever has happened since. */
  read(merchant: string, stored: StoredPlan): Promise<Pick<PlanStatement, "consent" | "code" | "events">>;
}

/** Draws statements as PDF. The same statement in the same language comes out as the same bytes. */
export interface StatementPrinter {
  print(statement: PlanStatement, locale: "zh-CN" | "en"): Promise<Uint8Array>;
}
