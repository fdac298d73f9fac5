import { formatInstant } from "@fenqi/core/calendar";
import type { WebhookStore } from "../engine/ports.ts";
import { type DeliverDeps, webhookDeliverer } from "./deliver-webhooks.ts";
import { eachWhile } from "./each-while.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 60 * 60 * SECOND_MS;
/** What was delivered or given up can be listed and replayed for so long. */
const KEPT_MS = 30 * 24 * HOUR_MS;

/** Delivers events on the server's own time. Returns how to stop. */
export function startWebhooks(deps: DeliverDeps & { readonly store: WebhookStore }): () => Promise<void> {
  const { store, now, failed } = deps;
  const deliverer = webhookDeliverer(deps);
  const stops = [
    eachWhile(SECOND_MS, () => deliverer.look(), failed),
    eachWhile(HOUR_MS, () => store.forgetDeliveries(formatInstant(now() - KEPT_MS)), failed),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
    await deliverer.stop();
    deps.sender.close();
  };
}
