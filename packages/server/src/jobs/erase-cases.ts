import { formatInstant } from "@fenqi/core/calendar";
import type { CaseStore, Clock, SupportPolicy } from "../engine/ports.ts";
import { eachWhile } from "./each-while.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Erases cases that were closed long enough ago, with every word in them. Returns how to stop. */
export function eraseOldCases(
  cases: Pick<CaseStore, "eraseClosed">,
  { keep_days }: Pick<SupportPolicy, "keep_days">,
  now: Clock,
  failed: (error: unknown) => void,
): () => Promise<void> {
  return eachWhile(HOUR_MS, () => cases.eraseClosed(formatInstant(now() - keep_days * DAY_MS)), failed);
}
