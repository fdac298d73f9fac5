import { expect, test } from "vitest";
import { movesOf, openParts } from "./moves.ts";
import type { AdjustmentRecord } from "./reach.ts";

const everything = () => true;
const whole = {
  kind: "suspend",
  explanation: { id: "a.why", version: 1, "zh-CN": "暂停", en: "Paused" },
  back: { kind: "none" },
  alternatives: "auto",
  compensation: "none",
};
const record = (state: AdjustmentRecord["state"], more: object = {}) =>
  ({ state, authors: ["op-lin"], review: null, approval: null, adjustment: whole, ...more }) as AdjustmentRecord;

test("a draft names the parts that are not written yet", () => {
  const bare = record("draft", { adjustment: { kind: "suspend", explanation: { "zh-CN": "暂停" } } });
  expect(openParts(bare)).toEqual(["en", "back", "alternatives", "compensation"]);
  const [submit] = movesOf(bare, "op-lin", everything);
  expect(submit).toEqual({ id: "submit", hindrance: { kind: "open", parts: openParts(bare) } });
  expect(movesOf(record("draft"), "op-lin", everything)[0]).toEqual({ id: "submit" });
});

test("an announcement needs a title instead of decisions", () => {
  const bare = record("draft", { adjustment: { kind: "inform", title: { "zh-CN": "公告" }, back: { kind: "none" } } });
  expect(openParts(bare)).toEqual(["titleEn", "zh", "en"]);
});

test("nobody approves what they wrote, however much they may", () => {
  const [own] = movesOf(record("submitted"), "op-lin", everything);
  const [other] = movesOf(record("submitted"), "ap-zhou", everything);
  expect([own?.hindrance, other?.hindrance]).toEqual([{ kind: "author" }, undefined]);
});

test("a missing permission is named", () => {
  const [, reject] = movesOf(record("submitted"), "vi-chen", () => false);
  expect(reject?.hindrance).toEqual({ kind: "permission", permission: "adjustments:approve" });
});

test("an emergency in force is reviewed first, once", () => {
  const review = { due_at: "2026-11-26T00:00:00.000Z", state: "due" };
  const ids = (more: object) =>
    movesOf(record("active", { review, ...more }), "ap-zhou", everything).map(({ id }) => id);
  expect(ids({})).toEqual(["review", "lift", "extend", "update"]);
  expect(ids({ approval: { by: "ap-zhou", at: "" } })).toEqual(["lift", "extend", "update"]);
});

test("what is over has no moves", () => {
  expect(["closed", "withdrawn"].flatMap((state) => movesOf(record(state as never), "x", everything))).toEqual([]);
});
