import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { LiveChanged } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { changedTopics, type Marks, sharedMarks } from "../engine/live-changes.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { ProblemAnswer } from "./problem.ts";

const EVERY_MS = 1_000;
const LONGEST_SECONDS = 300;
/** Streams that stand in one process at once; more are told to come again. */
const STREAMS = 500;

/**
 * Tells screens which kinds of records have changed. A stream ends by itself, so that a browser asks anew with whatever
 * rights its person has by then.
 */
export function liveRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const shared = sharedMarks(context.marks, EVERY_MS / 2, context.now);
  const closing = new AbortController();
  app.addHook("preClose", async () => closing.abort());
  let streams = 0;

  addRoute(app, context, gate, "liveUpdates", async ({ key, query, request }) => {
    if (streams >= STREAMS) throw new ProblemAnswer("overloaded", {}, { "retry-after": "5" });
    const seconds = Math.min(LONGEST_SECONDS, Number(query.seconds ?? LONGEST_SECONDS));
    const first = await shared.marks(key.merchant);
    // It stands for minutes and does nothing in them: the place is for those who come after.
    gate.leave(request);
    streams += 1;
    request.raw.once("close", () => {
      streams -= 1;
    });
    const catalogue = () => context.engine.live.of(key.merchant)?.compiled.version ?? null;
    const told = { read: () => shared.marks(key.merchant), catalogue, until: context.now() + seconds * 1_000 };
    const body = Readable.from(liveChanges(first, told, context.now, closing.signal));
    return { body, headers: { "cache-control": "private, no-store" } };
  });
}

interface Told {
  readonly read: () => Promise<Marks>;
  readonly catalogue: () => string | null;
  readonly until: number;
}

async function* liveChanges(first: Marks, told: Told, now: () => number, closing: AbortSignal): AsyncGenerator<string> {
  yield changed({ topics: [], catalogue: told.catalogue() });
  let marks = first;
  while (now() < told.until && !closing.aborted) {
    await pause(EVERY_MS, undefined, { signal: closing }).catch(() => {});
    const next = await told.read().catch(() => undefined);
    // Without the store nothing can be told: the stream ends, and whoever listens sees that it did.
    if (next === undefined) return;
    const topics = changedTopics(marks, next);
    marks = next;
    yield topics.length === 0 ? ": still there\n\n" : changed({ topics, catalogue: told.catalogue() });
  }
}

const changed = (data: LiveChanged): string => `event: changed\ndata: ${JSON.stringify(data)}\n\n`;
