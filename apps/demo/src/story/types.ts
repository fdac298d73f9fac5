import type { FenqiClient } from "@fenqi/client";
import type { Locale } from "@fenqi/words";

export type Words = { readonly [L in Locale]: string };
export type Quote = Awaited<ReturnType<FenqiClient["quote"]>>;
type AdjustmentRequest = Parameters<FenqiClient["adjust"]>[0];
export type Back = AdjustmentRequest["back"];

/** What a story does to the real API. */
export type StoryClient = Pick<FenqiClient, "quote" | "announcements" | "adjust" | "lift" | "adjustments">;

/** One adjustment from its pause to its return, told on one offer. */
export interface Story {
  readonly id: string;
  readonly title: Words;
  readonly kind: AdjustmentRequest["kind"];
  readonly cause: AdjustmentRequest["cause"];
  readonly scope: AdjustmentRequest["scope"];
  /** The offer that the story follows. */
  readonly offer: string;
  /** The ways out that the announcement names, first ones first. */
  readonly instead: "auto" | readonly string[];
  /** Counted from the pause, in ms. */
  readonly back: (now: number) => Back;
  readonly explanation: Words;
  readonly better: Words;
}

/** The steps of every story, in order. */
export const STEPS = ["pause", "explain", "switch", "restore"] as const;
export type Step = (typeof STEPS)[number];

/** What happened at a step, read back from the API. Amounts in minor units. */
export type StoryEvent =
  | {
      readonly step: "pause";
      readonly at: string;
      readonly story: string;
      readonly adjustment: string;
      readonly explanation: Explanation;
      readonly back: Back;
    }
  | {
      readonly step: "explain";
      readonly at: string;
      readonly story: string;
      readonly found: Found;
      readonly quote: string;
    }
  | {
      readonly step: "switch";
      readonly at: string;
      readonly story: string;
      readonly from: string;
      readonly to: string | null;
      readonly extra_total: number | null;
      readonly extra_per_period: number | null;
    }
  | {
      readonly step: "restore";
      readonly at: string;
      readonly story: string;
      readonly available: boolean;
      readonly total: number | null;
      readonly better: Words;
    };

export interface Explanation extends Words {
  readonly id: string;
  readonly version: number;
}

/** Where the explanation is found, word for word. */
export interface Found {
  readonly checkout: boolean;
  readonly status: boolean;
}
