import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvLine } from "./csv.ts";

test.each([
  ["plain", '"plain"'],
  ['say "hi", 你好', '"say ""hi"", 你好"'],
  ["=1+1", `"'=1+1"`],
  ["+1", `"'+1"`],
  ["-1", `"'-1"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["\r=1", `"'\r=1"`],
  ["\n=1", `"'\n=1"`],
  [" =1", `"' =1"`],
  ["\0=1", `"'=1"`],
  ["＝1", `"'＝1"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ["a=b", '"a=b"'],
  ["", '""'],
])("%j", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test("no cell begins a formula, and none ends early", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", '"', ",", "\0", " ", "a") }),
      (text) => {
        const cell = csvCell(text);
        expect(cell).not.toMatch(/^"[=+\-@\t\r\0]/);
        expect(cell.slice(1, -1).replaceAll('""', "")).not.toContain('"');
      },
    ),
  );
});

test("a line has every cell and ends as RFC 4180 says", () => {
  expect(csvLine(["a", "b,c"])).toBe('"a","b,c"\r\n');
});
