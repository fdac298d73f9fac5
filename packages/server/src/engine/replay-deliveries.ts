import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, changeOnce } from "./change-once.ts";
import { readInstant } from "./known-times.ts";
import type { DeliveryState, OnceOutcome, WebhookDelivery } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { WebhookDeps } from "./webhook-endpoints.ts";

export interface ReplayDelivery extends ChangeCommand<WebhookDelivery> {
  readonly seq: number;
}

/** Sends one event again, under the same id and with all attempts before it. One that still waits needs none. */
export function replayDelivery(
  deps: WebhookDeps,
  command: ReplayDelivery,
): Promise<OnceOutcome<Result<WebhookDelivery>>> {
  return changeOnce(deps, command, async (change) => {
    const found = await change.readDelivery(command.seq);
    if (!found) return refuse({ code: "not_found" });
    if (found.state === "waiting") return refuse({ code: "move_not_allowed", state: found.state });
    const at = formatInstant(deps.now());
    await change.replayDelivery(found.seq, at);
    await change.audit({
      stream: "webhooks",
      action: "webhook.replay",
      subject: found.endpoint,
      after: { event: found.event },
      by: command.by,
      at,
    });
    return done({ ...found, state: "waiting", attempts: 0, dueAt: at });
  });
}

export interface ReplayPeriod extends ChangeCommand<{ readonly replayed: number }> {
  readonly endpoint: string;
  readonly from: Instant;
  readonly until: Instant;
  /** `dead`: what was given up; `all`: what was delivered as well. */
  readonly only: "dead" | "all";
}

const STATES: { readonly [O in ReplayPeriod["only"]]: readonly DeliveryState[] } = {
  dead: ["dead"],
  all: ["dead", "delivered"],
};

/** Sends an endpoint the events of a period again. */
export function replayPeriod(
  deps: WebhookDeps,
  command: ReplayPeriod,
): Promise<OnceOutcome<Result<{ readonly replayed: number }>>> {
  return changeOnce(deps, command, async (change) => {
    const from = readInstant(command.from);
    if (from === undefined) return refuse({ code: "invalid_date", pointer: "/from" });
    const until = readInstant(command.until);
    if (until === undefined || parseInstant(until) <= parseInstant(from)) {
      return refuse({ code: "invalid_date", pointer: "/until" });
    }
    const endpoint = await change.readEndpoint(command.endpoint);
    if (!endpoint) return refuse({ code: "not_found" });
    const at = formatInstant(deps.now());
    const replayed = await change.replayPeriod(endpoint.id, { from, until }, STATES[command.only], at);
    await change.audit({
      stream: "webhooks",
      action: "webhook.replay",
      subject: endpoint.id,
      after: { from, until, only: command.only, replayed },
      by: command.by,
      at,
    });
    return done({ replayed });
  });
}
