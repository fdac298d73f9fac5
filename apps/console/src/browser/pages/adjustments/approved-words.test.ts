import { expect, test } from "vitest";
import { approvedWords } from "./approved-words.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = (id: string, text = id) => ({ id, version: 1, "zh-CN": text, en: text });
const record = (explanation: object, approved: boolean) =>
  ({
    adjustment: { explanation },
    approval: approved ? { by: "ap-zhou", at: "2026-11-22T02:00:00.000Z" } : null,
  }) as unknown as AdjustmentRecord;

test("words are offered that were approved, whole, and each once", () => {
  const explanations = [words("off.incident"), words("off.withdrawn", "since {day}"), words("twin", "off.incident")];
  const earlier = [record(words("adj_1.why"), true), record(words("adj_2.why"), false), record({}, true)];
  expect(approvedWords({ explanations }, earlier).map(({ id }) => id)).toEqual(["twin", "adj_1.why"]);
});
