import { expect, test } from "vitest";
import { differencesOf, partsOf } from "./differences.ts";

const row = (n: number, fields: object = {}) => ({
  n,
  due_on: `2026-12-0${n}`,
  state: "upcoming" as const,
  principal: 1_000,
  interest: 0,
  fee: 20,
  late: 0,
  total: 1_020,
  paid: 0,
  ...fields,
});

test("only rows that change are told, each part before and after", () => {
  const after = [row(1), row(2, { principal: 500, fee: 10, total: 510 })];
  const [difference, ...others] = differencesOf([row(1), row(2)], after);
  expect(others).toEqual([]);
  expect(difference).toMatchObject({ n: 2, parts: { principal: [1_000, 500], fee: [20, 10], owed: [1_020, 510] } });
  expect(partsOf([difference!])).toEqual(["principal", "fee", "owed"]);
});

test("a repayment changes what is owed, a moved day the day alone", () => {
  const paid = differencesOf([row(1)], [row(1, { paid: 1_020, state: "paid" })]);
  expect([paid[0]!.parts.owed, partsOf(paid)]).toEqual([[1_020, 0], ["owed"]]);
  const [moved] = differencesOf([row(1)], [row(1, { due_on: "2026-12-09" })]);
  expect(moved!.due).toEqual(["2026-12-01", "2026-12-09"]);
});
