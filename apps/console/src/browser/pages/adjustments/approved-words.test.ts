import { expect, test } from "vitest";
import { approvedWords, usedWords } from "./approved-words.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = (id: string, text = id) => ({ id, version: 1, "zh-CN": text, en: text });
const record = (explanation: object, approved: boolean, kind = "suspend") =>
  ({
    adjustment: { explanation, kind },
    approval: approved ? { by: "ap-zhou", at: "2026-11-22T02:00:00.000Z" } : null,
  }) as unknown as AdjustmentRecord;

test("words are offered that were approved, whole, and each once", () => {
  const explanations = [words("off.incident"), words("off.withdrawn", "since {day}"), words("twin", "off.incident")];
  const earlier = [record(words("adj_1.why"), true), record(words("adj_2.why"), false), record({}, true)];
  expect(approvedWords({ explanations, offers: [] }, earlier).map(({ id }) => id)).toEqual(["twin", "adj_1.why"]);
});

test("words that explain something else are offered for no pause", () => {
  const offers = [
    { terms: [{ explanation: "cheaper" }], conditions: { rules: [{ explanation: "bundle" }] } },
  ] as unknown as Parameters<typeof approvedWords>[0]["offers"];
  const ids = ["restored", "off.order.min", "off.personal.lender", "cheaper", "bundle", "off.maintenance", "ours"];
  const explanations = ids.map((id) => words(id));
  expect(approvedWords({ explanations, offers }, []).map(({ id }) => id)).toEqual(["off.maintenance", "ours"]);
});

test("a draft may begin with words that nobody approved yet, but of no announcement", () => {
  const earlier = [record(words("adj_1.why"), false), record(words("adj_2.why"), true, "inform")];
  expect(usedWords({ explanations: [], offers: [] }, earlier).map(({ id }) => id)).toEqual(["adj_1.why"]);
});
