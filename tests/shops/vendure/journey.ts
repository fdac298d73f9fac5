// Shoppers of a real Vendure see every way to pay and why others are missing, pay by plans, and are refunded: over its Shop and Admin
// API, against a real Fenqi with its partners. Run by `npm run test:shops -- vendure`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@fenqi/client";
import { type Ask, freePort, type Shop, startShop } from "./shop.ts";

const { FENQI_URL = "", FENQI_KEY = "", SHOP_DATABASE_URL = "" } = process.env;
const fenqi = createClient({ baseUrl: FENQI_URL, key: FENQI_KEY });
const RETURN_URL = "https://shop.example/back";
let shop: Shop;

before(async () => {
  const port = await freePort();
  const hook = `http://127.0.0.1:${port}/fenqi/webhook`;
  const { secret } = await fenqi.createWebhookEndpoint({ url: hook, events: ["plan.*"] });
  const places = { databaseUrl: SHOP_DATABASE_URL, fenqiUrl: FENQI_URL, key: FENQI_KEY };
  shop = await startShop({ port, ...places, webhookSecrets: [secret] });
});
after(async () => {
  await shop?.close();
});

const SAID = "__typename ... on ErrorResult { message }";
const PAID = `${SAID} ... on Order { code state payments { id state transactionId amount metadata } }
  ... on PaymentFailedError { paymentErrorMessage } ... on PaymentDeclinedError { paymentErrorMessage }`;
const QUOTE = `{ fenqiQuote { id code token seal json
  options { id partner method count total cost rate payToday prominence runs { count amount } disclosure }
  missing { offer partner reasons { code category text } back { kind at from until by } alternatives { option extraTotal extraPerPeriod } } } }`;

/** A shopper with one phone in the cart, an address and a way of shipping. */
async function arrive(language?: string): Promise<Ask> {
  const ask = shop.shopper(language);
  const { products } = await ask("{ products { items { variants { id } } } }");
  const [{ id }] = products.items[0].variants;
  await ask(`mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { ${SAID} } }`, { id });
  await ask(
    `mutation { setCustomerForOrder(input: { firstName: "A", lastName: "B", emailAddress: "a${Math.random()}@shop.example" }) { ${SAID} } }`,
  );
  await ask(
    `mutation { setOrderShippingAddress(input: { streetLine1: "1 Road", city: "Shanghai", countryCode: "CN" }) { ${SAID} } }`,
  );
  const { eligibleShippingMethods } = await ask("{ eligibleShippingMethods { id } }");
  await ask(`mutation ($id: ID!) { setOrderShippingMethod(shippingMethodId: [$id]) { ${SAID} } }`, {
    id: eligibleShippingMethods[0].id,
  });
  return ask;
}

interface Chosen {
  readonly quote_token: string;
  readonly seal: string;
  readonly option: string;
  readonly consent: object;
}

/** Quotes, and reads one option's terms for as long as the law asks. */
async function choose(ask: Ask, option: string, readingMs?: number): Promise<Chosen> {
  const { fenqiQuote } = await ask(QUOTE);
  const { disclosure } = fenqiQuote.options.find(({ id }: { id: string }) => id === option);
  const shown = Date.now();
  await pause(readingMs ?? disclosure.acknowledgement.reading_seconds * 1000 + 50);
  return {
    ...{ quote_token: fenqiQuote.token, seal: fenqiQuote.seal, option },
    consent: { disclosure: disclosure.id, language: "zh-CN", shown_at: iso(shown), confirmed_at: iso(Date.now()) },
  };
}
const iso = (at: number) => new Date(at).toISOString();

async function pay(ask: Ask, metadata: object) {
  await ask(`mutation { transitionOrderToState(state: "ArrangingPayment") { ${SAID} } }`);
  return add(ask, metadata);
}

async function add(ask: Ask, metadata: object) {
  const { addPaymentToOrder } = await ask(
    `mutation ($metadata: JSON!) { addPaymentToOrder(input: { method: "fenqi", metadata: $metadata }) { ${PAID} } }`,
    { metadata },
  );
  return addPaymentToOrder;
}

