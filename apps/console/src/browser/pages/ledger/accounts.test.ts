import { expect, test } from "vitest";
import { type Account, byCurrency } from "./accounts.ts";

const account = (name: string, kind: Account["class"], debit: number, credit: number, currency = "CNY"): Account => ({
  account: name,
  name: { "zh-CN": name, en: name },
  class: kind,
  partner: null,
  currency,
  debit,
  credit,
  balance: debit - credit,
});

test("each currency has its classes in their order and sums that close", () => {
  const found = byCurrency([
    account("interest_income", "income", 0, 40),
    account("bank", "asset", 100, 60),
    account("bank", "asset", 7, 7, "EUR"),
  ]);
  expect(found.map(({ currency }) => currency)).toEqual(["CNY", "EUR"]);
  expect(found[0]).toMatchObject({ debit: 100, credit: 100, balance: 0, largest: 100 });
  expect(found[0]!.classes.map(({ name }) => name)).toEqual(["asset", "income"]);
});
