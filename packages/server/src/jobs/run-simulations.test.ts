import { mergeSummaries } from "@fenqi/core/simulation";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RecordedQuotes, Replay, SimulationStore, SimulationWork } from "../engine/simulation-ports.ts";
import { fixtureCatalogue } from "../testing/fixture.ts";
import { simulationRunner } from "./run-simulations.ts";

const AT = "2026-11-22T02:28:00.000Z";
const catalogue = fixtureCatalogue("shop");
const work: SimulationWork = {
  merchant: "shop",
  id: "sim_1",
  state: "running",
  question: { from: AT, until: AT, at: null, adjustment: null },
  total: 10,
  done: 0,
  summary: null,
  createdAt: AT,
  createdBy: "t",
  endedAt: null,
  before: catalogue,
  after: catalogue,
  place: null,
};

/** One simulation, free to be taken once, and what is said of it. */
function oneSimulation() {
  const said: string[] = [];
  let free = true;
  const simulations: SimulationStore = {
    read: async () => work,
    list: async () => [],
    claim: async () => {
      const claimed = free ? work : undefined;
      free = false;
      return claimed;
    },
    beat: async (_work, _runner, at) => {
      said.push(`beat ${at}`);
      return true;
    },
    keep: async (_work, _runner, _at, { done }, ended) => {
      said.push(`keep ${done} ${ended}`);
      return true;
    },
    cancel: async () => undefined,
  };
  return { said, simulations };
}

const recorded: RecordedQuotes = {
  count: async () => 10,
  page: async (_merchant, _period, place) => (place === null ? { lines: "", count: 10, place: "end" } : undefined),
};
const replay: Replay = {
  threads: 1,
  replay: async () => 10,
  take: async () => mergeSummaries([]),
  close: async () => {},
};

const failures: unknown[] = [];
const runnerOf = (deps: Partial<Parameters<typeof simulationRunner>[0]> & { readonly simulations: SimulationStore }) =>
  simulationRunner({
    recorded,
    startReplay: async () => replay,
    now: () => Date.parse(AT),
    runner: "one",
    failed: (error) => void failures.push(error),
    ...deps,
  });

beforeEach(() => {
  failures.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a simulation is said to be worked on from the moment it is taken, and comes to its end", async () => {
  const { said, simulations } = oneSimulation();
  const begun = Promise.withResolvers<Replay>();
  const runner = runnerOf({ simulations, startReplay: () => begun.promise });
  runner.wake();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said).toEqual([`beat ${AT}`, `beat ${AT}`]);
  begun.resolve(replay);
  await vi.waitUntil(() => said.length === 3);
  expect(said.at(-1)).toBe("keep 10 done");
  await runner.close();
});

test("one that cannot be begun has failed, and does not run for ever", async () => {
  const { said, simulations } = oneSimulation();
  const startReplay = async () => {
    throw new Error("the catalogue is unsound");
  };
  const runner = runnerOf({ simulations, startReplay });
  runner.wake();
  await runner.close();
  expect(said).toEqual(["keep 0 failed"]);
  expect(String(failures)).toContain("the catalogue is unsound");
});

test.each([
  ["a store that is away leaves it to the next", "Connection terminated unexpectedly", []],
  ["a bug ends it", "cannot read properties of undefined", ["keep 0 failed"]],
])("%s", async (_, message, expected) => {
  const { said, simulations } = oneSimulation();
  const page = async () => {
    throw new Error(message);
  };
  const runner = runnerOf({ simulations, recorded: { ...recorded, page } });
  runner.wake();
  await vi.waitUntil(() => failures.length > 0);
  await runner.close();
  expect(said).toEqual(expected);
});

test("that nobody works on it is said last, however late a beat comes", async () => {
  const { said, simulations } = oneSimulation();
  const late = Promise.withResolvers<void>();
  const stopping = Promise.withResolvers<undefined>();
  const runner = runnerOf({
    simulations: {
      ...simulations,
      beat: async (...beat) => {
        if (beat[2] === AT) await late.promise;
        return simulations.beat(...beat);
      },
    },
    recorded: { ...recorded, page: () => stopping.promise },
  });
  runner.wake();
  await vi.advanceTimersByTimeAsync(1_000);
  const closed = runner.close();
  stopping.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([]);
  late.resolve();
  await closed;
  expect(said).toEqual([`beat ${AT}`, "beat 2000-01-01T00:00:00.000Z"]);
});