async function buy(option: string) {
  const ask = await arrive();
  const order = await pay(ask, await choose(ask, option));
  assert.equal(order.state, "PaymentAuthorized", JSON.stringify(order));
  const [payment] = order.payments;
  return { ask, order, payment, plan: await fenqi.plan(payment.transactionId) };
}

const settle = (id: string) =>
  shop.admin(
    "mutation ($id: ID!) { settlePayment(id: $id) { __typename ... on Payment { state } ... on ErrorResult { message } } }",
    { id },
  );

test("an order's ways are Fenqi's own, and what is missing says why, until when and what instead, in the shopper's language", async () => {
  const { fenqiQuote: quote } = await (await arrive())(QUOTE);
  const direct = await fenqi.replay(quote.token);
  assert.deepEqual(
    quote.options.map(({ id }: { id: string }) => id),
    direct.options.map(({ id }) => id),
  );
  assert.deepEqual(quote.json.options, direct.options);
  assert.equal(direct.total, 250_900);
  const six = quote.options.find(({ id }: { id: string }) => id === "hetian-6");
  assert.equal(six.total, 250_900 + six.cost);
  assert.match(six.rate, /^\d+\.\d{6}$/);
  assert.equal(quote.options.length + quote.missing.length, direct.options.length + direct.missing.length);

  const paused = quote.missing.find(({ offer }: { offer: string }) => offer === "shibei-12");
  assert.equal(paused.reasons[0].category, "maintenance");
  assert.match(paused.reasons[0].text, /[\u4e00-\u9fff]/);
  assert.ok(Date.parse(paused.back.at ?? paused.back.from) > Date.now());
  assert.ok(paused.alternatives.length > 0);
  const { fenqiQuote: english } = await (await arrive("en"))(QUOTE);
  assert.match(
    english.missing.find(({ offer }: { offer: string }) => offer === "shibei-12").reasons[0].text,
    /^[A-Z][ -~’–]+$/,
  );
});

test("Vendure's own list of methods has it, and says whether an order has a way", async () => {
  const { eligiblePaymentMethods } = await (await arrive())(
    "{ eligiblePaymentMethods { code isEligible eligibilityMessage } }",
  );
  assert.deepEqual(eligiblePaymentMethods, [{ code: "fenqi", isEligible: true, eligibilityMessage: null }]);
});

test("a chosen option becomes a plan; settling begins it, and a partial refund changes what is owed", async () => {
  const { order, payment, plan } = await buy("hetian-6");
  assert.equal(payment.state, "Authorized");
  assert.equal(payment.amount, 250_900);
  assert.equal(payment.metadata.public.plan, plan.id);
  assert.equal(payment.metadata.option, undefined);
  assert.deepEqual(
    [plan.order_ref, plan.amount, plan.state, plan.offer],
    [order.code, 250_900, "accepted", "hetian-6"],
  );

  assert.equal((await settle(payment.id)).settlePayment.state, "Settled");
  const active = await fenqi.plan(plan.id);
  assert.equal(active.state, "active");

  const { refundOrder } = await shop.admin(
    `mutation ($payment: ID!) { refundOrder(input: { lines: [], shipping: 0, adjustment: 0, amount: 50000, paymentId: $payment, reason: "one part back" })
       { __typename ... on Refund { state total transactionId } ... on ErrorResult { message } } }`,
    { payment: payment.id },
  );
  assert.deepEqual([refundOrder.state, refundOrder.total, refundOrder.transactionId], ["Settled", 50_000, plan.id]);
  const refunded = await fenqi.plan(plan.id);
  assert.equal(refunded.refunded, 50_000);
  assert.ok(refunded.balance.outstanding < active.balance.outstanding - 50_000 + 1);
  const tooMuch = await shop.admin(
    `mutation ($payment: ID!) { refundOrder(input: { lines: [], shipping: 0, adjustment: 0, amount: 200900, paymentId: $payment }) { __typename ... on Refund { state } } }`,
    { payment: payment.id },
  );
  assert.equal(tooMuch.refundOrder.state, "Settled");
  assert.equal((await fenqi.plan(plan.id)).state, "refunded");
});

