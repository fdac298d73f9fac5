// Shoppers of a real Medusa see every way to pay and why others are missing, pay by plans, and are refunded: over its Store API, its
// workflows and webhooks, against a real Fenqi with its partners. Run by `npm run test:shops -- medusa`.
import "./environment.ts";
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@fenqi/client";
import { recheckChoice } from "@fenqi/medusa/recheck";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  cancelOrderWorkflow,
  capturePaymentWorkflow,
  createCartCreditLinesWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows";
import { type Answered, type Json, listen, migrate, type Shop, startShop } from "./shop.ts";

const { FENQI_URL = "", FENQI_KEY = "" } = process.env;
const fenqi = createClient({ baseUrl: FENQI_URL, key: FENQI_KEY });
const PROVIDER = "pp_fenqi_fenqi";
let shop: Shop;

before(async () => {
  const { server, port } = await listen();
  const hook = `http://127.0.0.1:${port}/hooks/payment/fenqi_fenqi`;
  const { secret } = await fenqi.createWebhookEndpoint({ url: hook, events: ["plan.*"] });
  process.env.FENQI_WEBHOOK_SECRET = secret;
  migrate();
  shop = await startShop(server);
});
after(async () => {
  await shop?.close();
});

const good = ({ status, json }: Answered) => {
  assert.equal(status, 200, JSON.stringify(json));
  return json;
};

/** A shopper with one phone in the cart, an address and a way of delivery. */
async function arrive(more: object = {}): Promise<string> {
  const { cart } = good(
    await shop.ask("POST", "/store/carts", {
      region_id: shop.region,
      items: [{ variant_id: shop.phone, quantity: 1 }],
      email: "lin@shop.example",
      shipping_address: {
        first_name: "Lin",
        last_name: "Wei",
        address_1: "1 Road",
        city: "Shanghai",
        country_code: "cn",
      },
      ...more,
    }),
  );
  good(await shop.ask("POST", `/store/carts/${cart.id}/shipping-methods`, { option_id: shop.shipping }));
  return cart.id;
}

const ways = async (cart: string, query = "") => good(await shop.ask("GET", `/store/carts/${cart}/fenqi${query}`));

/** Reads one option's terms for as long as the law asks, or for less, and confirms them. */
async function choose(cart: string, option: string, locale = "en", readingMs?: number) {
  const quote = await ways(cart, `?locale=${locale}`);
  const chosen = quote.options.find(({ id }: { id: string }) => id === option);
  assert.ok(chosen, `${option} is no option`);
  const shown = Date.now();
  await pause(readingMs ?? chosen.disclosure.acknowledgement.reading_seconds * 1_000 + 500);
  const consent = {
    disclosure: chosen.disclosure.id,
    language: locale,
    shown_at: new Date(shown).toISOString(),
    confirmed_at: new Date().toISOString(),
  };
  return { quote_token: quote.token, seal: quote.seal, option, consent };
}

/** Puts the choice into a payment session of the cart. */
async function intend(cart: string, data: object) {
  const made = good(await shop.ask("POST", "/store/payment-collections", { cart_id: cart }));
  const collection = made.payment_collection.id;
  const { payment_collection } = good(
    await shop.ask("POST", `/store/payment-collections/${collection}/payment-sessions`, {
      provider_id: PROVIDER,
      data,
    }),
  );
  const session = payment_collection.payment_sessions[0];
  return { ...session, order_ref: `${collection}/${session.id}` };
}

/** Plans that were made for a session. */
const plansOf = async ({ order_ref }: { readonly order_ref: string }) => (await fenqi.plans({ order_ref })).items;

/** As a storefront reads it. */
async function sessionOf(cart: string) {
  const fields = "fields=*payment_collection.payment_sessions";
  return good(await shop.ask("GET", `/store/carts/${cart}?${fields}`)).cart.payment_collection.payment_sessions[0];
}

const complete = (cart: string) => shop.ask("POST", `/store/carts/${cart}/complete`);

/** Completes a cart whose partner asks the shopper on a page of its own: nothing is ordered, and the session says where to go. */
async function sentAway(cart: string) {
  const { type, error } = good(await complete(cart));
  assert.deepEqual([type, error.type], ["cart", "payment_requires_more_error"]);
  assert.equal(await orderOf(cart), undefined);
  const { data, status } = await sessionOf(cart);
  assert.equal(status, "requires_more");
  assert.equal(data.next_action.kind, "redirect");
  return { data, message: error.message };
}

