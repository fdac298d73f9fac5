import { expect, test } from "vitest";
import { EMPTY_DRAFT, type Insert, messageOf, neverSaidIn, withInsert, withoutInsert, wordsOfDraft } from "./draft.ts";

const insert = (key: string): Insert => ({ key, words: { "zh-CN": `${key}。`, en: `${key}.` }, source: key });

test("own words come first, then the records' words as they stand, in the shopper's language", () => {
  const draft = withInsert(withInsert({ ...EMPTY_DRAFT, text: " 您好 " }, insert("a")), insert("b"));
  expect(wordsOfDraft(draft, "zh-CN")).toBe("您好\na。\nb。");
  expect(wordsOfDraft(draft, "en")).toBe("您好\na.\nb.");
});

test("an insert is there once, and can be taken out", () => {
  const draft = withInsert(withInsert(withInsert(EMPTY_DRAFT, insert("a")), insert("b")), insert("a"));
  expect(draft.inserts.map(({ key }) => key)).toEqual(["b", "a"]);
  expect(wordsOfDraft(withoutInsert(draft, "a"), "en")).toBe("b.");
});

test("a note is the agent's words alone, and inserting makes it an answer again", () => {
  const note = { ...withInsert(EMPTY_DRAFT, insert("a")), text: "seen", internal: true };
  expect(wordsOfDraft(note, "en")).toBe("seen");
  expect(withInsert(note, insert("b")).internal).toBe(false);
});

test("words that must not be said are found in any case", () => {
  expect(neverSaidIn("Your Credit Score is fine", ["credit score", "违规"])).toEqual(["credit score"]);
  expect(neverSaidIn("您好", ["credit score", "违规"])).toEqual([]);
});

test("explanations are sent by themselves with their record, everything else as own words", () => {
  const record = { ...insert("x"), explanation: { id: "exp_x", version: 3 } };
  const draft = withInsert(withInsert({ ...EMPTY_DRAFT, text: "您好" }, record), insert("a"));
  const explanations = [{ id: "exp_x", version: 3, text: "x." }];
  expect(messageOf(draft, "en")).toEqual({ text: "您好\na.", explanations });
  expect(messageOf(withInsert(EMPTY_DRAFT, record), "en")).toEqual({ explanations });
  expect(messageOf({ ...draft, internal: true }, "en")).toEqual({ text: "您好", internal: true });
});