test("a payment that is cancelled before it is settled ends the plan at no cost", async () => {
  const { payment, plan } = await buy("hetian-pay-in-3");
  const { cancelPayment } = await shop.admin(
    "mutation ($id: ID!) { cancelPayment(id: $id) { __typename ... on Payment { state } ... on ErrorResult { message } } }",
    { id: payment.id },
  );
  assert.equal(cancelPayment.state, "Cancelled");
  assert.equal((await fenqi.plan(plan.id)).state, "cancelled");
});

test("a payment whose plan has ended is not settled, and follows it", async () => {
  const { payment, plan } = await buy("hetian-pay-in-3");
  await fenqi.cancelPlan(plan.id);
  const { settlePayment } = await settle(payment.id);
  assert.notEqual(settlePayment.state, "Settled");
  const found =
    "query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { payments { state } } } }";
  const state = async () => (await shop.admin(found, { code: plan.order_ref })).orders.items[0].payments[0].state;
  for (let tries = 0; (await state()) !== "Cancelled"; tries++) {
    assert.ok(tries < 100, "the payment did not follow its plan");
    await pause(200);
  }
});

test("a choice whose plan was given up pays nothing when it is sent again", async () => {
  const ask = await arrive("en");
  const chosen = await choose(ask, "card-full", 100);
  await pay(ask, chosen);
  assert.equal((await ask("mutation { fenqiChooseAgain }")).fenqiChooseAgain, true);
  const again = await pay(ask, chosen);
  assert.deepEqual(
    [again.__typename, again.paymentErrorMessage],
    ["PaymentDeclinedError", "This plan was cancelled. Please choose again."],
  );
});

test("what is missing in a payment is named", async () => {
  const ask = await arrive();
  const { consent, ...without } = await choose(ask, "hetian-pay-in-3", 0);
  const order = await pay(ask, without);
  assert.deepEqual(
    [order.__typename, order.paymentErrorMessage],
    ["PaymentFailedError", "metadata.consent is missing, or not what it must be"],
  );
});

test("terms that were not read for as long as the law asks are declined, in Fenqi's words", async () => {
  const ask = await arrive();
  const order = await pay(ask, await choose(ask, "hetian-6", 500));
  assert.equal(order.__typename, "PaymentDeclinedError");
  assert.equal(order.paymentErrorMessage, "请完整阅读费用说明后再确认。");
});

test("a token of another cart, or of this one before it changed, pays nothing", async () => {
  const ask = await arrive();
  const chosen = await choose(ask, "hetian-pay-in-3", 100);
  const items = [{ sku: "x", name: "X", category: "phone", tags: [], unit_amount: 20_000, quantity: 1 }];
  const cart = { currency: "CNY", total: 20_000, items };
  const cheaper = await fenqi.quote({ cart, market: "CN", channel: "web", locale: "zh-CN" });
  const swapped = await pay(ask, { ...chosen, quote_token: cheaper.token });
  assert.deepEqual(
    [swapped.__typename, swapped.paymentErrorMessage],
    ["PaymentDeclinedError", "购物车在您选择之后有变动，请按现在的金额重新选择。"],
  );

  const other = await arrive("en");
  const before = await choose(other, "hetian-pay-in-3", 100);
  const { activeOrder } = await other("{ activeOrder { lines { id } } }");
  await other(`mutation ($line: ID!) { adjustOrderLine(orderLineId: $line, quantity: 2) { ${SAID} } }`, {
    line: activeOrder.lines[0].id,
  });
  const changed = await pay(other, before);
  assert.equal(changed.__typename, "PaymentDeclinedError");
  assert.match(changed.paymentErrorMessage, /^The cart has changed/);
});

