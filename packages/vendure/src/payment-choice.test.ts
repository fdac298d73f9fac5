import { describe, expect, test } from "vitest";
import { choiceOf } from "./payment-choice.ts";

const consent = {
  ...{ disclosure: "cn-2026-08-01", language: "en" },
  ...{ shown_at: "2026-11-30T00:00:00.000Z", confirmed_at: "2026-11-30T00:00:11.000Z" },
};
const metadata = { token: "t", seal: "s", option: "own-12", consent };

describe("a payment's metadata", () => {
  test("is the choice, and nothing that is not known", () => {
    expect(choiceOf({ ...metadata, other: 1 })).toEqual(metadata);
    expect(choiceOf({ ...metadata, return_url: "https://shop.example/" }).return_url).toBe("https://shop.example/");
  });

  test.each([
    [{ token: "" }, "metadata.token is missing"],
    [{ seal: 5 }, "metadata.seal is missing"],
    [{ option: undefined }, "metadata.option is missing"],
    [{ consent: null }, "metadata.consent is missing"],
    [{ consent: { ...consent, language: "de" } }, "metadata.consent.language is zh-CN or en"],
    [{ consent: { ...consent, shown_at: 0 } }, "metadata.consent.shown_at is missing"],
    [{ return_url: 1 }, "metadata.return_url is missing"],
  ])("names what is wrong: %j", (change, message) => {
    expect(() => choiceOf({ ...metadata, ...change })).toThrow(message);
  });
});
