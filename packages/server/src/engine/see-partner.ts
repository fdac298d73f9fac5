import { formatInstant } from "@fenqi/core/calendar";
import type { Method } from "@fenqi/core/offer";
import type { ChangeDeps } from "./change-once.ts";
import { BY_BREAKER, type IncidentDeps, liftIncident, openIncident } from "./partner-incident.ts";
import { type Paces, type Sight, stepWatch } from "./partner-watch.ts";
import type { Connection, PartnerWatch } from "./ports.ts";

export interface WatchDeps extends IncidentDeps, Pick<ChangeDeps, "changes" | "live"> {
  /** How often partners are asked; the product's own paces where absent. */
  readonly paces?: Paces;
}

/**
 * Records what a process has seen of a partner, and does what follows: an incident in force, or its end. Processes take
 * turns by the merchant's lock, so that an incident is opened once, however many see it. Returns the watch after it.
 */
export async function seePartner(
  deps: WatchDeps,
  { merchant, partner, method }: Connection & { readonly method: Method },
  sight: Sight,
): Promise<PartnerWatch | undefined> {
  const { watch, told } = await deps.changes.run(merchant, async (change) => {
    const before = await change.readWatch(partner, method);
    if (!before) return { watch: undefined, told: false };
    const nowMs = deps.now();
    const { watch: after, event } = stepWatch(before, sight, nowMs, deps.paces);
    const incident = event === "opened" ? await openIncident(deps, change, before, BY_BREAKER) : before.incident;
    if (event === "closed") await liftIncident(deps, change, before, BY_BREAKER, "by_policy");
    const kept = { ...after, incident };
    const happened = event && { event, at: formatInstant(nowMs), by: BY_BREAKER, note: null };
    await change.saveWatch(kept, happened);
    if (happened) {
      await change.audit({
        stream: "partners",
        action: `partner.${happened.event}`,
        subject: `${partner} ${method}`,
        before: { state: before.state },
        after: { state: kept.state, incident },
        by: BY_BREAKER,
        at: happened.at,
      });
    }
    return { watch: kept, told: event === "opened" || event === "closed" };
  });
  if (told) await deps.live.load(merchant);
  return watch;
}
