import { describe, expect, test } from "vitest";
import type { StoreClient } from "../quote/ask.ts";
import type { Visit } from "../visit.ts";
import { addTo, EMPTY } from "./basket.ts";
import { ownVouchers, priceVisit, useVoucher } from "./voucher.ts";

const CODE = "7K2M-94QF-0XZT-5RAD";
const VALID = { code: CODE, amount: 5_000, currency: "CNY", state: "valid", order: null };
const visit = { basket: { ...addTo(EMPTY, "yuanshan-5.cream.512"), voucher: CODE }, shopper: "s" } as unknown as Visit;

/** An API that answers this; a number is a refusal's status. */
const api = (answer: object | number) => {
  const say = async () => {
    if (typeof answer === "number") throw Object.assign(new Error("refused"), { status: answer });
    return answer;
  };
  return { voucher: say, vouchers: say, redeemVoucher: say } as unknown as StoreClient;
};

describe("a voucher in the cart", () => {
  test.each([
    ["that is valid", VALID, -5_000, null],
    ["that this order used", { ...VALID, state: "used", order: "q_1" }, -5_000, null],
    ["that another order used", { ...VALID, state: "used", order: "q_2" }, 0, "voucherUsed"],
    ["that has expired", { ...VALID, state: "expired" }, 0, "voucherExpired"],
    ["in another currency", { ...VALID, currency: "EUR" }, 0, "voucherUnknown"],
    ["that nobody knows", 422, 0, "voucherUnknown"],
    ["that cannot be asked for", 503, 0, "voucherUnread"],
    ["worth more than the cart", { ...VALID, amount: 600_000 }, 0, "voucherTooMuch"],
  ] as const)("%s", async (_, answer, voucher, voucherNote) => {
    const basket = await priceVisit(api(answer), visit, "q_1");
    expect(basket).toMatchObject({ voucher, voucherNote, total: 559_900 + voucher });
  });

  test("is used when the order is confirmed; a refusal stops the order, a failure is thrown", async () => {
    const basket = await priceVisit(api(VALID), visit);
    expect(await useVoucher(api(VALID), basket, "q_1")).toBe(true);
    expect(await useVoucher(api(409), basket, "q_1")).toBe(false);
    await expect(useVoucher(api(503), basket, "q_1")).rejects.toThrow("refused");
    expect(await useVoucher(api(409), { ...basket, voucherCode: null }, "q_1")).toBe(true);
  });

  test("is offered where it can be used", async () => {
    const items = [VALID, { ...VALID, state: "used" }, { ...VALID, code: null }, { ...VALID, currency: "EUR" }];
    expect(await ownVouchers(api({ items }), visit)).toEqual([{ code: CODE, amount: 5_000 }]);
    expect(await ownVouchers(api(503), visit)).toEqual([]);
  });
});
