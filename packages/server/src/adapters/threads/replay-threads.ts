import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { mergeSummaries, type SimulationSummary } from "@fenqi/core/simulation";
import type { Replay, Replayed } from "../../engine/simulation-ports.ts";
import type { ReplayOrder, ReplayStart } from "./replay-orders.ts";

/** Threads beyond these would need more memory than a simulation may have: about 40 MB each. */
const MOST_THREADS = 8;
/** What a thread holds lives as long as its page; more room would only be filled later. */
const ROOM = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

export interface ReplayOptions {
  /** All cores, where absent. */
  readonly threads?: number | undefined;
  /** Gives way to everything else on this machine. */
  readonly behind: boolean;
}

/** Starts threads that replay quotes. Throws when a catalogue is unsound: a caller's bug, since it is checked first. */
export async function startReplay(
  { before, after, at }: Replayed,
  { threads = Math.min(availableParallelism(), MOST_THREADS), behind }: ReplayOptions,
): Promise<Replay> {
  const start: ReplayStart = { before, after, at, behind };
  const all = Array.from({ length: threads }, () => startThread(start));
  const close = async () => {
    await Promise.all(all.map((thread) => thread.stop()));
  };
  try {
    await Promise.all(all.map((thread) => thread.ready));
  } catch (error) {
    await close();
    throw error;
  }
  const idlest = () => all.reduce((least, thread) => (thread.waiting() < least.waiting() ? thread : least));
  return {
    threads,
    replay: async (lines, firstLine = 1) => (await idlest().ask({ kind: "lines", lines, firstLine })) as number,
    take: async () =>
      mergeSummaries((await Promise.all(all.map((thread) => thread.ask({ kind: "take" })))) as SimulationSummary[]),
    close,
  };
}

interface Thread {
  readonly ready: Promise<unknown>;
  ask(order: ReplayOrder): Promise<unknown>;
  /** Orders not answered yet. */
  waiting(): number;
  stop(): Promise<unknown>;
}

/** A thread answers in the order in which it is asked, so whoever waits first is answered first. */
function startThread(start: ReplayStart): Thread {
  const worker = new Worker(new URL("./replay-worker.ts", import.meta.url), {
    workerData: start,
    resourceLimits: ROOM,
  });
  const waiting: PromiseWithResolvers<unknown>[] = [];
  let failure: Error | undefined;
  const wait = () => {
    const answer = Promise.withResolvers<unknown>();
    if (failure) answer.reject(failure);
    else waiting.push(answer);
    return answer.promise;
  };
  const fail = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on("message", (answer) => waiting.shift()!.resolve(answer));
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the thread has ended")));
  const ready = wait();
  return {
    ready,
    ask(order) {
      const answer = wait();
      const bytes =
        order.kind === "lines" && typeof order.lines !== "string" ? [order.lines.buffer as ArrayBuffer] : [];
      worker.postMessage(order, bytes);
      return answer;
    },
    waiting: () => waiting.length,
    stop: () => worker.terminate(),
  };
}
