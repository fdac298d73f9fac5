import { expect, test } from "vitest";
import { lend, takeBack } from "./lent-memory.ts";

const filled = (length: number, value: number) => lend(length).fill(value);

test("what was given back is lent again, also to a shorter text", () => {
  const first = filled(100, 1);
  takeBack(first);
  const second = filled(60, 2);
  expect([second.length, second.buffer === first.buffer]).toEqual([60, true]);
  takeBack(second);
  expect(lend(101).buffer === first.buffer).toBe(false);
});

test("what was not given back stays as it is, also when another's memory comes back", () => {
  const held = filled(100, 1);
  const other = filled(100, 2);
  takeBack(held);
  const another = filled(100, 3);
  expect([held[0], other[0], another[0]]).toEqual([1, 2, 3]);
  takeBack(another);
  filled(100, 4);
  expect([held[0], other[0]]).toEqual([1, 2]);
});
