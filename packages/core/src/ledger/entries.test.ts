import { describe, expect, test } from "vitest";
import { closePosting, credit, debit, isBalanced, MOVEMENTS, openPosting, postMovement, transfer } from "./index.ts";

describe("a posting", () => {
  test("has a debit above zero and a credit below, and nothing for zero", () => {
    const posting = openPosting(null);
    debit(posting, "bank", 500);
    credit(posting, "cash_in_transit", 500);
    debit(posting, "bank", 0);
    credit(posting, "cash_in_transit", 0);
    expect(closePosting(posting)).toEqual([
      { account: "bank", partner: null, amount: 500 },
      { account: "cash_in_transit", partner: null, amount: -500 },
    ]);
  });

  test("makes one line of several on one side of an account, and keeps the sides apart", () => {
    const posting = openPosting(null);
    debit(posting, "bank", 300);
    debit(posting, "bank", 200);
    credit(posting, "bank", 100);
    credit(posting, "cash_in_transit", 400);
    expect(closePosting(posting).map(({ account, amount }) => [account, amount])).toEqual([
      ["bank", 500],
      ["bank", -100],
      ["cash_in_transit", -400],
    ]);
  });

  test("transfers either way, and nothing for zero", () => {
    const posting = openPosting(null);
    transfer(posting, "bank", "cash_in_transit", 0);
    expect(posting.lines).toEqual([]);
    transfer(posting, "bank", "cash_in_transit", -70);
    expect(closePosting(posting).map(({ account, amount }) => [account, amount])).toEqual([
      ["bank", -70],
      ["cash_in_transit", 70],
    ]);
  });

  test("names the partner on accounts that are kept by partner, and on no other", () => {
    const posting = openPosting("shibei");
    debit(posting, "partner_receivable", 40);
    credit(posting, "bank", 40);
    expect(closePosting(posting).map(({ partner }) => partner)).toEqual(["shibei", null]);
    expect(() => debit(openPosting(null), "partner_receivable", 1)).toThrow("names one");
  });

  test("refuses less than zero, and to close while its sides differ", () => {
    expect(() => debit(openPosting(null), "bank", -1)).toThrow(RangeError);
    expect(() => credit(openPosting(null), "bank", -1)).toThrow(RangeError);
    const posting = openPosting(null);
    debit(posting, "bank", 5);
    expect(() => closePosting(posting)).toThrow("balances");
  });
});

test("books and memo accounts balance each for itself", () => {
  const line = (account: "bank" | "cash_in_transit" | "memo_shopper_owes" | "memo_partner_claim", amount: number) => ({
    account,
    amount,
  });
  const books = [line("bank", 9), line("cash_in_transit", -9)];
  const memo = [line("memo_shopper_owes", 4), line("memo_partner_claim", -4)];
  for (const balanced of [[], books, memo, [...books, ...memo]]) expect(isBalanced(balanced)).toBe(true);
  expect(isBalanced([line("bank", 9), line("memo_shopper_owes", -9)])).toBe(false);
  expect(isBalanced([...books, line("memo_shopper_owes", 4)])).toBe(false);
  expect(isBalanced([...memo, line("bank", 1)])).toBe(false);
});

test.each(Object.entries(MOVEMENTS))("%s is one debit and one credit", (name, [debited, credited]) => {
  const lines = postMovement(name as keyof typeof MOVEMENTS, "shibei", 1_234);
  expect(lines.map(({ account, amount }) => [account, amount])).toEqual([
    [debited, 1_234],
    [credited, -1_234],
  ]);
});
