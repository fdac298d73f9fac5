import type { Instant } from "@fenqi/core/calendar";
import type { ChannelName } from "./telling-ports.ts";

/** Messages of one channel about one adjustment, by how far they are. */
export interface ToldByChannel {
  readonly channel: ChannelName;
  /** Confirmed subscribers whom the next step will reach. */
  readonly subscribers: number;
  readonly waiting: number;
  readonly sent: number;
  readonly dead: number;
}

export interface ToldPrograms {
  readonly waiting: number;
  readonly delivered: number;
  readonly dead: number;
}

/** What stands around an adjustment, counted. Each question reads an index, not a table. */
export interface EffectsStore {
  /** Plans of these offers that run. */
  running(merchant: string, offers: readonly string[]): Promise<number>;
  /** Channels without subscribers and messages are left out. */
  told(merchant: string, adjustment: string, components: readonly string[]): Promise<readonly ToldByChannel[]>;
  programs(merchant: string, adjustment: string): Promise<ToldPrograms>;
  /** Cases about these offers, opened from `from` and before `until`. */
  cases(merchant: string, offers: readonly string[], from: Instant, until: Instant): Promise<number>;
  /** Shoppers who wait for these offers to return. */
  waiting(merchant: string, offers: readonly string[]): Promise<number>;
}
