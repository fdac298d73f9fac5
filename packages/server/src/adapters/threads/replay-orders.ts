import type { Instant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";

/** What a thread starts with. */
export interface ReplayStart {
  readonly before: Catalogue;
  readonly after: Catalogue;
  readonly at: Instant | undefined;
  /** Gives way to everything else on this machine. */
  readonly behind: boolean;
}

/** What a thread is asked; it answers each in turn, with the number of lines or its summary. */
export type ReplayOrder =
  | { readonly kind: "lines"; readonly lines: string | Uint8Array; readonly firstLine: number }
  | { readonly kind: "take" };