/** Buys the phone; the order's payment and the plan at Fenqi. */
async function buy(option: string, data: object = {}) {
  const cart = await arrive();
  const session = await intend(cart, { ...(await choose(cart, option)), ...data });
  const { order, ...rest } = good(await complete(cart));
  assert.ok(order, JSON.stringify(rest));
  const payment = await paymentOf(session.id);
  return { order, session, payment, plan: await fenqi.plan(payment.data.plan) };
}

// biome-ignore lint/suspicious/noExplicitAny: as Medusa stores it.
async function stored(entity: string, fields: string[], filters: object): Promise<any> {
  const query = shop.container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity, fields, filters } as never);
  return data[0];
}
const paymentOf = (session: string) =>
  stored("payment", ["id", "amount", "data", "captured_at", "canceled_at"], { payment_session_id: session });
const orderOf = (cart: string) => stored("order_cart", ["order_id"], { cart_id: cart });

async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await ask();
    if (found !== undefined) return found;
    await pause(100);
  }
  throw new Error(`${what} did not come about`);
}

test("a cart's ways are Fenqi's own, and what is missing says why, until when and what instead, in both languages", async () => {
  const cart = await arrive();
  const quote = await ways(cart, "?locale=en&schedules=all");
  assert.equal(quote.total, 251_150);
  assert.deepEqual(quote.cart.lines, [{ kind: "shipping", amount: 1_250 }]);
  const direct = await fenqi.replay(quote.token);
  assert.deepEqual(quote.options, direct.options);
  assert.equal(quote.missing.length, direct.missing.length);
  const way = (offer: string, { missing }: Json) => missing.find((one: Json) => one.offer === offer);
  const english = way("shibei-12", quote);
  assert.equal(english.causes[0].code, "suspended");
  assert.match(english.said.reasons[0], /^[A-Z][ -~’–]+$/);
  assert.match(english.said.back, /^Expected back \w{3} \d+ \w{3}, \d\d:\d\d \(Beijing time\)$/);
  assert.ok(Date.parse(english.back.at) > Date.now());
  assert.ok(english.alternatives.length > 0);
  const chinese = way("shibei-12", await ways(cart, "?locale=zh-CN"));
  assert.match(chinese.said.title, /^拾贝钱包 12 期$/);
  assert.match(chinese.said.back, /^预计 \d+月\d+日（周.）\d\d:\d\d 恢复（北京时间）$/);
  assert.equal((await shop.ask("GET", "/store/carts/cart_none/fenqi")).status, 404);
});

test("discounts, delivery and gift cards add up to what Medusa asks for, and count among the conditions", async () => {
  const cart = await arrive({ promo_codes: ["LESS100"] });
  const quote = await ways(cart, "?locale=en");
  assert.equal(quote.total, 241_150);
  const autumn = quote.missing.find(({ offer }: { offer: string }) => offer === "yunshan-6-autumn");
  assert.ok(autumn.would_help.concat(autumn.causes).some((one: object) => JSON.stringify(one).includes("discount")));
  await createCartCreditLinesWorkflow(shop.container).run({
    input: [{ cart_id: cart, amount: 41.5, reference: "gift", reference_id: "1", metadata: {} }],
  });
  assert.equal((await ways(cart)).total, 237_000);
});

test("tax on top, with more places than a cent has, is rounded once, in the total", async () => {
  const items = [{ variant_id: shop.phone, quantity: 3 }];
  const { cart } = good(await shop.ask("POST", "/store/carts", { region_id: shop.taxed, items }));
  assert.equal(cart.total, 1784.9643);
  const quote = await ways(cart.id, "?locale=en");
  assert.deepEqual([quote.currency, quote.total], ["EUR", 178_496]);
  assert.ok(quote.options.some(({ id }: { id: string }) => id === "ahorn-12"));
  const { amount } = (await intend(cart.id, {})).data;
  assert.equal(amount, 178_496);
});

