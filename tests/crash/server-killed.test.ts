import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OwnPostgres, startPostgres } from "../../scripts/postgres.mjs";
import { postgresFolder } from "../../scripts/system-packages.mjs";
import { dice } from "../model/dice.ts";
import { type Book, openBook } from "./book.ts";
import { judge, NOTHING_WRONG, repeated } from "./judge.ts";
import { startPayers } from "./payers.ts";
import { AT_MOST_MS, eachRound, LONG, rounds, SEED, SERVED_MS } from "./rounds.ts";

const programs = postgresFolder();
const MOST_CONTROLS = 40;
const BETWEEN_MS = 400;
/** Somebody is served again so soon after PostgreSQL is back, where nothing else runs on the machine. */
const GAP_MS = 2_000;

describe.skipIf(programs === undefined)(`a server on PostgreSQL under load, seed ${SEED}`, () => {
  let postgres: OwnPostgres;
  let book: Book;
  beforeAll(async () => {
    postgres = await startPostgres(programs!);
    book = await openBook(postgres.url, 4);
  }, AT_MOST_MS);
  afterAll(async () => {
    await book?.remove();
    await postgres?.stop();
  });

  test(
    "checks 1 and 16: kill -9 loses nothing, moves nothing twice, and every key keeps its answer",
    async () => {
      const roll = dice(SEED);
      const payers = startPayers(book, roll, { steady: true });
      const kills = await eachRound(rounds({ most: 30, withinMs: 15_000 }, 500), async () => {
        const before = payers.paid.length;
        await expect.poll(() => payers.paid.length, { timeout: SERVED_MS, interval: 5 }).toBeGreaterThan(before);
        await pause(roll(BETWEEN_MS));
        await expect.poll(payers.inFlight, { interval: 1 }).toBeGreaterThan(0);
        await book.kill();
      });
      await payers.stop();
      console.log(`${kills} kills, ${payers.paid.length} repayments acknowledged`);
      expect(await judge(book, payers.paid)).toEqual(NOTHING_WRONG);
    },
    AT_MOST_MS,
  );

  test(
    "check 2: PostgreSQL stopped at once and started again loses nothing, and is served again",
    async () => {
      const roll = dice(SEED + 1);
      const payers = startPayers(book, roll, { steady: true });
      const gaps: number[] = [];
      await eachRound(rounds({ most: 3, withinMs: 15_000 }, 100), async () => {
        await pause(200 + roll(BETWEEN_MS));
        await expect.poll(payers.inFlight, { interval: 1 }).toBeGreaterThan(0);
        await postgres.halt("SIGQUIT");
        await postgres.resume();
        const [back, before] = [performance.now(), payers.paid.length];
        await expect.poll(() => payers.paid.length, { timeout: SERVED_MS, interval: 5 }).toBeGreaterThan(before);
        gaps.push(Math.round(performance.now() - back));
      });
      await payers.stop();
      console.log(`${payers.paid.length} repayments acknowledged; served again after ${gaps.join(", ")} ms`);
      expect(await judge(book, payers.paid)).toEqual(NOTHING_WRONG);
      // A machine that runs the whole suite beside it has no say in how long a gap is.
      if (LONG) expect(Math.max(...gaps)).toBeLessThanOrEqual(GAP_MS);
    },
    AT_MOST_MS,
  );

  test(
    "control: without a key that stays the same, a kill makes repayments happen twice",
    async () => {
      const roll = dice(SEED + 2);
      const payers = startPayers(book, roll, { steady: false });
      let twice: readonly string[] = [];
      for (let kills = 0; kills < MOST_CONTROLS && twice.length === 0; kills += 1) {
        const before = payers.paid.length;
        await expect.poll(() => payers.paid.length, { timeout: SERVED_MS, interval: 5 }).toBeGreaterThan(before);
        await pause(roll(BETWEEN_MS));
        await book.kill();
        twice = await repeated(book);
      }
      await payers.stop();
      expect(twice.length).toBeGreaterThan(0);
    },
    AT_MOST_MS,
  );

  test(
    "control: a repayment that was never written is found to be lost",
    async () => {
      const never = { plan: book.plans[0]!, reference: "never", amount: 10, key: "never-sent", answer: "{}" };
      const { lost, answersChanged } = await judge(book, [never]);
      expect(lost).toEqual(["never"]);
      expect(answersChanged.length).toBeGreaterThan(0);
    },
    AT_MOST_MS,
  );
});
