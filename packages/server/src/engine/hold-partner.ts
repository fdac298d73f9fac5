import { formatInstant } from "@fenqi/core/calendar";
import type { Method } from "@fenqi/core/offer";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { type IncidentDeps, liftIncident, openIncident } from "./partner-incident.ts";
import type { OnceOutcome, PartnerEventKind, PartnerWatch } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface HoldPartner extends ChangeCommand<PartnerWatch> {
  readonly partner: string;
  readonly method: Method;
  readonly hold: PartnerWatch["hold"];
  /** For the people who run the store. */
  readonly note?: string;
}

const TOLD: { readonly [H in PartnerWatch["hold"]]: PartnerEventKind } = {
  open: "held_open",
  closed: "held_closed",
  none: "released",
};

/**
 * A person's word against the breaker's: `open` suspends the way now and keeps it so, `closed` brings it back now and keeps
 * it so, `none` leaves it to the breaker again.
 */
export function holdPartner(
  deps: ChangeDeps & IncidentDeps,
  command: HoldPartner,
): Promise<OnceOutcome<Result<PartnerWatch>>> {
  const { partner, method, hold, by, note = null } = command;
  return changeOnce(deps, command, async (change) => {
    const before = await change.readWatch(partner, method);
    if (!before) return refuse({ code: "not_found" });
    const at = formatInstant(deps.now());
    const moved = (state: PartnerWatch["state"]) =>
      state === before.state ? before : { ...before, state, since: at, successes: 0 };
    const held = { hold, heldBy: hold === "none" ? null : by, lookAt: at };
    const incident = hold === "open" ? await openIncident(deps, change, before, by) : before.incident;
    if (hold === "closed") await liftIncident(deps, change, before, by, "at_once");
    const state =
      hold === "none"
        ? before.state
        : hold === "open" && before.state === "closed"
          ? "open"
          : hold === "open"
            ? before.state
            : "closed";
    const after: PartnerWatch = { ...moved(state), ...held, incident };
    await change.audit({
      stream: "partners",
      action: `partner.${TOLD[hold]}`,
      subject: `${partner} ${method}`,
      before: { state: before.state, hold: before.hold },
      after: { state, hold, incident, note },
      by,
      at,
    });
    await change.saveWatch(after, { event: TOLD[hold], at, by, note });
    return done(after);
  });
}
