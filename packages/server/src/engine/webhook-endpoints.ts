import { formatInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { rotateSealed, sealFirst } from "./endpoint-secrets.ts";
import type { Change, OnceOutcome, Vault, WebhookEndpoint, WebhookSender } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface WebhookDeps extends ChangeDeps {
  readonly vault: Vault;
  readonly webhooks: Pick<WebhookSender, "refuses">;
}

/** An endpoint with its new secret, which is shown this once. */
export interface IssuedSecret {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

export interface CreateEndpoint extends ChangeCommand<IssuedSecret> {
  readonly url: string;
  readonly events: readonly string[];
}

/** Endpoints of one merchant. */
export const MOST_ENDPOINTS = 20;

const STREAM = "webhooks";

/** Tells an address of events from now on. Refused where it leads inside the network. */
export async function createEndpoint(
  deps: WebhookDeps,
  command: CreateEndpoint,
): Promise<OnceOutcome<Result<IssuedSecret>>> {
  const { url, events, by } = command;
  const why = await deps.webhooks.refuses(url);
  if (why) return { kind: "refused", value: refuse({ code: "webhook_url_refused", why }) };
  return changeOnce(deps, command, async (change) => {
    if ((await change.countEndpoints()) >= MOST_ENDPOINTS) {
      return refuse({ code: "too_many_endpoints", most: MOST_ENDPOINTS });
    }
    const nowMs = deps.now();
    const secret = deps.ids.webhookSecret();
    const endpoint: WebhookEndpoint = {
      id: deps.ids.webhookEndpoint(nowMs),
      url,
      events: [...new Set(events)],
      state: "enabled",
      secrets: sealFirst(deps.vault, secret),
      createdAt: formatInstant(nowMs),
      createdBy: by,
    };
    await change.addEndpoint(endpoint);
    await audit(change, "webhook.create", endpoint, by, nowMs);
    return done({ endpoint, secret });
  });
}

/** Ends an endpoint, and erases its deliveries. */
export async function removeEndpoint(
  deps: WebhookDeps,
  merchant: string,
  id: string,
  by: string,
): Promise<Result<WebhookEndpoint>> {
  return deps.changes.run(merchant, async (change) => {
    const endpoint = await change.readEndpoint(id);
    if (!endpoint) return refuse({ code: "not_found" });
    await change.removeEndpoint(id);
    await audit(change, "webhook.delete", endpoint, by, deps.now());
    return done(endpoint);
  });
}

export interface RotateSecret extends ChangeCommand<IssuedSecret> {
  readonly id: string;
  /** How long the secret before signs beside the new one. */
  readonly overlapMs: number;
}

/** A new secret; every delivery carries both signatures during the overlap. */
export function rotateSecret(deps: WebhookDeps, command: RotateSecret): Promise<OnceOutcome<Result<IssuedSecret>>> {
  return changeOnce(deps, command, async (change) => {
    const found = await change.readEndpoint(command.id);
    if (!found) return refuse({ code: "not_found" });
    const nowMs = deps.now();
    const secret = deps.ids.webhookSecret();
    const secrets = rotateSealed(deps.vault, found.secrets, secret, nowMs, command.overlapMs);
    await change.updateEndpoint(found.id, { secrets });
    await audit(change, "webhook.rotate_secret", found, command.by, nowMs);
    return done({ endpoint: { ...found, secrets }, secret });
  });
}

/** Sends again to an endpoint that was disabled: first what has waited. */
export function enableEndpoint(
  deps: WebhookDeps,
  command: ChangeCommand<WebhookEndpoint> & { readonly id: string },
): Promise<OnceOutcome<Result<WebhookEndpoint>>> {
  return changeOnce(deps, command, async (change) => {
    const found = await change.readEndpoint(command.id);
    if (!found) return refuse({ code: "not_found" });
    if (found.state === "enabled") return done(found);
    const endpoint: WebhookEndpoint = { ...found, state: "enabled" };
    await change.updateEndpoint(found.id, { state: "enabled" });
    await audit(change, "webhook.enable", endpoint, command.by, deps.now());
    return done(endpoint);
  });
}

/** Sends nothing more: the receiver has said that it is gone. */
export async function disableEndpoint(
  { changes, now }: Pick<ChangeDeps, "changes" | "now">,
  merchant: string,
  id: string,
): Promise<void> {
  await changes.run(merchant, async (change) => {
    const found = await change.readEndpoint(id);
    if (found?.state !== "enabled") return;
    await change.updateEndpoint(id, { state: "disabled" });
    await audit(change, "webhook.disable", { ...found, state: "disabled" }, "system", now());
  });
}

/** Everything but the secrets. */
const audit = (
  change: Change,
  action: string,
  { id, url, events, state }: WebhookEndpoint,
  by: string,
  nowMs: number,
) => change.audit({ stream: STREAM, action, subject: id, after: { url, events, state }, by, at: formatInstant(nowMs) });
