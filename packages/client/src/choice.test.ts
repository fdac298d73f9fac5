import { describe, expect, test } from "vitest";
import { readChoice } from "./index.ts";

const consent = {
  ...{ disclosure: "cn-2026-08-01", language: "en" },
  ...{ shown_at: "2026-11-30T00:00:00.000Z", confirmed_at: "2026-11-30T00:00:11.000Z" },
};
const sent = { quote_token: "t", seal: "s", option: "own-12", consent };

describe("a choice", () => {
  test("is read, and nothing beside it", () => {
    expect(readChoice({ ...sent, price: 1, consent: { ...consent, price: 1 } })).toEqual(sent);
    expect(readChoice({ ...sent, return_url: "https://shop.example/" }).return_url).toBe("https://shop.example/");
  });

  test.each([
    [{ quote_token: "" }, "quote_token"],
    [{ quote_token: "x".repeat(2_049) }, "quote_token"],
    [{ seal: 5 }, "seal"],
    [{ option: undefined }, "option"],
    [{ consent: null }, "consent"],
    [{ consent: { ...consent, language: "de" } }, "consent.language"],
    [{ consent: { ...consent, shown_at: 0 } }, "consent.shown_at"],
    [{ return_url: 1 }, "return_url"],
  ])("names what is wrong: %j", (change, field) => {
    expect(() => readChoice({ ...sent, ...change })).toThrow(
      expect.objectContaining({ name: "ChoiceUnusable", field }),
    );
  });
});
