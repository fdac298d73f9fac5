import type { Instant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { SimulationSummary } from "@fenqi/core/simulation";

/** What is replayed against what. */
export interface Replayed {
  readonly before: Catalogue;
  readonly after: Catalogue;
  /** Every quote as though it were asked at this instant; each at its own where absent. */
  readonly at?: Instant;
}

/** Threads that replay recorded quotes beside everything else. Each compiles both catalogues once and keeps its own counts. */
export interface Replay {
  readonly threads: number;
  /** Replays whole lines on the thread with the least to do; resolves with their number when they are counted. */
  replay(lines: string | Uint8Array<ArrayBuffer>, firstLine?: number): Promise<number>;
  /** What all threads counted since they were asked last, once they have done what they were given. */
  take(): Promise<SimulationSummary>;
  close(): Promise<void>;
}

export type StartReplay = (replayed: Replayed) => Promise<Replay>;

export type SimulationState = "running" | "done" | "cancelled" | "failed";

/** Which quotes, and for what. */
export interface SimulationQuestion {
  readonly from: Instant;
  /** Not itself included; never later than the moment of asking. */
  readonly until: Instant;
  readonly at: Instant | null;
  /** The adjustment that is looked at; null where it is a catalogue. */
  readonly adjustment: string | null;
}

export interface SimulationRow {
  readonly merchant: string;
  readonly id: string;
  readonly state: SimulationState;
  readonly question: SimulationQuestion;
  /** Recorded quotes in the period, counted when it was asked for. */
  readonly total: number;
  readonly done: number;
  /** What it came to; null before it is done. */
  readonly summary: SimulationSummary | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly endedAt: Instant | null;
}

/** A simulation with what is needed to go on with it. */
export interface SimulationWork extends SimulationRow {
  readonly before: Catalogue;
  readonly after: Catalogue;
  /** Quotes up to here are in the summary. */
  readonly place: string | null;
}

export type NewSimulation = Omit<SimulationWork, "merchant" | "state" | "done" | "summary" | "endedAt" | "place">;

/** How far a runner has come. */
export interface SimulationStep {
  readonly done: number;
  readonly place: string | null;
  readonly summary: SimulationSummary;
}

export interface SimulationStore {
  read(merchant: string, id: string): Promise<SimulationRow | undefined>;
  /** Newest first, without summaries; `before` is the id that the last page ended with. Of one adjustment, where given. */
  list(
    merchant: string,
    before: string | undefined,
    limit: number,
    adjustment?: string,
  ): Promise<readonly SimulationRow[]>;
  /** Takes one that nobody works on: never begun, or whose runner has not been heard of since `silentSince`. */
  claim(runner: string, at: Instant, silentSince: Instant): Promise<SimulationWork | undefined>;
  /** Says that it is worked on. False when it is no longer this runner's: cancelled, or taken over. */
  beat(work: SimulationRow, runner: string, at: Instant, done: number): Promise<boolean>;
  /** Keeps what is done so far, and ends it where `ended`. False as for `beat`. */
  keep(
    work: SimulationRow,
    runner: string,
    at: Instant,
    step: SimulationStep,
    ended: "done" | "failed" | undefined,
  ): Promise<boolean>;
  /** Ends it where it still runs. The row as it is then; undefined when there is none. */
  cancel(merchant: string, id: string, at: Instant): Promise<SimulationRow | undefined>;
}

/** Recorded quotes as a quotes file has them: one JSON line each, {"id", "at", "input"}. */
export interface RecordedPage {
  readonly lines: string;
  readonly count: number;
  /** Where the next page begins. */
  readonly place: string;
}

export interface RecordedQuotes {
  count(merchant: string, from: Instant, until: Instant): Promise<number>;
  /** The next quotes after a place, by time; undefined when there are no more. */
  page(
    merchant: string,
    period: { readonly from: Instant; readonly until: Instant },
    after: string | null,
    limit: number,
  ): Promise<RecordedPage | undefined>;
}
