import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { Clock, CountRampCalls, PartnerStore } from "./ports.ts";

/** The baseline is the day before the pause. */
const BASELINE_MS = 24 * 60 * 60 * 1000;

/** Counts a ramp's calls from what all processes have written down: pre-checks and authorisations, whole minutes. */
export const countRampCalls =
  (store: Pick<PartnerStore, "totals">, now: Clock): CountRampCalls =>
  async (merchant, { scope, starts_at }, since: Instant) => {
    const startMs = parseInstant(starts_at);
    const [opened, baseline] = await Promise.all([
      store.totals(merchant, scope, since, formatInstant(now())),
      store.totals(merchant, scope, formatInstant(startMs - BASELINE_MS), starts_at),
    ]);
    const figures = ({ calls, declines, errors }: typeof opened) => ({
      calls,
      errors,
      approvals: calls - declines - errors,
    });
    return { ...figures(opened), baseline: figures(baseline) };
  };
