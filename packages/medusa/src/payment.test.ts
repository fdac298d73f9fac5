import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { createClient, FenqiProblem, WebhookRefused } from "@fenqi/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment } from "../../server/src/testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../../server/src/testing/places.ts";
import { type PlanServer, planServer } from "../../server/src/testing/plan-fixture.ts";
import { authorise, type Deps } from "./authorise.ts";
import { offer } from "./offer.ts";
import { connectToPay, readOptions } from "./options.ts";
import type { StoredCart } from "./question.ts";
import { recheck } from "./recheck.ts";
import { abandon, CapturedInPart, cancel, capture, giveBack, look } from "./serve.ts";
import { begin, referenceOf, type SessionData } from "./session.ts";
import { standingOf } from "./standing.ts";
import { tellShopper } from "./tell-shopper.ts";
import { letGoOfUnordered } from "./unordered.ts";
import { heard } from "./webhook.ts";

const READ_MS = 15_000;
const COLLECTION = "pay_col_1";
const phone = { id: "cali_1", title: "Phone", variant_sku: "phone-1", unit_price: 5999, quantity: 1 };
const cart: StoredCart = {
  ...{ id: "cart_1", currency_code: "cny", total: 5999, items: [phone] },
  shipping_address: { country_code: "cn" },
};

