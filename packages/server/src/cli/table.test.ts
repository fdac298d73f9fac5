import { describe, expect, test } from "vitest";
import { cells, table } from "./table.ts";

describe("cells", () => {
  test.each([
    ["abc", 3],
    ["青禾消费金融", 12],
    ["12 期，¥4,999.00", 16],
    ["é", 1],
    ["e\u0301", 1],
    ["（单利）", 8],
    ["𠮷", 2],
    ["", 0],
  ])("%s takes %d", (text, width) => {
    expect(cells(text)).toBe(width);
  });
});

test("columns stand under their heads, whatever the script", () => {
  const lines = table(
    [{ head: "资金方" }, { head: "total", align: "right" }, { head: "x" }],
    [
      ["青禾消费金融", "5,358.93", "a"],
      ["card", "4.00", ""],
    ],
  );
  expect(lines).toEqual(["资金方           total  x", "青禾消费金融  5,358.93  a", "card              4.00"]);
});