test("a way that was paused between choosing and paying is declined, and the shopper is told", async () => {
  const ask = await arrive("en");
  const chosen = await choose(ask, "hetian-pay-in-3", 100);
  const by = new Date(Date.now() + 3_600_000).toISOString();
  const { id } = await fenqi.pauseInEmergency({
    ...{ cause: "incident", scope: { offer: "hetian-pay-in-3" }, back: { kind: "update_by", by } },
    explanation: "off.incident",
  });
  const order = await pay(ask, chosen);
  assert.equal(order.__typename, "PaymentDeclinedError");
  assert.match(
    order.paymentErrorMessage,
    /, 3 months: .+ Next update by .+ The way you chose cannot be used now\. No order, no charge\./,
  );
  await fenqi.lift(id);
});

test("a partner that asks the shopper on a page of its own is waited for, and the order follows its word", async () => {
  const ask = await arrive();
  const chosen = await choose(ask, "card-full", 100);
  const order = await pay(ask, { ...chosen, return_url: RETURN_URL });
  assert.equal(order.state, "ArrangingPayment", JSON.stringify(order));
  const [payment] = order.payments;
  assert.equal(payment.state, "AwaitingPartner");
  const { url, kind } = payment.metadata.public.next_action;
  assert.equal(kind, "redirect");
  const agreed = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ answer: "confirm" }),
    redirect: "manual",
  });
  assert.equal(agreed.headers.get("location"), RETURN_URL);
  const found = `query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { state } } }`;
  const state = async () => (await shop.admin(found, { code: order.code })).orders.items[0].state;
  for (let tries = 0; (await state()) !== "PaymentAuthorized"; tries++) {
    assert.ok(tries < 100, "the order did not hear of its plan");
    await pause(200);
  }
});

test("whoever chooses again while a partner is waited for has one plan", async () => {
  const ask = await arrive();
  const first = await pay(ask, await choose(ask, "card-full", 100));
  const chosen = await choose(ask, "hetian-pay-in-3");
  const twice = await pay(ask, chosen);
  assert.match(twice.paymentErrorMessage, /还在等资金方答复/);
  assert.equal((await ask("mutation { fenqiChooseAgain }")).fenqiChooseAgain, true);
  const second = await pay(ask, chosen);
  assert.equal(second.state, "PaymentAuthorized", JSON.stringify(second));
  const { transactionId } = second.payments.find(({ state }: { state: string }) => state === "Authorized");
  assert.equal((await fenqi.plan(transactionId)).state, "accepted");
  assert.equal((await fenqi.plan(first.payments[0].transactionId)).state, "cancelled");
});

test("two tabs that pay at once make one plan; choosing again meanwhile leaves none that waits", async () => {
  const ask = await arrive("en");
  const tabs = await Promise.all([choose(ask, "hetian-pay-in-3"), choose(ask, "hetian-pay-in-3")]);
  await ask(`mutation { transitionOrderToState(state: "ArrangingPayment") { ${SAID} } }`);
  const said = await Promise.all(tabs.map((chosen) => add(ask, chosen)));
  const paid = said.find(({ state }: { state?: string }) => state === "PaymentAuthorized");
  const refused = said.find(({ state }: { state?: string }) => state === undefined);
  assert.ok(paid && refused, JSON.stringify(said));
  assert.equal(refused.paymentErrorMessage, "There is nothing to pay for this order.");
  const alive = async (code: string) =>
    (await fenqi.plans({ order_ref: code })).items.filter(
      ({ state }) => state === "accepted" || state === "pending_partner",
    );
  assert.equal((await alive(paid.code)).length, 1);

  const other = await arrive("en");
  const waits = await choose(other, "card-full");
  await other(`mutation { transitionOrderToState(state: "ArrangingPayment") { ${SAID} } }`);
  const paying = add(other, waits);
  await pause(60);
  const again = other("mutation { fenqiChooseAgain }");
  const order = await paying;
  assert.equal((await again).fenqiChooseAgain, true);
  assert.deepEqual(await alive(order.code), []);
});

test("an event that Fenqi did not sign is refused", async () => {
  const headers = {
    "webhook-id": "e",
    "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
    "webhook-signature": "v1,AAAA",
  };
  const { status } = await fetch(`${shop.url}/fenqi/webhook`, { method: "POST", headers, body: "{}" });
  assert.equal(status, 400);
});