describe("a payment of Medusa's", () => {
  let place: TestPlace;
  let server: PlanServer;
  let deps: Deps;
  let nowMs = Date.parse("2026-11-22T02:00:00.000Z");
  beforeAll(async () => {
    place = await anyPlace();
    server = await planServer(place, { now: () => nowMs });
    const options = readOptions({ url: server.url, secretKey: server.secret });
    deps = { options, fenqi: connectToPay(options), now: () => nowMs };
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const session = () => `payses_${randomUUID().replaceAll("-", "")}`;
  const pass = (ms: number) => {
    nowMs += ms;
  };

  /** Offers, reads for long enough, and begins a session with the choice. */
  async function choose(option: string, more: { of?: StoredCart; amount?: number; language?: "zh-CN" | "en" } = {}) {
    const { of = cart, amount = 599_900, language = "en" } = more;
    const offered = await offer(deps, of, language);
    if (!offered.ok) throw new Error(offered.error.message);
    const chosen = offered.value.options.find(({ id }) => id === option)!;
    const shown_at = new Date(nowMs).toISOString();
    pass(READ_MS);
    const consent = {
      disclosure: chosen.disclosure.id,
      language,
      shown_at,
      confirmed_at: new Date(nowMs).toISOString(),
    };
    const data = { quote_token: offered.value.token, seal: offered.value.seal, option, consent, session_id: session() };
    return { ...data, ...begin(data, { amount, currency: "cny", collection: COLLECTION }) };
  }

  async function agreed(option: string, more: object = {}): Promise<SessionData> {
    const result = await authorise(deps, { ...(await choose(option)), ...more });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.standing).toBe("authorized");
    return result.value.data;
  }

  const WHOLE = ["5999.00"];
  const plansOf = async ({ order_ref }: SessionData) =>
    (await deps.fenqi.plans({ order_ref: order_ref as string })).items;
  const refusal = async (data: SessionData) => {
    const result = await authorise(deps, data);
    return result.ok ? result.value : result.error;
  };

  test("is one plan however often it is authorised, also where an answer was lost", async () => {
    const data = await choose("own-12");
    const [first, second] = await Promise.all([authorise(deps, data), authorise(deps, data)]);
    const third = await authorise(deps, data);
    if (!(first.ok && second.ok && third.ok)) throw new Error("refused");
    expect(first.value.data.plan).toBe(third.value.data.plan);
    expect(await plansOf(data)).toHaveLength(1);
    expect(await authorise(deps, third.value.data)).toMatchObject({ ok: true, value: { standing: "authorized" } });
    expect(JSON.stringify(third.value.data)).not.toContain(server.secret);
  });

  test("for another amount or currency than the session's is cancelled, and refused", async () => {
    const data = await choose("own-12", { amount: 599_800 });
    expect(await refusal(data)).toMatchObject({ code: "amount_mismatch" });
    const [plan] = await plansOf(data);
    expect(plan).toMatchObject({ state: "cancelled", amount: 599_900 });
    // The same again is the same plan, and the same no.
    expect(await refusal(data)).toMatchObject({ code: "amount_mismatch" });
    expect(await refusal({ ...(await choose("own-3")), currency: "USD" })).toMatchObject({ code: "amount_mismatch" });
  });

  test("never takes another session's plan", async () => {
    const theirs = await agreed("own-3");
    const mine = { ...(await choose("own-3")), plan: theirs.plan };
    expect(await refusal(mine)).toMatchObject({ code: "amount_mismatch" });
    expect((await deps.fenqi.plan(theirs.plan as string)).state).toBe("accepted");
    const forged = { quote_token: "t", seal: "s", option: "o", plan: theirs.plan, session_id: "payses_1", amount: 1 };
    const consent = { disclosure: "d", language: "en", shown_at: "1", confirmed_at: "2" };
    const asked = { amount: 599_900, currency: "cny", collection: COLLECTION };
    expect(begin({ ...forged, order_ref: "order-1", consent }, asked)).toEqual({
      ...{ session_id: "payses_1", order_ref: "pay_col_1/payses_1", amount: 599_900, currency: "CNY", plan: null },
    });
  });

  test("without a choice, or with half of one, says so", async () => {
    const asked = { amount: 100, currency: "cny", collection: COLLECTION };
    const bare = { ...begin({ session_id: "payses_2" }, asked) };
    expect(await refusal(bare)).toMatchObject({ code: "choice_missing" });
    const { consent, ...half } = await choose("own-3");
    expect(await refusal(half)).toMatchObject({ code: "choice_malformed" });
    expect(() => begin({ ...half, consent: { ...consent, language: "fr" } }, asked)).toThrow("consent.language");
    await expect(authorise(deps, { session_id: "payses_3" })).rejects.toThrow("not begun by fenqi");
  });

  test("is refused in the shopper's words when it was not read, came too late, or was used", async () => {
    const hasty = await choose("own-12", { language: "zh-CN" });
    const { shown_at } = hasty.consent;
    expect(await refusal({ ...hasty, consent: { ...hasty.consent, confirmed_at: shown_at } })).toEqual({
      ...{ code: "consent_insufficient", message: "请完整阅读费用说明后再确认。" },
    });
    const late = await choose("own-12");
    pass(16 * 60_000);
    expect(await refusal(late)).toMatchObject({ code: "quote_expired" });
    const once = await choose("own-3");
    await authorise(deps, once);
    expect(await refusal({ ...once, session_id: session() })).toMatchObject({ code: "quote_used" });
  });

  test("by a way that was paused is refused with the checkout's words, before and while a plan is made", async () => {
    const data = await choose("wallet-12");
    const zh = await choose("wallet-12", { language: "zh-CN" });
    expect(await recheck(deps, cart, data)).toBeUndefined();
    const { id } = await deps.fenqi.adjust(fixtureAdjustment);
    const english =
      "Wallet, 12 months: Planned upgrade of the payment connection. Expected back Mon 1 Mar 2027, 10:00 (Beijing time). The way you chose cannot be used now. No order, no charge. Please choose again.";
    expect(await recheck(deps, cart, data)).toEqual({ code: "way_unavailable", message: english });
    expect(await refusal(data)).toEqual({ code: "way_unavailable", message: english });
    expect((await recheck(deps, cart, zh))?.message).toBe(
      "钱包 12 期：支付连接正在按计划升级。预计 2027年3月1日（周一）10:00 恢复（北京时间）。您选的方案现在不能用。未下单、未扣款，请重新选择。",
    );
    await deps.fenqi.lift(id);
    expect(await recheck(deps, cart, await choose("wallet-12"))).toBeUndefined();
  });

  test("is held to the cart that it was chosen for", async () => {
    const data = await choose("own-12");
    expect(await recheck(deps, { ...cart, id: "cart_2" }, data)).toMatchObject({ code: "cart_changed" });
    expect(await recheck(deps, { ...cart, total: 5998 }, data)).toMatchObject({ code: "cart_changed" });
    // A session that was begun for the new total, with the choice of before.
    const more = { ...cart, total: 11_998, items: [{ ...phone, quantity: 2 }] };
    expect(await recheck(deps, more, { ...data, amount: 1_199_800 })).toMatchObject({ code: "cart_changed" });
    expect(await recheck(deps, { ...cart, shipping_address: null }, data)).toMatchObject({ code: "country_missing" });
    expect(
      await recheck(deps, cart, { ...data, quote_token: undefined, option: undefined, consent: undefined }),
    ).toEqual({
      ...{ code: "choice_missing", message: "请先选择一种支付方式并确认。" },
    });
    const made = await authorise(deps, data);
    expect(made.ok && (await recheck(deps, cart, made.value.data))).toBeUndefined();
  });

  test("is captured, given back row by row, and ends, with the numbers of its plan", async () => {
    const data = await agreed("own-12");
    for (const part of [["5998.99"], ["1000", "4000"], []])
      await expect(capture(deps.fenqi, data, part)).rejects.toThrow(CapturedInPart);
    await expect(capture(deps.fenqi, data, [1])).rejects.toThrow("capture all of the payment, 5999.00 CNY, and refund");
    expect((await deps.fenqi.plan(data.plan as string)).state).toBe("accepted");
    const running = await capture(deps.fenqi, data, WHOLE);
    expect(await capture(deps.fenqi, data, ["5998", { value: "0.9999" }])).toMatchObject({ plan_state: "active" });
    expect(await look(deps.fenqi, running)).toMatchObject({ standing: "captured", data: { plan_state: "active" } });

    const refund = { amount: { value: "1000.50" }, refund: "ref_1" };
    const once = await giveBack(deps.fenqi, running, refund);
    const twice = await giveBack(deps.fenqi, once, refund);
    expect(twice).toEqual(once);
    expect(once).toMatchObject({ refunded: 100_050, refunds: [{ id: "ref_1", amount: 100_050 }] });
    expect((await deps.fenqi.plan(data.plan as string)).refunded).toBe(100_050);
    await expect(giveBack(deps.fenqi, once, { amount: 5999, refund: "ref_2" })).rejects.toMatchObject({
      code: "over_refundable",
    });
    const all = await giveBack(deps.fenqi, once, { amount: "4998.50", refund: "ref_3" });
    expect(all).toMatchObject({ plan_state: "refunded", refunds: [{ id: "ref_1" }, { id: "ref_3" }] });
    await expect(cancel(deps.fenqi, all)).rejects.toBeInstanceOf(FenqiProblem);
  });

  test("one that a person has activated in the console counts as captured", async () => {
    const data = await agreed("own-3");
    await deps.fenqi.activate(data.plan as string);
    expect(await capture(deps.fenqi, data, WHOLE)).toMatchObject({ plan_state: "active" });
    const gone = await agreed("own-3");
    await cancel(deps.fenqi, gone);
    await expect(capture(deps.fenqi, gone, WHOLE)).rejects.toMatchObject({ code: "wrong_state" });
  });

  test("is cancelled once, and what was left by a lost answer is let go of with its session", async () => {
    const data = await agreed("own-3");
    expect(await cancel(deps.fenqi, data)).toMatchObject({ plan_state: "cancelled" });
    expect(await cancel(deps.fenqi, data)).toMatchObject({ plan_state: "cancelled" });
    expect(await refusal(data)).toMatchObject({ code: "cancelled" });
    // Medusa would make an order with it, should an attempt before have failed after its payment.
    expect(await recheck(deps, cart, data)).toMatchObject({ code: "cancelled" });

    const lost = await choose("own-3");
    await authorise(deps, lost);
    await abandon(deps.fenqi, lost);
    const [plan] = await plansOf(lost);
    expect(plan!.state).toBe("cancelled");
    await abandon(deps.fenqi, { session_id: session() });
  });

  test("that nobody has agreed to is pending, and ends without asking", async () => {
    const data = await choose("own-3");
    expect(await look(deps.fenqi, data)).toEqual({ standing: "pending", data });
    expect(await cancel(deps.fenqi, data)).toBe(data);
    await expect(capture(deps.fenqi, data, WHOLE)).rejects.toThrow("has no plan");
  });

  test("whose session was deleted while its plan was made does not stay", async () => {
    const data = await choose("own-3");
    const gone = await authorise(deps, data, async () => false);
    expect(gone).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(await plansOf(data)).toMatchObject([{ state: "cancelled" }]);
  });

  test("that nothing is ordered by is let go of: at once without its session, after a day without an order", async () => {
    const deleted = await agreed("own-3");
    const left = [await agreed("own-3"), await agreed("own-12")];
    const begun = await agreed("own-3");
    await capture(deps.fenqi, begun, WHOLE);
    const foreign = await agreed("own-3", { order_ref: referenceOf("pay_col_2", session()) });
    const other = await agreed("own-3", { order_ref: "order-8" });
    const shop = {
      collections: new Set([COLLECTION]),
      sessions: new Set(left.map(({ session_id }) => session_id as string)),
      unordered: new Set<string>(),
    };
    const states = async () => {
      const plans = [deleted, ...left, begun, foreign, other].map(({ plan }) => deps.fenqi.plan(plan as string));
      return (await Promise.all(plans)).map(({ state }) => state);
    };
    const sweep = () => letGoOfUnordered(deps, async () => shop);
    expect(await sweep()).toContain(deleted.plan);
    expect(await states()).toEqual(["cancelled", "accepted", "accepted", "active", "accepted", "accepted"]);

    shop.unordered.add(COLLECTION);
    expect(await sweep()).toEqual([]);
    pass(25 * 3_600_000);
    expect(await sweep()).toEqual(expect.arrayContaining(left.map(({ plan }) => plan)));
    expect(await states()).toEqual(["cancelled", "cancelled", "cancelled", "active", "accepted", "accepted"]);
  });

  test("has its order's address told of it, in the language of the consent", async () => {
    const data = { ...(await agreed("own-3")) };
    const paid = (provider_id: string) => ({ payment_collections: [{ payments: [{ provider_id, data }] }] });
    const letters = async () => (await deps.fenqi.outbox()).items.filter(({ text }) => text.includes("“#1042”"));
    await tellShopper(deps, { display_id: 1042, email: "lin@shop.example", ...paid("pp_stripe_stripe") });
    await tellShopper(deps, { display_id: 1042, email: null, ...paid("pp_fenqi_fenqi") });
    await tellShopper(deps, { display_id: 1042, email: "lin@shop.example", ...paid("pp_fenqi_fenqi") });
    await giveBack(deps.fenqi, await capture(deps.fenqi, data, WHOLE), { amount: 100, refund: "ref_4" });
    await expect
      .poll(letters)
      .toMatchObject([{ channel: "email", locale: "en", subject: expect.stringMatching(/a refund$/) }]);
  });

  test("nobody answers: that is said, and nothing else", async () => {
    const fenqi = createClient({ baseUrl: "http://127.0.0.1:9", key: "sk_test_x", retries: 0 });
    const away = { ...deps, fenqi };
    const data = await choose("own-3");
    expect(await offer(away, cart, "en")).toMatchObject({ ok: false, error: { code: "unreachable" } });
    expect(await recheck(away, cart, data)).toMatchObject({ code: "unreachable" });
    expect(await authorise(away, data)).toMatchObject({ ok: false, error: { code: "unreachable" } });
  });

  test("a webhook tells where the plan stands, if Fenqi has signed it", async () => {
    const key = randomBytes(24);
    const data = await agreed("own-3");
    let deleted: string | undefined;
    const isThere = async (id: string) => id !== deleted;
    const told = async (type: string, subject: string, signed = key) => {
      const raw = JSON.stringify({ type, subject });
      const timestamp = String(Math.floor(nowMs / 1_000));
      const signature = createHmac("sha256", signed).update(`m.${timestamp}.${raw}`).digest("base64");
      const headers = { "webhook-id": "m", "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
      return heard(deps.fenqi, { raw, headers, secrets: [`whsec_${key.toString("base64")}`], now: nowMs, isThere });
    };
    const plan = data.plan as string;
    const payment = { session_id: data.session_id, amount: "5999.00" };
    expect(await told("plan.authorised", plan)).toEqual({ action: "authorized", data: payment });
    await capture(deps.fenqi, data, WHOLE);
    // Late, and out of order: what counts is how it stands.
    expect(await told("plan.authorised", plan)).toEqual({ action: "captured", data: payment });
    expect(await told("plan.repaid", plan)).toEqual({ action: "not_supported" });
    expect(await told("plan.created", "plan_none")).toEqual({ action: "not_supported" });
    const elsewhere = await agreed("own-3", { order_ref: "order-7" });
    expect(await told("plan.created", elsewhere.plan as string)).toEqual({ action: "not_supported" });
    const earlier = await agreed("own-3", { order_ref: "payses_7" });
    const named = { session_id: "payses_7", amount: "5999.00" };
    expect(await told("plan.created", earlier.plan as string)).toEqual({ action: "authorized", data: named });
    deleted = data.session_id as string;
    expect(await told("plan.authorised", plan)).toEqual({ action: "not_supported" });
    await expect(told("plan.authorised", plan, randomBytes(24))).rejects.toBeInstanceOf(WebhookRefused);
    const unsigned = { raw: "{}", headers: {}, secrets: [], now: nowMs, isThere };
    await expect(heard(deps.fenqi, unsigned)).rejects.toBeInstanceOf(WebhookRefused);
  });
});

test.each([
  [{ state: "pending_partner", next_action: { kind: "redirect" } }, "requires_more"],
  [{ state: "pending_partner", next_action: { kind: "wait" } }, "pending"],
  [{ state: "declined", next_action: { kind: "none" } }, "error"],
  [{ state: "cancelled", next_action: { kind: "none" } }, "canceled"],
  [{ state: "written_off", next_action: { kind: "none" } }, "captured"],
] as const)("%o stands as %s", (plan, standing) => expect(standingOf(plan)).toBe(standing));
