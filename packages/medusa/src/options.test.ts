import { expect, test } from "vitest";
import { OptionsRefused, readOptions } from "./options.ts";

const given = { url: "https://pay.example/", secretKey: "sk_test_x" };

test("what is not said has its usual value", () => {
  expect(readOptions({ ...given, database: { theirs: true } })).toEqual({
    ...{ url: "https://pay.example", secretKey: "sk_test_x", webhookSecrets: [], channel: "web" },
    ...{ timeZone: "Asia/Shanghai", timeoutMs: 5_000, tellShoppers: false },
  });
  expect(readOptions({ ...given, webhookSecrets: ["whsec_a", "whsec_b"] }).webhookSecrets).toHaveLength(2);
});

test.each([
  ["url", { url: undefined }],
  ["url", { url: "pay.example" }],
  ["url", { url: "ftp://pay.example" }],
  ["secretKey", { secretKey: undefined }],
  ["secretKey", { secretKey: "pk_test_x" }],
  ["webhookSecrets", { webhookSecrets: "secret" }],
  ["webhookSecrets", { webhookSecrets: [undefined] }],
  ["channel", { channel: "" }],
  ["timeZone", { timeZone: "Shanghai" }],
  ["timeoutMs", { timeoutMs: 0 }],
  ["tellShoppers", { tellShoppers: "yes" }],
])("%s is named: %o", (field, wrong) => {
  const read = () => readOptions({ ...given, ...wrong });
  expect(read).toThrow(OptionsRefused);
  expect(read).toThrow(`options.${field} `);
});

test("a publishable key is told from a secret one", () => {
  expect(() => readOptions({ ...given, secretKey: "pk_live_x" })).toThrow("is a publishable key");
});
