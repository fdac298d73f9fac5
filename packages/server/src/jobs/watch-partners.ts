import { eachWhile } from "./each-while.ts";

const EVERY_MS = 500;
const MINUTE_MS = 60_000;

export interface PartnerRounds {
  /** Asks the partners that are due. */
  readonly look: () => Promise<void>;
  /** Writes down the minutes that have ended. */
  readonly keepMinutes: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/**
 * Looks twice a second for partners to be asked, and once a minute writes down what was counted; one round of each at a
 * time. Resolves, when stopped, after the rounds that run.
 */
export function watchPartners({ look, keepMinutes, failed }: PartnerRounds): () => Promise<void> {
  const stops = [eachWhile(EVERY_MS, look, failed), eachWhile(MINUTE_MS, keepMinutes, failed)];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
