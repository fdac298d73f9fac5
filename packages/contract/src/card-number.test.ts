import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsKnownCard, mayHoldCard, passesLuhn } from "./card-number.ts";
import { checkShape, ROUTES } from "./index.ts";

/** Test numbers that schemes and processors publish. */
const CARDS = [
  "4111111111111111",
  "4222222222222",
  "5555555555554444",
  "2223003122003222",
  "378282246310005",
  "6200000000000005",
  "6222021234567890128",
  "3530111333300000",
  "6011111111111117",
];

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(""));
/** Thirteen to nineteen digits. */
const numbers = fc.integer({ min: 13, max: 19 }).chain(digits);
/** The same with its last digit set so that it passes. */
const passing = numbers.map((number) => {
  const stem = number.slice(0, -1);
  return [..."0123456789"].map((last) => stem + last).find(passesLuhn)!;
});
const separator = fc.constantFrom("", " ", "-", " - ", "–");

describe("numbers of cards", () => {
  test.each(CARDS)("%s is one, in one piece, in groups and inside words", (card) => {
    expect([passesLuhn(card), holdsKnownCard(card), holdsKnownCard(`order-${card}`)]).toEqual([true, true, true]);
    for (const text of [card, card.replace(/(\d{4})(?=\d)/g, "$1 "), `我的卡号是${card}，谢谢`, `12 ${card}`])
      expect([text, mayHoldCard(text)]).toEqual([text, true]);
  });

  test("any 13 to 19 digits that pass Luhn are refused in words, however they are set apart", () => {
    fc.assert(
      fc.property(passing, separator, fc.nat(18), (card, between, at) => {
        expect(mayHoldCard(`${card.slice(0, at)}${at > 0 ? between : ""}${card.slice(at)}`)).toBe(true);
      }),
    );
  });

  test("and those that fail Luhn pass; a wrong digit always fails it", () => {
    fc.assert(
      fc.property(passing, fc.nat(18), fc.integer({ min: 1, max: 9 }), (card, place, by) => {
        const at = place % card.length;
        const wrong = card.slice(0, at) + ((Number(card[at]) + by) % 10) + card.slice(at + 1);
        expect([passesLuhn(wrong), mayHoldCard(wrong), holdsKnownCard(wrong)]).toEqual([false, false, false]);
      }),
    );
  });

  test("shorter and longer numbers, and telephones with their +, are words like others", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }).chain(digits), (text) => !mayHoldCard(text)));
    fc.assert(fc.property(fc.integer({ min: 20, max: 40 }).chain(digits), (text) => !mayHoldCard(text)));
    fc.assert(fc.property(passing, (number) => !mayHoldCard(`call +${number}`)));
  });

  test("full-width digits are digits", () => {
    expect(mayHoldCard("４１１１ １１１１ １１１１ １１１１")).toBe(true);
  });

  test("an order's number may pass Luhn, unless it is of a scheme in its length", () => {
    const luhn = ["20261122103000005", "1234567890128", "9999999999999995", "41111111111116", "bank-20261222-0017"];
    for (const number of luhn) expect([number, holdsKnownCard(number)]).toEqual([number, false]);
  });
});

describe("where a store or a shopper writes", () => {
  const card = "4111 1111 1111 1111";
  const plain = "4111111111111111";
  test.each([
    [ROUTES.acceptPlan.body.properties.order_ref, plain],
    [ROUTES.repayPlan.body.properties.reference, plain],
    [ROUTES.redeemVoucher.body.properties.order, plain],
    [ROUTES.createQuote.body.properties.shopper.properties.ref, plain],
    [ROUTES.refundPlan.body.properties.reason, card],
    [ROUTES.writeOff.body.properties.reason, card],
    [ROUTES.openDispute.body.properties.reason, card],
    [ROUTES.cancelPlan.body.properties.reason, plain],
    [ROUTES.openCase.body.properties.text, card],
    [ROUTES.writeCase.body.properties.text, card],
    [ROUTES.writeCaseLink.body.properties.text, card],
    [ROUTES.askGoodwill.body.properties.reason, card],
    [ROUTES.decideGoodwill.body.properties.note, card],
    [ROUTES.setPlanContact.body.properties.title, card],
    [ROUTES.proposeChange.body.properties.write_off.properties.reason, card],
    [ROUTES.postUpdate.body.properties.text.properties["zh-CN"], card],
  ])("%# a card's number is refused at its place", (schema, text) => {
    expect(checkShape(schema, text)).toEqual([
      { pointer: "", code: "card_number", detail: "must not hold the number of a card" },
    ]);
    expect(checkShape(schema, text.replace(/1$/, "2"))).toEqual([]);
  });

  test("the reason names the field", () => {
    const body = { text: `卡号 ${card}`, locale: "zh-CN" };
    expect(checkShape(ROUTES.openCase.body, body)).toMatchObject([{ pointer: "/text", code: "card_number" }]);
  });
});
