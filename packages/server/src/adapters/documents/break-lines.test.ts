import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines } from "./break-lines.ts";

/** Chinese is twice as wide as Latin. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e80 ? 2 : 1), 0);

test.each([
  ["由青禾消费金融收取，随每期还款", 16, ["由青禾消费金融收", "取，随每期还款"]],
  ["含息费（359.93）", 10, ["含息费", "（359.93）"]],
  ["after 12 seconds of reading", 12, ["after 12", "seconds of", "reading"]],
  ["plan_01M7A7X33P4ASSDX", 8, ["plan_01M", "7A7X33P4", "ASSDX"]],
  ["利息\n不收取", 80, ["利息", "不收取"]],
  ["", 10, [""]],
])("%s within %d", (text, width, lines) => {
  expect(breakLines(text, width, widthOf)).toEqual(lines);
});

test("nothing is lost but spaces at breaks, and no line is too wide", () => {
  const words = fc.stringMatching(/^[a-z ，。（）本金利息0-9]{0,80}$/);
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 60 }), (text, width) => {
      const lines = breakLines(text, width, widthOf);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 300 },
  );
});
