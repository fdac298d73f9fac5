import { expect, test } from "vitest";
import { demandPath, demandSteps, sumOf } from "./demand.ts";

const hour = (at: number, joined: number, told = 0, gone = 0) => ({
  at: `2026-11-22T0${at}:00:00.000Z`,
  joined,
  told,
  gone,
});

test("those who wait now are what is counted back from", () => {
  const hours = [hour(1, 3), hour(2, 2, 0, 1), hour(4, 0, 3)];
  expect(demandSteps(hours, 1).map(({ waiting }) => waiting)).toEqual([3, 4, 1]);
  expect([sumOf(hours, "joined"), sumOf(hours, "told"), sumOf(hours, "gone")]).toEqual([5, 3, 1]);
});

test("what came before the first hour is kept", () => {
  expect(demandSteps([hour(1, 1)], 5).map(({ waiting }) => waiting)).toEqual([5]);
  expect(demandSteps([], 5)).toEqual([]);
});

test("a step is a corner, and the last one runs to now", () => {
  const span = { from: Date.parse("2026-11-22T00:00:00Z"), until: Date.parse("2026-11-22T10:00:00Z"), top: 4 };
  expect(demandPath(demandSteps([hour(1, 2), hour(5, 2)], 4), span, 100, 40)).toBe("M0 40H10V20H50V0H100");
});
