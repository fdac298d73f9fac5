import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type StripeServer, startStripeServer } from "../adapters/partners/testing/stripe-server.ts";
import { planStore } from "../adapters/store/plan-store.ts";
import type { PlanDeps } from "../engine/change-plan.ts";
import { closePlans } from "../engine/close-plans.ts";
import { collectPlans } from "../engine/collect-plans.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

const SECRET = "between-us";
const DAY_MS = 86_400_000;
const unused = () => {
  throw new Error("nothing is audited here");
};

describe.each(PLACES)("payments taken on their day, on %s", (_, make) => {
  let place: TestPlace;
  let partner: SandboxPartner;
  let cards: StripeServer;
  let server: PlanServer;
  /** Ahead of the world's clock; partners are asked at the present. */
  let ahead = 0;

  beforeAll(async () => {
    place = await make();
    const open = { currency: "CNY", min: null, max: null, rate_ppm: null, fee_ppm: null };
    const terms = { bank: [{ method: "card_instalments", count: 12, ...open }] };
    partner = await startSandboxPartner({ port: 0, secret: SECRET, terms });
    const line = { merchant: "shop", adapter: "sandbox", url: partner.url, secret: SECRET } as const;
    cards = await startStripeServer();
    const { url, secretKey, webhookSecret } = cards;
    const stripe = { url, secretKey, webhookSecret, payUrl: "https://shop.example/pay", currency: "CNY", counts: [6] };
    server = await planServer(place, {
      now: () => Date.now() + ahead,
      partners: [
        { ...line, partner: "bank" },
        { ...stripe, merchant: "shop", partner: "card", adapter: "stripe" },
      ],
    });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await partner.close();
    await cards.close();
    await place.drop();
  });
  afterEach(() => partner.faults.clear());

  const post = (id: string, name: string, body: object = {}) => server.ask("POST", `/v1/plans/${id}/${name}`, body);
  const read = async (id: string) => (await server.ask("GET", `/v1/plans/${id}`)).json;
  const iso = (ms: number) => new Date(ms).toISOString();
  const collects = (id: string, done = true) =>
    partner
      .moved("bank")
      .filter((each) => each.reference === id && each.kind === "collect" && (each.state === "done") === done);

  /** A running plan with a mandate on a clock of its own, which stands at the present. */
  async function onClock(body: object = {}) {
    const now = Date.now();
    const clock = (await server.ask("POST", "/v1/test-clocks", { at: iso(now) })).json.id as string;
    const choice = await server.choose("bank-12", iso(now - 20_000));
    const { json } = await server.ask("POST", "/v1/plans", { ...choice, mandate: "m-1", test_clock: clock, ...body });
    const { json: plan } = await post(json.id, "activations");
    expect(plan.collects, JSON.stringify(json)).toBe(true);
    const due = plan.schedule.map((row: { due_on: string }) => row.due_on) as string[];
    const advance = (day: string, days = 0) =>
      server.ask("POST", `/v1/test-clocks/${clock}/advance`, {
        to: iso(Date.parse(`${day}T04:00:00Z`) + days * DAY_MS),
      });
    return { plan, due, advance };
  }

  test("a plan lives a year in seconds: each payment is announced, taken once, and told of", async () => {
    const contact = { channel: "email", address: "lin@shopper.example", locale: "en", title: "year" };
    const { plan, due, advance } = await onClock({ contact });
    expect((await advance(due.at(-1)!)).status).toBe(200);
    const { state, movements, schedule } = await read(plan.id);
    expect(state).toBe("settled");
    const taken = schedule.map(({ n, total }: { n: number; total: number }) => ({
      row: n,
      amount: total,
      state: "done",
    }));
    expect(movements.filter(({ kind }: { kind: string }) => kind === "collect")).toMatchObject(taken);
    expect(collects(plan.id).map(({ amount }) => amount)).toEqual(schedule.map((row: { total: number }) => row.total));
    const letters = async () => {
      const { json } = await server.ask("GET", "/v1/outbox");
      const count = (what: string) => json.items.filter(({ text }: { text: string }) => text.includes(what)).length;
      return [count("It is taken as you have agreed"), count("We have received"), count("is paid in full")];
    };
    await expect.poll(letters).toEqual([12, 12, 1]);
    expect((await server.ask("GET", "/v1/ledger/trial-balance?on=2099-01-01")).json.balanced).toBe(true);
  }, 60_000);

  test("what cannot be taken is tried on three days, told, and left to the shopper; the next payment is taken again", async () => {
    const contact = { channel: "email", address: "wei@shopper.example", locale: "zh-CN", title: "空" };
    const { plan, due, advance } = await onClock({ contact });
    partner.faults.set("bank", undefined, { collect_decline: true });
    await advance(due[0]!, 8);
    expect(collects(plan.id, false)).toHaveLength(3);
    const late = await read(plan.id);
    expect(late.state).toBe("overdue");
    expect(late.schedule[0]).toMatchObject({ state: "overdue", paid: 0 });
    const told = async () => {
      const { json } = await server.ask("GET", "/v1/outbox");
      return json.items.filter(({ text }: { text: string }) => text.includes("为“空”扣款") && text.includes("没有成功"))
        .length;
    };
    await expect.poll(told).toBe(3);

    partner.faults.clear();
    await post(plan.id, "repayments", { amount: late.balance.overdue, reference: "bank-1" });
    await advance(due[1]!);
    expect(collects(plan.id)).toMatchObject([{ amount: plan.schedule[1].total }]);
    expect((await read(plan.id)).state).toBe("active");
  }, 60_000);

  test("an answer that was lost is looked up: the money is taken once, and is a repayment once", async () => {
    const { plan, due, advance } = await onClock();
    partner.faults.set("bank", undefined, { reset: true });
    await advance(due[0]!);
    expect((await read(plan.id)).movements.at(-1)).toMatchObject({ kind: "collect", row: 1, state: "unclear" });
    partner.faults.clear();
    const paid = async () => (await read(plan.id)).schedule[0].state;
    await expect.poll(paid, { timeout: 60_000, interval: 500 }).toBe("paid");
    expect(collects(plan.id)).toHaveLength(1);
    const repaid = async () => {
      const { json } = await server.ask("GET", `/v1/events?plan=${plan.id}`);
      return json.items.filter(({ type }: { type: string }) => type === "plan.repaid").length;
    };
    await expect.poll(repaid, { timeout: 30_000 }).toBe(1);
  }, 90_000);

  test("a worker that died between wanting and asking: another asks, once", async () => {
    const { plan, due } = await onClock();
    const day = { today: due[0]!, at: `${due[0]}T04:00:00.000Z` };
    const clock = (await read(plan.id)).test_clock;
    await sql`update test_clock set at = ${day.at}::timestamptz where id = ${clock}`.execute(server.store.db);
    const open = { seal: (text: string) => text, open: (text: string) => text };
    const plans = planStore(server.store.db, open, unused, Date.now);
    const dying = { plans, now: Date.now } as PlanDeps;
    await closePlans(dying, "shop", clock, day);
    expect(await collectPlans(dying, "shop", clock, day, 90_000)).toHaveLength(1);
    expect(await collectPlans(dying, "shop", clock, day, 90_000)).toEqual([]);
    expect(collects(plan.id)).toHaveLength(0);
    // Its hold is over.
    await sql`update plan_movement set look_at = now() where plan_id = ${plan.id} and look_at is not null`.execute(
      server.store.db,
    );
    await expect
      .poll(async () => (await read(plan.id)).schedule[0].state, { timeout: 60_000, interval: 500 })
      .toBe("paid");
    expect(collects(plan.id)).toHaveLength(1);
  }, 90_000);

  test("the store's own book takes it with the close; two closes at once, and a third, take it once", async () => {
    const chosen = await server.choose("own-3", iso(Date.now() - 20_000));
    const { json } = await server.ask("POST", "/v1/plans", { ...chosen, mandate: "m-2" });
    const { json: plan } = await post(json.id, "activations");
    ahead = Date.parse(`${plan.schedule[0].due_on}T04:00:00Z`) - Date.now();
    const close = () => server.ask("POST", "/v1/daily-close", {});
    await Promise.all([close(), close()]);
    await close();
    ahead = 0;
    const after = await read(plan.id);
    expect(after.schedule.map(({ state }: { state: string }) => state)).toEqual(["paid", "upcoming", "upcoming"]);
    expect(after.movements).toMatchObject([{ kind: "capture" }, { kind: "collect", row: 1, state: "done" }]);
    const { json: entries } = await server.ask("GET", `/v1/ledger/entries?plan=${plan.id}`);
    expect(entries.items.filter(({ reference }: { reference: string }) => reference === `${plan.id}_2`)).toMatchObject([
      { lines: [{ account: "cash_in_transit" }, { account: "shopper_receivable" }] },
    ]);
  });

  test("a mandate for a partner that takes no payments is refused, and nobody is asked", async () => {
    const chosen = await server.choose("card-full", iso(Date.now() - 20_000));
    const refused = await server.ask("POST", "/v1/plans", { ...chosen, mandate: "m-3" });
    expect(refused.json).toMatchObject({ code: "mandate_not_taken", errors: [{ pointer: "/mandate" }] });
  });
});
