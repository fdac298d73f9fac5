import { expect, test } from "vitest";
import { differencesOf } from "./difference.ts";

test.each([
  ["something new", null, { state: "open" }, [{ field: "state", before: undefined, after: "open" }]],
  ["something gone", { state: "open" }, null, [{ field: "state", before: "open", after: undefined }]],
  ["the same", { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
  [
    "deep fields by their names",
    { words: { en: "old", "zh-CN": "同" }, n: 1 },
    { words: { en: "new", "zh-CN": "同" }, n: 1 },
    [{ field: "words.en", before: "old", after: "new" }],
  ],
  ["a list is one value", { steps: [1, 2] }, { steps: [2, 1] }, [{ field: "steps", before: "[1,2]", after: "[2,1]" }]],
  ["null is nothing", { until: null }, { until: "2026" }, [{ field: "until", before: undefined, after: "2026" }]],
  ["nothing at all", null, null, []],
])("%s", (_, before, after, expected) => {
  expect(differencesOf(before, after)).toEqual(expected);
});