test("a choice that was made by nobody in particular does not hold for a customer who signs in", async () => {
  const cart = await arrive();
  const choice = await choose(cart, "hetian-pay-in-3", "en", 100);
  const account = { email: `lin${Date.now()}@shop.example`, password: "a long pass phrase" };
  const { token } = good(await shop.ask("POST", "/auth/customer/emailpass/register", account));
  good(await shop.ask("POST", "/store/customers", { email: account.email, first_name: "Lin" }, token));
  const signedIn = good(await shop.ask("POST", "/auth/customer/emailpass", account)).token;
  good(await shop.ask("POST", `/store/carts/${cart}/customer`, {}, signedIn));
  await intend(cart, choice);
  assert.match(good(await complete(cart)).error.message, /^The cart has changed since you chose/);
  await intend(cart, await choose(cart, "hetian-pay-in-3"));
  assert.ok(good(await complete(cart)).order);
});

test("a chosen way becomes a plan with the order; capture begins it, and a partial refund changes what is owed", async () => {
  const { order, session, payment, plan } = await buy("hetian-6");
  assert.equal(order.total, 2511.5);
  assert.equal(Number(payment.amount), 2511.5);
  assert.deepEqual(
    [plan.order_ref, plan.amount, plan.currency, plan.state, plan.offer],
    [session.order_ref, 251_150, "CNY", "accepted", "hetian-6"],
  );
  assert.doesNotMatch(JSON.stringify(payment.data), /sk_test|whsec/);

  // Medusa seldom updates a session; where it does, nothing is lost, however often.
  const payments = shop.container.resolve(Modules.PAYMENT);
  const { data: kept } = await stored("payment_session", ["data"], { id: session.id });
  const again = { id: session.id, amount: 2511.5, currency_code: "cny" };
  for (const _ of [1, 2]) assert.deepEqual((await payments.updatePaymentSession({ ...again, data: kept })).data, kept);

  const part = { payment_id: payment.id, amount: 1000 };
  await assert.rejects(capturePaymentWorkflow(shop.container).run({ input: part }), {
    ...{ type: "not_allowed" },
    message: "a plan begins whole: capture all of the payment, 2511.50 CNY, and refund what does not go out",
  });
  assert.equal((await fenqi.plan(plan.id)).state, "accepted");
  assert.deepEqual((await stored("payment", ["captures.*"], { id: payment.id })).captures, []);

  await capturePaymentWorkflow(shop.container).run({ input: { payment_id: payment.id } });
  const active = await fenqi.plan(plan.id);
  assert.equal(active.state, "active");
  assert.ok((await paymentOf(session.id)).captured_at);

  await refundPaymentWorkflow(shop.container).run({ input: { payment_id: payment.id, amount: 500.5 } });
  const refunded = await fenqi.plan(plan.id);
  assert.equal(refunded.refunded, 50_050);
  assert.ok(refunded.balance.outstanding <= active.balance.outstanding - 50_050);
  const { data } = await paymentOf(session.id);
  assert.equal(data.balance.outstanding, refunded.balance.outstanding);
  assert.equal(data.refunds[0].amount, 50_050);
  assert.ok(data.refunds[0].changes.some(({ row }: { row: number | null }) => row !== null));
  await assert.rejects(refundPaymentWorkflow(shop.container).run({ input: { payment_id: payment.id, amount: 2500 } }));
  await refundPaymentWorkflow(shop.container).run({ input: { payment_id: payment.id, amount: 2011 } });
  assert.equal((await fenqi.plan(plan.id)).state, "refunded");
  await until("a letter to the shopper", async () =>
    (await fenqi.outbox()).items.find(({ text }) => text.includes(`“#${order.display_id}”`)),
  );
});

test("an order that is cancelled before it goes out ends the plan at no cost", async () => {
  const { order, session, plan } = await buy("hetian-pay-in-3");
  await cancelOrderWorkflow(shop.container).run({ input: { order_id: order.id } });
  assert.equal((await fenqi.plan(plan.id)).state, "cancelled");
  const payment = await paymentOf(session.id);
  assert.ok(payment.canceled_at);
  assert.equal(payment.data.plan_state, "cancelled");
});

