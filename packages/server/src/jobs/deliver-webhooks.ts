import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock, HeldEndpoint, Vault, WebhookQueue, WebhookSender } from "../engine/ports.ts";
import { twoGenerations } from "../engine/two-generations.ts";
import { deliverTo, type Pace } from "./deliver-to-endpoint.ts";

export interface DeliverDeps {
  readonly queue: WebhookQueue;
  readonly sender: WebhookSender;
  readonly vault: Pick<Vault, "open" | "seal">;
  readonly changes: ChangeStore;
  readonly now: Clock;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
  /** Unlike every other worker's. */
  readonly worker: string;
  readonly failed: (error: unknown) => void;
}

export interface Deliverer {
  /** Takes what has something to do, and returns at once. */
  look(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends requests that are under way; they are sent again later, under the same ids. */
  stop(): Promise<void>;
}

/** Endpoints that one worker sends to at a time. */
const AT_ONCE = 64;
/** Endpoints whose pace is remembered. */
const ENDPOINTS = 1_000;
/** A worker that has not renewed by then has died; another takes its endpoints. */
export const LEASE_MS = 60_000;

/**
 * Delivers events. Each endpoint goes its own way: one that hangs delays nobody else. Any number of workers may run; an
 * endpoint is one worker's at a time, so that the order within a subject holds.
 */
export function webhookDeliverer(deps: DeliverDeps): Deliverer {
  const { queue, now, worker, failed } = deps;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  /** How endpoints were sent to last, so that one at which everything arrived is not begun with carefully every time. */
  const paces = twoGenerations<Pace>(ENDPOINTS);

  const run = (held: HeldEndpoint) => {
    const work = deliverTo(deps, held, stopping.signal, paces.get(`${held.merchant} ${held.id}`))
      .then((pace) => paces.put(`${held.merchant} ${held.id}`, pace, 1))
      .catch(failed)
      .finally(() => running.delete(work));
    running.add(work);
  };

  return {
    async look() {
      const free = AT_ONCE - running.size;
      if (free === 0 || stopping.signal.aborted) return;
      const nowMs = now();
      const held = await queue.claim(worker, formatInstant(nowMs), formatInstant(nowMs + LEASE_MS), free);
      for (const endpoint of held) run(endpoint);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async stop() {
      stopping.abort();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
