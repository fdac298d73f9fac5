import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { PLANS_BEGIN, type PlanServer, planServer } from "../testing/plan-fixture.ts";

describe.each(PLACES)("a plan's life on %s", (_, make) => {
  let place: TestPlace;
  let server: PlanServer;
  beforeAll(async () => {
    place = await make();
    server = await planServer(place);
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const move = (plan: string, name: string, body: object = {}) => server.ask("POST", `/v1/plans/${plan}/${name}`, body);
  const read = async (plan: string) => (await server.ask("GET", `/v1/plans/${plan}`)).json;
  const balanced = async () => (await server.ask("GET", "/v1/ledger/trial-balance?on=2099-01-01")).json.balanced;

  /** A running plan on a clock of its own. */
  async function onClock(option: string) {
    const clock = (await server.ask("POST", "/v1/test-clocks", { at: "2026-11-22T02:00:20.000Z" })).json.id as string;
    const choice = await server.choose(option, "2026-11-22T02:00:00.000Z");
    const { json } = await server.ask("POST", "/v1/plans", { ...choice, test_clock: clock });
    const { json: plan } = await move(json.id, "activations");
    const advance = (to: string) => server.ask("POST", `/v1/test-clocks/${clock}/advance`, { to });
    return { clock, plan, advance };
  }

  test("lives a year in seconds on a clock of its own: due, missed, charged, caught up, settled", {
    timeout: 120_000,
  }, async () => {
    const { plan, advance } = await onClock("own-12");
    expect((await read(plan.id)).test_clock).not.toBeNull();
    expect((await advance("2026-12-22T02:00:00.000Z")).status).toBe(200);
    expect(await read(plan.id)).toMatchObject({
      state: "active",
      balance: { due_now: plan.schedule[0].total, overdue: 0 },
    });

    await advance("2026-12-25T02:00:00.000Z");
    const late = await read(plan.id);
    expect(late.state).toBe("overdue");
    expect(late.schedule[0].late).toBeGreaterThan(0);
    const paid = await move(plan.id, "repayments", { amount: late.balance.overdue, reference: "bank-1" });
    expect(paid.json).toMatchObject({ state: "active", balance: { overdue: 0 } });

    expect((await advance("2026-12-24T00:00:00.000Z")).json).toMatchObject({ code: "clock_backwards" });
    await advance("2027-11-23T02:00:00.000Z");
    const end = await read(plan.id);
    expect(end.schedule.every(({ state }: { state: string }) => state === "paid" || state === "overdue")).toBe(true);
    await move(plan.id, "repayments", { amount: end.balance.outstanding, reference: "bank-2" });
    expect((await read(plan.id)).state).toBe("settled");
    expect(await balanced()).toBe(true);
  });

  test("the audit log tells the world's time, whatever a plan's own clock shows, and what day it was for the plan", async () => {
    const { plan, advance } = await onClock("own-12");
    await advance("2027-02-01T02:00:00.000Z");
    server.pass(60_000);
    await move(plan.id, "repayments", { amount: 1_000, reference: "bank-later" });
    server.pass(60_000);
    const key = (await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: "till" })).json
      .id as string;

    const { items } = (await server.ask("GET", "/v1/audit")).json as {
      items: { at: string; subject: string; action: string; after: { plan_today?: string } }[];
    };
    const now = PLANS_BEGIN.slice(0, 10);
    expect(items.map(({ at }) => at.slice(0, 10))).toEqual(items.map(() => now));
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    // What was done last stands first, though the plan lives later.
    expect(items.slice(0, 2).map(({ subject }) => subject)).toEqual([key, plan.id]);
    const own = items.filter(({ subject }) => subject === plan.id);
    expect(own.map(({ action, after }) => [action, after.plan_today])).toEqual([
      ["plan.repay", "2027-02-01"],
      ["plan.activate", "2026-11-22"],
      ["plan.accept", "2026-11-22"],
    ]);
    expect((await server.ask("GET", "/v1/audit/verify")).json).toMatchObject({ sound: true, flaws: [] });

    const { json: worldly } = await server.active("own-12");
    const [entry] = (await server.ask("GET", `/v1/audit?subject=${worldly.id}`)).json.items;
    expect(entry.after).not.toHaveProperty("plan_today");
  });

  test("is settled early for exactly what was quoted; another plan's quote and an altered one are refused", async () => {
    const [{ json: one }, { json: other }] = [await server.active("own-12"), await server.active("own-12")];
    const { json: quote } = await move(one.id, "settlement-quotes");
    expect(quote.saving).toBeGreaterThan(0);
    expect(quote.total + quote.saving).toBe(one.balance.outstanding);
    const { settlement_quote } = quote;
    expect((await move(other.id, "settlements", { settlement_quote })).json.code).toBe("settlement_quote_invalid");
    expect((await move(one.id, "settlements", { settlement_quote: `${settlement_quote}x` })).json.code).toBe(
      "settlement_quote_invalid",
    );
    const settled = await move(one.id, "settlements", { settlement_quote, reference: "bank-3" });
    expect(settled.json).toMatchObject({ state: "settled", balance: { outstanding: 0 } });
    expect((await move(one.id, "settlements", { settlement_quote })).json.code).toBe("wrong_state");
  });

  test("a partial refund makes the rows smaller and says who gets what; more than the goods is refused", async () => {
    const { json: plan } = await server.active("own-12");
    const refunded = await move(plan.id, "refunds", { amount: 100_000, reason: "price_match" });
    expect(refunded.json.refunded).toBe(100_000);
    expect(refunded.json.balance.outstanding).toBeLessThan(plan.balance.outstanding - 100_000);
    expect(
      refunded.json.changes.some(({ row, to }: { row: number; to: string }) => row === 1 && to === "shopper"),
    ).toBe(true);
    const before = await read(plan.id);
    const beyond = await move(plan.id, "refunds", { amount: 499_901, reason: "returned" });
    expect(beyond.json).toMatchObject({ code: "over_refundable", facts: { refundable: 499_900 } });
    expect(await read(plan.id)).toEqual(before);
    expect((await move(plan.id, "refunds", { amount: 499_900, reason: "returned" })).json.state).toBe("refunded");
    expect(await balanced()).toBe(true);
  });

  test("is cancelled before the goods go out, and not after", async () => {
    const { json: plan } = await server.accept("own-3");
    expect((await move(plan.id, "cancellations")).json.state).toBe("cancelled");
    const { json: active } = await server.active("own-3");
    expect((await move(active.id, "cancellations")).json).toMatchObject({ code: "wrong_state" });
  });

  test("a lease goes from deposit to buyout", async () => {
    const { json: lease } = await server.active("own-lease");
    expect(lease.lease).toMatchObject({ deposit: 100_000, bought_on: null });
    const bought = await move(lease.id, "buyouts");
    expect(bought.json.state).toBe("settled");
    expect(bought.json.lease.bought_on).toBe("2026-11-22");
    expect((await move(lease.id, "returns")).status).toBe(409);
    expect(await balanced()).toBe(true);
  });

  test("due dates move, a dispute stops collection, a loss is written off", async () => {
    const { json: plan } = await server.active("own-12");
    const moved = await move(plan.id, "due-dates", { next_due_on: "2026-12-28" });
    expect(moved.json.schedule[1].due_on).toBe("2027-01-28");
    expect((await move(plan.id, "due-dates", { next_due_on: "2030-01-01" })).json.code).toBe("due_date_out_of_range");
    expect((await move(plan.id, "due-dates", { next_due_on: "2026-02-30" })).json.code).toBe("invalid_date");
    expect((await move(plan.id, "disputes", { reason: "not_received" })).json.state).toBe("disputed");
    expect((await move(plan.id, "dispute-outcomes", { given_back: 0 })).json.state).toBe("active");
    expect((await move(plan.id, "write-offs", { reason: "insolvent" })).json.state).toBe("written_off");
    expect(await balanced()).toBe(true);
  });

  test("two daily closes at once, and a third, do each row once", async () => {
    const plans = [];
    for (let i = 0; i < 3; i++) plans.push((await server.active("own-12")).json);
    server.pass(30 * 86_400_000);
    const close = () => server.ask("POST", "/v1/daily-close", {});
    const closed = await Promise.all([close(), close()]);
    expect(closed.map(({ status }) => status)).toEqual([200, 200]);
    expect((await close()).json).toEqual({ plans: 0 });
    for (const { id, schedule } of plans) {
      const { json } = await server.ask("GET", `/v1/ledger/entries?plan=${id}`);
      const earned = json.items.filter(({ kind }: { kind: string }) => kind === "close_day");
      expect(earned).toHaveLength(1);
      expect(earned[0].lines).toContainEqual({
        account: "interest_income",
        name: { "zh-CN": "利息收入", en: "Interest income" },
        partner: null,
        amount: -schedule[0].interest,
      });
    }
  });

  test("an advance is made once per key", async () => {
    const { clock, plan } = await onClock("own-3");
    const key = { headers: { "idempotency-key": randomUUID() } };
    const to = { to: "2026-12-23T02:00:00.000Z" };
    const first = await server.ask("POST", `/v1/test-clocks/${clock}/advance`, to, key);
    const before = await read(plan.id);
    expect((await server.ask("POST", `/v1/test-clocks/${clock}/advance`, to, key)).text).toBe(first.text);
    expect(await read(plan.id)).toEqual(before);
  });
});