test("a way that was paused between choice and order is refused before anything is ordered, in the words of the checkout", async () => {
  const cart = await arrive();
  const session = await intend(cart, await choose(cart, "hetian-pay-in-3", "en", 100));
  const by = new Date(Date.now() + 3_600_000).toISOString();
  const paused = await fenqi.pauseInEmergency({
    ...{ cause: "incident", scope: { offer: "hetian-pay-in-3" }, back: { kind: "update_by", by } },
    explanation: "off.incident",
  });
  try {
    const gone = (await ways(cart, "?locale=en")).missing.find(
      ({ offer }: { offer: string }) => offer === "hetian-pay-in-3",
    );
    const { type, error } = good(await complete(cart));
    assert.equal(type, "cart");
    assert.equal(error.type, "payment_authorization_error");
    assert.ok(error.message.startsWith(`Hetian Instalments, 3 months: ${gone.said.reasons[0]}`), error.message);
    assert.match(error.message, /Next update by .*No order, no charge/);
    assert.equal(await orderOf(cart), undefined);
    assert.deepEqual(await plansOf(session), []);
    // A shop whose hook is its own calls this there.
    const fields = ["id", "completed_at", "payment_collection.payment_sessions.*"];
    const inCompletion = { cart: await stored("cart", fields, { id: cart }) };
    await assert.rejects(recheckChoice(inCompletion, { container: shop.container }), { message: error.message });
  } finally {
    await fenqi.lift(paused.id);
  }
});

test("a token of another cart, and one of this cart before it changed, order nothing", async () => {
  const cart = await arrive();
  const other = await choose(await arrive(), "hetian-pay-in-3", "zh-CN", 100);
  await intend(cart, other);
  assert.equal(good(await complete(cart)).error.message, "购物车在您选择之后有变动，请按现在的金额重新选择。");

  const before = await choose(cart, "hetian-pay-in-3");
  good(await shop.ask("POST", `/store/carts/${cart}/line-items`, { variant_id: shop.phone, quantity: 1 }));
  const session = await intend(cart, before);
  assert.match(good(await complete(cart)).error.message, /^The cart has changed since you chose/);

  // Whoever calls the provider itself meets the same: the plan is for another amount, and does not stay.
  const payments = shop.container.resolve(Modules.PAYMENT);
  await assert.rejects(payments.authorizePaymentSession(session.id, {}), /The plan's amount is not the order's/);
  const [plan] = await plansOf(session);
  assert.deepEqual([plan!.state, plan!.amount], ["cancelled", 251_150]);
});

