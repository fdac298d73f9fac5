import type { StoreClient } from "../quote/ask.ts";

/** What the routes work with. */
export interface StoreDeps {
  readonly client: StoreClient;
  readonly publishableKey: string;
  /** Milliseconds. */
  readonly now: () => number;
}
