import { setImmediate as endOfTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { workTogether } from "./work-together.ts";

/** Asks for so many pieces of work in one turn; tells in which order they were done and handed on. */
function asked(count: number) {
  const told: string[] = [];
  const together = workTogether<number>();
  const answers = Array.from({ length: count }, (_, k) =>
    together(() => {
      told.push(`done ${k}`);
      if (k === 1) throw new Error("one failed");
      return k;
    }).then(
      () => told.push(`sent ${k}`),
      () => told.push(`refused ${k}`),
    ),
  );
  return { told, answers };
}

test("what came in one turn is done before the first of it is handed on, and one that fails fails alone", async () => {
  const { told, answers } = asked(3);
  expect(told).toEqual([]);
  await endOfTurn();
  expect(told.slice(0, 3)).toEqual(["done 0", "done 1", "done 2"]);
  await Promise.all(answers);
  expect(told.slice(3).sort()).toEqual(["refused 1", "sent 0", "sent 2"]);
});

test("eight wait for nobody, and what comes behind them is done at the end of the turn", async () => {
  const { told, answers } = asked(10);
  expect(told).toHaveLength(8);
  await Promise.all(answers);
  expect(told.indexOf("sent 0")).toBe(8);
  expect(told.filter((each) => each.startsWith("sent"))).toHaveLength(9);
});

test("one alone is done in its own turn", async () => {
  const { told } = asked(1);
  await endOfTurn();
  expect(told).toEqual(["done 0", "sent 0"]);
});