test("terms that were not read for as long as the law asks, and a choice that is not whole, are refused", async () => {
  const cart = await arrive();
  const choice = await choose(cart, "hetian-6", "en", 100);
  await intend(cart, choice);
  assert.equal(good(await complete(cart)).error.message, "Please read what it costs in full, then confirm.");
  await intend(cart, {});
  assert.match(good(await complete(cart)).error.message, /请先选择一种支付方式|Choose a way to pay/);
  const { payment_collection } = good(await shop.ask("POST", "/store/payment-collections", { cart_id: cart }));
  const half = await shop.ask("POST", `/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id: PROVIDER,
    data: { ...choice, consent: { ...choice.consent, language: "fr" } },
  });
  assert.deepEqual([half.status, half.json.message], [400, "consent.language is missing, or not what it must be"]);
});

test("a partner that asks the shopper on a page of its own: the order is made by its word, told by a signed webhook", async () => {
  const cart = await arrive();
  const session = await intend(cart, { ...(await choose(cart, "card-full")), return_url: "https://shop.example/back" });
  const { data } = await sentAway(cart);

  const body = JSON.stringify({
    ...{ id: `${data.plan}_9`, type: "plan.authorised", timestamp: new Date().toISOString() },
    ...{ subject: data.plan, sequence: 9, data: {} },
  });
  const forged = await fetch(`${shop.url}/hooks/payment/fenqi_fenqi`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": `${data.plan}_9`,
      "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
      "webhook-signature": "v1,AAAA",
    },
    body,
  });
  assert.equal(forged.status, 200, "Medusa answers before it looks");
  const agreed = await fetch(data.next_action.url, {
    method: "POST",
    body: new URLSearchParams({ answer: "confirm" }),
    redirect: "manual",
  });
  assert.equal(agreed.headers.get("location"), "https://shop.example/back");
  const payment = await until("the order's payment", () => paymentOf(session.id));
  assert.ok((await orderOf(cart)).order_id);
  assert.equal(payment.data.plan, data.plan);
  assert.equal((await fenqi.plan(data.plan)).state, "accepted");
});

test("a shopper who comes back from the partner's page completes the cart, and has the one order of it", async () => {
  const cart = await arrive();
  const choice = { ...(await choose(cart, "card-full", "zh-CN")), return_url: "https://shop.example/back" };
  const session = await intend(cart, choice);
  const { data, message } = await sentAway(cart);
  assert.match(message, /^资金方需要您在它的页面上确认/);
  // Back without having agreed: there is still nothing to order, and where to go on is the same.
  assert.deepEqual((await sentAway(cart)).data.next_action, data.next_action);
  await fetch(data.next_action.url, {
    method: "POST",
    body: new URLSearchParams({ answer: "confirm" }),
    redirect: "manual",
  });
  const { order } = good(await complete(cart));
  assert.ok(order);
  assert.equal(good(await complete(cart)).order.id, order.id);
  assert.equal((await orderOf(cart)).order_id, order.id);
  assert.deepEqual(
    (await plansOf(session)).map(({ id, state }) => [id, state]),
    [[data.plan, "accepted"]],
  );
});

test("a plan that was made as its session was deleted is cancelled within the hour, and those that are ordered stay", async () => {
  const cart = await arrive();
  const late = await choose(cart, "hetian-pay-in-3");
  const deleted = await intend(cart, late);
  const kept = await intend(cart, await choose(cart, "hetian-6"));
  assert.ok(good(await complete(cart)).order);
  const { seal: _, ...choice } = late;
  const plan = await fenqi.accept({ ...choice, order_ref: deleted.order_ref } as Parameters<typeof fenqi.accept>[0]);
  const elsewhere = {
    ...(await choose(await arrive(), "hetian-pay-in-3")),
    order_ref: "pay_col_0/payses_0",
    seal: undefined,
  };
  const theirs = await fenqi.accept(elsewhere as unknown as Parameters<typeof fenqi.accept>[0]);
  // Of a session that is not there, Medusa would complete some cart that has nothing to do with it.
  for (const { id } of [plan, theirs]) assert.deepEqual(await hear(id), { action: "not_supported" });
  const { errors } = await shop.container
    .resolve(Modules.WORKFLOW_ENGINE)
    .run("job-fenqi-let-go-of-unordered", { throwOnError: false });
  assert.deepEqual(errors, []);
  assert.equal((await fenqi.plan(plan.id)).state, "cancelled");
  assert.equal((await plansOf(kept))[0]!.state, "accepted");
  assert.equal((await fenqi.plan(theirs.id)).state, "accepted");
});

/** What the payment module makes of an event about a plan; `signed` is what the signature is over, where it is not the event. */
function hear(plan: string, signed?: string) {
  const rawData = JSON.stringify({ id: `${plan}_1`, type: "plan.created", subject: plan });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(process.env.FENQI_WEBHOOK_SECRET!.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key)
    .update(`m.${timestamp}.${signed ?? rawData}`)
    .digest("base64");
  const headers = { "webhook-id": "m", "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
  const payload = { data: {}, rawData, headers };
  return shop.container.resolve(Modules.PAYMENT).getWebhookActionAndData({ provider: "fenqi_fenqi", payload });
}

test("an event that Fenqi did not sign means nothing; one that it did says where the plan stands", async () => {
  const { session, plan } = await buy("hetian-pay-in-3");
  assert.deepEqual(await hear(plan.id, "{}"), { action: "not_supported" });
  const { action, data } = await hear(plan.id);
  assert.deepEqual([action, data?.session_id, Number(data?.amount)], ["authorized", session.id, 2511.5]);
});

test("whoever chooses another way while a partner is waited for has one plan", async () => {
  const cart = await arrive();
  const first = await intend(cart, await choose(cart, "card-full"));
  await sentAway(cart);
  const second = await intend(cart, await choose(cart, "hetian-pay-in-3"));
  assert.ok(good(await complete(cart)).order);
  const [left] = await plansOf(first);
  const [made] = await plansOf(second);
  assert.deepEqual([left!.state, made!.state], ["cancelled", "accepted"]);
});
