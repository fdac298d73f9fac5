import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { readIncidentRamp, readPartners } from "./partners.ts";

const told = () => {
  const wrongs: string[] = [];
  return { wrongs, wrong: (name: string, what: string) => void wrongs.push(`${name} ${what}`) };
};
const one = {
  merchant: "main",
  partner: "bank",
  adapter: "sandbox",
  url: "http://127.0.0.1:4181",
  secret: "whsec_YWJj",
};

test("partners are read as they stand; none where nothing is said", () => {
  const { wrongs, wrong } = told();
  expect(readPartners(JSON.stringify([one]), wrong)).toEqual([one]);
  expect(readPartners(undefined, wrong)).toBeUndefined();
  expect(wrongs).toEqual([]);
});

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const huabei = {
  merchant: "main",
  partner: "huabei",
  adapter: "alipay",
  app_id: "2021000122671080",
  private_key: privateKey,
  alipay_public_key: "MIIB",
  notify_url: "https://shop.example/callbacks",
  return_url: "https://shop.example/plans",
  subject: "YWJj",
  seller_pays: [3],
};
const cards = {
  merchant: "main",
  partner: "cards",
  adapter: "stripe",
  secret_key: "sk_test_YWJj",
  webhook_secret: "whsec_YWJj",
  pay_url: "https://shop.example/pay",
  currency: "MXN",
  counts: [3, 6],
};

test("Alipay and Stripe are read with their own addresses, unless another is named", () => {
  const { wrongs, wrong } = told();
  const read = readPartners(JSON.stringify([huabei, { ...cards, url: "http://127.0.0.1:9" }]), wrong);
  expect(wrongs).toEqual([]);
  expect(read).toEqual([
    {
      ...{ merchant: "main", partner: "huabei", adapter: "alipay" },
      url: "https://openapi.alipay.com/gateway.do",
      appId: huabei.app_id,
      privateKey,
      alipayPublicKey: "MIIB",
      notifyUrl: huabei.notify_url,
      returnUrl: huabei.return_url,
      subject: "YWJj",
      sellerPays: [3],
    },
    {
      ...{ merchant: "main", partner: "cards", adapter: "stripe" },
      url: "http://127.0.0.1:9",
      secretKey: "sk_test_YWJj",
      webhookSecret: "whsec_YWJj",
      payUrl: cards.pay_url,
      currency: "MXN",
      counts: [3, 6],
    },
  ]);
});

test.each([
  JSON.stringify([{ ...huabei, private_key: "YWJj" }]),
  JSON.stringify([{ ...huabei, notify_url: "http://shop.example/" }]),
  JSON.stringify([{ ...huabei, subject: "a=YWJj" }]),
  JSON.stringify([{ ...huabei, seller_pays: [0] }]),
  JSON.stringify([{ ...huabei, secret: "YWJj" }]),
  JSON.stringify([{ ...cards, url: "http://stripe.example" }]),
  JSON.stringify([{ ...cards, currency: "mxn" }]),
  JSON.stringify([{ ...cards, counts: "3" }]),
  JSON.stringify([{ ...cards, adapter: "toString" }]),
  "[null]",
  "{",
  "{}",
  JSON.stringify([{ ...one, adapter: "other" }]),
  JSON.stringify([{ ...one, url: "ftp://x" }]),
  JSON.stringify([{ ...one, url: "http://user:pass@x" }]),
  JSON.stringify([{ ...one, secret: "" }]),
])("%s is refused, without its secrets", (text) => {
  const { wrongs, wrong } = told();
  expect(readPartners(text, wrong)).toBeUndefined();
  expect(wrongs).toHaveLength(1);
  expect(wrongs[0]).not.toContain("YWJj");
});

test("an incident's ramp is shares with minutes", () => {
  const { wrongs, wrong } = told();
  expect(readIncidentRamp("10%:5, 100%:0", wrong)?.steps).toEqual([
    { share_ppm: 100_000, dwell_minutes: 5 },
    { share_ppm: 1_000_000, dwell_minutes: 0 },
  ]);
  for (const text of ["10%", "50%:1,10%:1,100%:0", "10%:5"]) expect(readIncidentRamp(text, wrong)).toBeUndefined();
  expect(wrongs).toHaveLength(3);
});
