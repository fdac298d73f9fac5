import { expect, test } from "vitest";
import { clearDesk, lendBehind, piece, takeBack, writePiece, written } from "./byte-desk.ts";

const BEFORE = 8;

/** A text of so many bytes of one value, lent. */
function lent(length: number, value: number): Buffer {
  clearDesk(BEFORE);
  writePiece(Buffer.alloc(length, value));
  return lendBehind("");
}

test("what was given back is written over by the next text, also by a shorter one", () => {
  const first = lent(100, 1);
  takeBack(first);
  const second = lent(60, 2);
  expect([second.length, second.buffer === first.buffer]).toEqual([60, true]);
  takeBack(second);
});

test("what was not given back stays as it is, whatever comes back meanwhile, and is given back once", () => {
  const [held, first, second] = [lent(100, 1), lent(100, 2), lent(100, 3)];
  takeBack(first);
  takeBack(Buffer.alloc(100));
  const third = lent(1_000, 4);
  expect([held[0], second[0], third[999]]).toEqual([1, 3, 4]);
  takeBack(second);
  takeBack(second);
  const [fourth, fifth] = [lent(100, 5), lent(100, 6)];
  expect(fourth.buffer === second.buffer).toBe(true);
  expect([held[0], third[0], fourth[0], fifth[0]]).toEqual([1, 4, 5, 6]);
});

test("a head stands before what was written, and stands elsewhere where there is no room for it", () => {
  const whole = (head: string) => {
    clearDesk(BEFORE);
    writePiece(piece('"远山"}'));
    const text = lendBehind(head);
    const said = [text.toString(), written().toString()];
    takeBack(text);
    return said;
  };
  expect(whole('{"a":1,')).toEqual(['{"a":1,"远山"}', '"远山"}']);
  expect(whole('{"a":1,"b":2,')).toEqual(['{"a":1,"b":2,"远山"}', '"远山"}']);
});
