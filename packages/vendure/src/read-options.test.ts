import { expect, test } from "vitest";
import { type Basics, readOptions } from "./read-options.ts";

const given: Basics = { url: "https://pay.example", secretKey: "sk_test_x" };

test("what can be used is taken as it is", () => {
  const more = { ...given, webhookSecrets: ["whsec_a"], timeZone: "Europe/Berlin", channel: "app" };
  expect(readOptions(given)).toBe(given);
  expect(readOptions(more)).toBe(more);
});

test.each([
  ["url", undefined],
  ["url", "pay.example"],
  ["secretKey", undefined],
  ["secretKey", "pk_test_x"],
  ["webhookSecrets", [undefined]],
  ["timeZone", "Shanghai"],
])("%s is named where it is %o", (field, value) => {
  expect(() => readOptions({ ...given, [field]: value } as Basics)).toThrow(`FenqiPlugin: ${field} must be`);
});
