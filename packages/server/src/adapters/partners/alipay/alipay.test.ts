import { createPrivateKey } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FundingAsk, PartnerPort } from "../../../engine/ports.ts";
import { guard } from "../guard.ts";
import { type AlipayServer, startAlipayServer } from "../testing/alipay-server.ts";
import { describeFaults } from "../testing/fault-matrix.ts";
import { describePort, redirectOf } from "../testing/port-contract.ts";
import { alipay } from "./alipay.ts";
import type { AlipayAddress } from "./gateway.ts";
import { beijingTime } from "./trade.ts";

const product = { method: "wallet_instalments", count: 6 } as const;
const options = { merchant: "shop", partner: "huabei", record: () => {}, opened: () => {} };
const addressOf = (server: AlipayServer, url = server.url): AlipayAddress => ({
  url: `${url}/gateway.do`,
  appId: server.appId,
  privateKey: server.appPrivateKey,
  alipayPublicKey: server.publicKey,
  notifyUrl: "https://shop.example/callbacks",
  returnUrl: "https://shop.example/plans",
  subject: "分期订单",
  sellerPays: [3],
});

describePort("Alipay", async (now) => {
  const server = await startAlipayServer();
  return {
    port: guard(alipay(addressOf(server), now), { ...options, now }),
    close: server.close,
    product,
    agree: server.pay,
    callback: async ({ reference }, atMs) => ({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: server.notify(reference, beijingTime(atMs)),
    }),
  };
});

describeFaults("Alipay", async () => {
  const server = await startAlipayServer();
  return {
    url: server.url,
    close: server.close,
    adapter: (url) => alipay(addressOf(server, url), Date.now),
    product,
    agree: server.pay,
  };
});

let server: AlipayServer;
let port: PartnerPort;
beforeAll(async () => {
  server = await startAlipayServer();
});
beforeEach(() => {
  port = guard(alipay(addressOf(server), Date.now), { ...options, now: Date.now });
  server.asked.length = 0;
});
afterAll(() => server.close());

const asking = (reference: string, more: Partial<FundingAsk> = {}): FundingAsk => ({
  reference,
  ...product,
  amount: 599_905,
  currency: "CNY",
  ...more,
});

test.each([
  [3, "100"],
  [6, "0"],
  [12, "0"],
])("Huabei in %d: who bears the fee is said with the order", async (count, percent) => {
  await server.pay(redirectOf(await port.authorise(asking(`p_${count}`, { count }), "k")));
  expect(server.asked.at(-1)!.biz).toMatchObject({
    out_trade_no: `p_${count}`,
    total_amount: "5999.05",
    enable_pay_channels: "pcreditpayInstallment",
    extend_params: { hb_fq_num: String(count), hb_fq_seller_percent: percent },
  });
});

test.each<Partial<FundingAsk>>([{ count: 9 }, { currency: "USD" }, { method: "card" }, { reference: "a-b" }])(
  "%j is never asked of Alipay",
  async (other) => {
    expect(await port.authorise(asking("p", other), "k")).toEqual({ kind: "failed", fault: "refused" });
    expect(await port.preCheck(asking("p", other))).toMatchObject({ value: { state: "declined" } });
    expect(server.asked).toEqual([]);
  },
);

test("other terms under a number that is used are refused by Alipay too: they need a new one", async () => {
  const first = redirectOf(await port.authorise(asking("terms"), "k"));
  const other = redirectOf(await port.authorise(asking("terms", { count: 12 }), "k"));
  await server.pay(first);
  await expect(server.pay(other)).rejects.toThrow("ACQ.CONTEXT_INCONSISTENT");
  await server.pay(redirectOf(await port.authorise(asking("terms_2", { count: 12 }), "k")));
});

test("a page that was opened and not paid waits, and is closed by a cancellation", async () => {
  const ask = asking("waits");
  await fetch(redirectOf(await port.authorise(ask, "k")));
  expect(await port.lookUp(ask)).toMatchObject({ value: { state: "pending" } });
  const cancel = { kind: "cancel", funding: ask, partnerId: "x", request: "c1", amount: ask.amount } as const;
  expect(await port.lookUpMovement(cancel)).toMatchObject({ value: undefined });
  expect(await port.cancel(cancel)).toMatchObject({ value: { state: "done" } });
  expect(await port.lookUpMovement(cancel)).toMatchObject({ value: { state: "done" } });
  expect(await port.lookUp(ask)).toMatchObject({ value: { state: "declined" } });
});

test("a request number is one refund: another amount under it is refused, and a part is never taken for the whole", async () => {
  const ask = asking("refunds");
  await server.pay(redirectOf(await port.authorise(ask, "k")));
  const refund = { kind: "refund", funding: ask, partnerId: "x", request: "r1", amount: 1 } as const;
  expect(await port.refund(refund)).toMatchObject({ value: { state: "done" } });
  expect(await port.refund({ ...refund, amount: 2 })).toEqual({ kind: "failed", fault: "refused" });
  expect(await port.lookUpMovement({ ...refund, amount: 2 })).toEqual({ kind: "failed", fault: "mismatch" });
});

test("an answer that Alipay did not sign is no answer", async () => {
  server.forge(true);
  expect(await port.authorise(asking("forged"), "k")).toEqual({ kind: "unclear", fault: "forged" });
  expect(await port.lookUp(asking("forged"))).toEqual({ kind: "failed", fault: "forged" });
  server.forge(false);
});

test("a key that is not ours is refused by Alipay; a bare key of its key tool is taken", async () => {
  const pkcs8 = createPrivateKey(server.appPrivateKey).export({ type: "pkcs8", format: "der" }).toString("base64");
  const bare = guard(alipay({ ...addressOf(server), privateKey: pkcs8 }, Date.now), { ...options, now: Date.now });
  expect(await bare.lookUp(asking("nobody"))).toEqual({ kind: "answered", value: undefined });
  const other = { ...addressOf(server), appId: "2021000000000000" };
  const stranger = guard(alipay(other, Date.now), { ...options, now: Date.now });
  expect(await stranger.lookUp(asking("nobody"))).toEqual({ kind: "failed", fault: "refused" });
});

test("a notification for another app, or about a refund of ours, changes nothing", async () => {
  const ask = asking("notified");
  await server.pay(redirectOf(await port.authorise(ask, "k")));
  const told = (more: { readonly [name: string]: string }) =>
    port.verifyCallback({ headers: {}, body: server.notify("notified", beijingTime(Date.now()), more) });
  expect(await told({ app_id: "2021000000000000" })).toEqual({ kind: "refused", why: "signature" });
  expect(await told({ trade_status: "ODD" })).toEqual({ kind: "refused", why: "form" });
  expect(await told({ gmt_refund: "2026-11-25 10:00:00.123" })).toEqual({ kind: "irrelevant", reply: "success" });
});
