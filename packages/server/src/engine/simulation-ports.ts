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
