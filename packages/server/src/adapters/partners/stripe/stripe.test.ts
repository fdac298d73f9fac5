import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FundingAsk, MovementAsk, PartnerPort } from "../../../engine/ports.ts";
import { guard } from "../guard.ts";
import { describeFaults } from "../testing/fault-matrix.ts";
import { describePort, redirectOf } from "../testing/port-contract.ts";
import { type StripeServer, startStripeServer } from "../testing/stripe-server.ts";
import type { StripeAddress } from "./client.ts";
import { stripe } from "./stripe.ts";

const product = { method: "card_instalments", count: 6 } as const;
const options = { merchant: "shop", partner: "cards", record: () => {}, opened: () => {} };
const addressOf = (server: StripeServer, url = server.url): StripeAddress => ({
  url,
  secretKey: server.secretKey,
  webhookSecret: server.webhookSecret,
  payUrl: "https://shop.example/pay?lang=zh",
  currency: "CNY",
  counts: [3, 6],
});

describePort("Stripe", async (now) => {
  const server = await startStripeServer();
  return {
    port: guard(stripe(addressOf(server)), { ...options, now }),
    close: server.close,
    product,
    agree: server.confirm,
    callback: async ({ reference }, atMs) =>
      server.webhook("payment_intent.amount_capturable_updated", server.intent(reference), atMs),
  };
});

describeFaults("Stripe", async () => {
  const server = await startStripeServer();
  return {
    url: server.url,
    close: server.close,
    adapter: (url) => stripe(addressOf(server, url)),
    product,
    agree: server.confirm,
  };
});

let server: StripeServer;
let port: PartnerPort;
beforeAll(async () => {
  server = await startStripeServer();
});
beforeEach(() => {
  port = guard(stripe(addressOf(server)), { ...options, now: Date.now });
  server.asked.length = 0;
  Object.assign(server.state, { cards: true, declineCaptures: false, refunds: "succeeded", busy: false });
});
afterAll(() => server.close());

const asking = (reference: string, more: Partial<FundingAsk> = {}): FundingAsk => ({
  reference,
  ...product,
  amount: 599_900,
  currency: "CNY",
  ...more,
});
async function fund(reference: string, more: Partial<FundingAsk> = {}) {
  const funding = asking(reference, more);
  const made = await port.authorise(funding, reference);
  await server.confirm(redirectOf(made));
  return { funding, partnerId: server.intent(reference).id };
}

test("an intent is captured by hand, with instalments only where they were chosen", async () => {
  const made = await port.authorise(asking("sent"), "k1");
  await port.authorise(asking("full", { method: "card", count: 1 }), "k2");
  expect(server.asked.map(({ params }) => params)).toEqual([
    {
      amount: "599900",
      currency: "cny",
      capture_method: "manual",
      "allowed_payment_method_types[0]": "card",
      "payment_method_options[card][installments][enabled]": "true",
      "metadata[reference]": "sent",
      "metadata[count]": "6",
    },
    expect.objectContaining({ "payment_method_options[card][installments][enabled]": "false" }),
  ]);
  const { id } = server.intent("sent");
  expect(redirectOf(made)).toBe(
    `https://shop.example/pay?lang=zh&payment_intent=${id}&payment_intent_client_secret=${id}_secret_x&count=6`,
  );
});

test.each<Partial<FundingAsk>>([{ count: 9 }, { currency: "USD" }, { method: "card" }, { method: "lease" }])(
  "%j is never asked of Stripe",
  async (other) => {
    expect(await port.authorise(asking("p", other), "k")).toEqual({ kind: "failed", fault: "refused" });
    expect(await port.preCheck(asking("p", other))).toMatchObject({ value: { state: "declined" } });
    expect(server.asked).toEqual([]);
  },
);

test("another count than was accepted is no yes", async () => {
  const ask = asking("other_count");
  await server.confirm(redirectOf(await port.authorise(ask, "k3")), 12);
  expect(await port.lookUp(ask)).toEqual({ kind: "failed", fault: "mismatch" });
  expect(await port.authorise(ask, "k3")).toEqual({ kind: "unclear", fault: "mismatch" });
});

test("a known id is retrieved, and not searched for", async () => {
  const { funding, partnerId } = await fund("known");
  expect(await port.lookUp({ ...funding, partnerId })).toMatchObject({ value: { state: "approved", partnerId } });
  expect(await port.lookUp({ ...funding, partnerId: "pi_none" })).toEqual({ kind: "failed", fault: "refused" });
  expect(await port.lookUp(asking('x" OR "'))).toEqual({ kind: "failed", fault: "refused" });
});

test("a part is captured; an issuer's no is one word", async () => {
  const { funding, partnerId } = await fund("part");
  const ask: MovementAsk = { kind: "capture", funding, partnerId, request: "cap_1", amount: 500_000 };
  server.state.declineCaptures = true;
  expect(await port.capture({ ...ask, request: "cap_0" })).toEqual({
    kind: "answered",
    value: { state: "declined", request: "cap_0", partnerId },
  });
  server.state.declineCaptures = false;
  expect(await port.capture(ask)).toMatchObject({ value: { state: "done" } });
  const refund: MovementAsk = { ...ask, kind: "refund", request: "ref_1", amount: 500_001 };
  expect(await port.refund(refund)).toEqual({ kind: "failed", fault: "refused" });
});

test("a refund that takes its time is pending, and its end is called back", async () => {
  const { funding, partnerId } = await fund("slow");
  const ask: MovementAsk = { kind: "capture", funding, partnerId, request: "cap_slow", amount: funding.amount };
  await port.capture(ask);
  server.state.refunds = "pending";
  const refund: MovementAsk = { ...ask, kind: "refund", request: "ref_slow", amount: 100 };
  expect(await port.refund(refund)).toMatchObject({ value: { state: "pending" } });
  const failed = { ...server.refund("ref_slow"), status: "failed" };
  expect(await port.verifyCallback(server.webhook("refund.failed", failed, Date.now()))).toMatchObject({
    kind: "verified",
    callback: { about: "refund", reference: "slow", request: "ref_slow", state: "declined", amount: 100 },
  });
});

test("the account's other payments are irrelevant; a stranger's signature is refused", async () => {
  const other = { id: "pi_9", metadata: {}, amount: 1, currency: "usd" };
  const told = (secret?: string) =>
    port.verifyCallback(server.webhook("payment_intent.canceled", other, Date.now(), secret));
  expect(await told()).toEqual({ kind: "irrelevant", reply: "" });
  expect(await told("whsec_of_others")).toEqual({ kind: "refused", why: "signature" });
});

test("an account that takes no cards offers nothing", async () => {
  expect(await port.describeTerms("card")).toMatchObject({ value: [{ method: "card", count: 1 }] });
  server.state.cards = false;
  expect(await port.describeTerms("card_instalments")).toEqual({ kind: "answered", value: [] });
});

test("a key that is still busy is unclear; a wrong secret is refused", async () => {
  server.state.busy = true;
  expect(await port.authorise(asking("busy"), "k9")).toEqual({ kind: "unclear", fault: "server_error" });
  const stranger = stripe({ ...addressOf(server), secretKey: "sk_test_other" });
  const other = guard(stranger, { ...options, now: Date.now });
  expect(await other.authorise(asking("busy"), "k9")).toEqual({ kind: "failed", fault: "refused" });
});
