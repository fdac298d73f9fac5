import { describe, expect, test } from "vitest";
import { gather } from "./gather.ts";

const REFUSED = new Error("refused");
const BROKEN = new Error("broken");

/** Doubles numbers, refuses those below zero, breaks on NaN, and keeps the batches that it got. */
function doubling(lanes: number, most: number, { spare = 0, few = most } = {}) {
  const batches: (readonly number[])[] = [];
  const double = gather(
    async (batch: readonly number[]) => {
      batches.push(batch);
      await new Promise(setImmediate);
      if (batch.some(Number.isNaN)) throw BROKEN;
      if (batch.some((n) => n < 0)) throw REFUSED;
      return batch.map((n) => 2 * n);
    },
    { lanes, spare, most, few, groupOf: (n) => (n > 99 ? "large" : "small"), isOfOne: (error) => error === REFUSED },
  );
  return { batches, double };
}

const settled = async (calls: readonly Promise<number>[]) =>
  (await Promise.allSettled(calls)).map((one) => (one.status === "fulfilled" ? one.value : one.reason));

describe("calls that come side by side", () => {
  test("go together, so many at a time, and each gets its own answer", async () => {
    const { batches, double } = doubling(1, 3);
    expect(await settled([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  test("do not wait for a lane that is at work while another is free", async () => {
    const { batches, double } = doubling(2, 2);
    expect(await settled([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  test("are shared by the lanes that are free, unless they are few", async () => {
    const many = doubling(2, 4, { few: 2 });
    await settled([1, 2, 3, 4, 5, 6].map(many.double));
    expect(many.batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const few = doubling(2, 4, { few: 2 });
    await settled([1, 2].map(few.double));
    expect(few.batches).toEqual([[1, 2]]);
  });

  test("wait for a lane, until a whole batch of them waits: then a spare one begins", async () => {
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const batches: (readonly number[])[] = [];
    const work = async (batch: readonly number[]) => {
      batches.push(batch);
      if (batch.includes(1)) await held;
      return batch;
    };
    const ask = gather(work, { lanes: 1, spare: 1, most: 3, few: 3, groupOf: () => "", isOfOne: () => false });
    const first = ask(1);
    await new Promise(setImmediate);
    const [second, third] = [ask(2), ask(3)];
    await new Promise(setImmediate);
    expect(batches).toEqual([[1]]);
    expect(await Promise.all([second, third, ask(4)])).toEqual([2, 3, 4]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    const last = ask(5);
    await new Promise(setImmediate);
    expect(batches).toHaveLength(2);
    go();
    expect(await Promise.all([first, last])).toEqual([1, 5]);
  });

  test("stay within their group, in the order in which they came", async () => {
    const { batches, double } = doubling(1, 8);
    await settled([1, 100, 2, 101].map(double));
    expect(batches).toEqual([
      [1, 2],
      [100, 101],
    ]);
  });

  test("are tried one by one where one of them may be refused: nobody fails for another", async () => {
    const { batches, double } = doubling(1, 8);
    expect(await settled([1, -2, 3].map(double))).toEqual([2, REFUSED, 6]);
    expect(batches).toEqual([[1, -2, 3], [1], [-2], [3]]);
  });

  test("fail together where the work itself has failed, and the next ones are served", async () => {
    const { batches, double } = doubling(1, 8);
    expect(await settled([1, Number.NaN].map(double))).toEqual([BROKEN, BROKEN]);
    expect(await double(4)).toBe(8);
    expect(batches).toHaveLength(2);
  });
});
