import { formatInstant } from "@fenqi/core/calendar";
import { mergeSummaries } from "@fenqi/core/simulation";
import type { Clock } from "../engine/ports.ts";
import { replayAll } from "../engine/replay-all.ts";
import type {
  RecordedPage,
  RecordedQuotes,
  Replay,
  SimulationStep,
  SimulationStore,
  SimulationWork,
  StartReplay,
} from "../engine/simulation-ports.ts";
import { isStoreAway } from "../engine/store-away.ts";
import { eachWhile } from "./each-while.ts";

export interface RunnerDeps {
  readonly simulations: SimulationStore;
  readonly recorded: RecordedQuotes;
  readonly startReplay: StartReplay;
  readonly now: Clock;
  /** Names this process among those that work on the same database. */
  readonly runner: string;
  readonly failed: (error: unknown) => void;
}

export interface SimulationRunner {
  /** Looks for work now, not only at the next turn. */
  wake(): void;
  /** Stops at the next page; what was done is kept, and any process goes on with it. */
  close(): Promise<void>;
}

const LOOK_MS = 5_000;
const BEAT_MS = 1_000;
/** A process that has not been heard of for so long has died. */
const SILENT_MS = 30_000;
/** Says that nobody works on it, so that the next process need not wait. */
const LONG_AGO = "2000-01-01T00:00:00.000Z";
const PAGE = 1_000;
/** So many pages between two times that the work is kept: what a crash costs. */
const PAGES_KEPT = 50;

/** Replays what was asked for, one simulation after the other, on threads of its own. */
export function simulationRunner(deps: RunnerDeps): SimulationRunner {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  const work = async () => {
    do {
      again = false;
      while (!stopping.signal.aborted) {
        const at = deps.now();
        const claimed = await deps.simulations.claim(deps.runner, formatInstant(at), formatInstant(at - SILENT_MS));
        if (claimed === undefined) break;
        await run(deps, claimed, stopping.signal);
      }
    } while (again && !stopping.signal.aborted);
  };
  const wake = () => {
    again = true;
    running ??= work()
      .catch(deps.failed)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(wake, LOOK_MS);
  timer.unref();
  return {
    wake,
    async close() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

/** Works on one until it is done, is no longer ours, or the process stops. A bug ends it as failed; a store that is away does not. */
async function run(deps: RunnerDeps, work: SimulationWork, stopping: AbortSignal): Promise<void> {
  const { simulations, runner, now } = deps;
  const lost = new AbortController();
  const over = AbortSignal.any([stopping, lost.signal]);
  const { before, after, question } = work;
  let step: SimulationStep = { done: work.done, place: work.place, summary: work.summary ?? mergeSummaries([]) };
  // What was counted after the last time it was kept is counted again.
  let done = step.summary.quotes;

  const beat = async () => {
    if (!(await simulations.beat(work, runner, formatInstant(now()), done))) lost.abort();
  };
  const endBeats = eachWhile(BEAT_MS, beat, deps.failed);
  let replay: Replay | undefined;
  try {
    replay = await deps.startReplay({ before, after, ...(question.at !== null && { at: question.at }) });
    for (;;) {
      const leg = legOf(deps.recorded, work, step.place, over);
      await replayAll(replay, leg.pages(), (lines) => {
        done += lines;
      });
      if (over.aborted) break;
      const summary = mergeSummaries([step.summary, await replay.take()]);
      step = { done, place: leg.place(), summary };
      const ours = await simulations.keep(work, runner, formatInstant(now()), step, leg.isLast() ? "done" : undefined);
      if (!ours || leg.isLast()) return;
    }
    // A beat that is still on its way would say that it is worked on.
    await endBeats();
    if (!lost.signal.aborted) await simulations.beat(work, runner, LONG_AGO, step.done);
  } catch (error) {
    deps.failed(error);
    if (!isStoreAway(error)) await simulations.keep(work, runner, formatInstant(now()), step, "failed");
  } finally {
    await endBeats();
    await replay?.close();
  }
}

/** The next pages, and where they end. */
function legOf(
  recorded: RecordedQuotes,
  { merchant, question }: SimulationWork,
  from: string | null,
  over: AbortSignal,
) {
  let place = from;
  let last = false;
  async function* pages(): AsyncGenerator<RecordedPage> {
    for (let n = 0; n < PAGES_KEPT && !over.aborted; n += 1) {
      const page = await recorded.page(merchant, question, place, PAGE);
      if (page === undefined) {
        last = true;
        return;
      }
      place = page.place;
      yield page;
    }
  }
  return { pages, place: () => place, isLast: () => last };
}
