import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dice } from "../model/dice.ts";
import { type Book, openBook } from "./book.ts";
import { judge, NOTHING_WRONG } from "./judge.ts";
import { startPayers } from "./payers.ts";
import { AT_MOST_MS, eachRound, rounds, SEED, SERVED_MS } from "./rounds.ts";

const BETWEEN_MS = 200;

describe(`a server on the embedded database under load, seed ${SEED}`, () => {
  let book: Book;
  beforeAll(async () => {
    book = await openBook(undefined, 4);
  }, AT_MOST_MS);
  afterAll(() => book?.remove());

  test(
    "check 6: kill -9 loses nothing, moves nothing twice, and every key keeps its answer",
    async () => {
      const roll = dice(SEED);
      const payers = startPayers(book, roll, { steady: true });
      const kills = await eachRound(rounds({ most: 25, withinMs: 15_000 }, 200), async () => {
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
