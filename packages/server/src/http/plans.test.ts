import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fixtureAdjustment } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer, READ_MS } from "../testing/plan-fixture.ts";
import { newKey } from "../testing/test-server.ts";

describe.each(PLACES)("plans on %s", (_, make) => {
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

  const eventsOf = async (plan: string) =>
    (await server.ask("GET", `/v1/events?plan=${plan}`)).json.items.map(({ type }: { type: string }) => type);
  const balanced = async () => (await server.ask("GET", "/v1/ledger/trial-balance?on=2099-01-01")).json.balanced;

  test("an accepted option becomes a plan with its rows, its consent and its event", async () => {
    const { status, json } = await server.accept("own-12", { order_ref: "order-7" });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      order_ref: "order-7",
      state: "accepted",
      partner: { id: "own" },
      offer: "own-12",
      amount: 599_900,
      balance: { outstanding: 0, due_now: 0, overdue: 0 },
      next_action: { kind: "none" },
    });
    expect(json.schedule).toHaveLength(12);
    expect(json.schedule.reduce((sum: number, row: { principal: number }) => sum + row.principal, 0)).toBe(599_900);
    const read = await server.ask("GET", `/v1/plans/${json.id}`);
    const { changes, ...plan } = json;
    expect(read.json).toEqual(plan);
    expect(changes).toContainEqual({ row: null, what: "state", before: null, after: "accepted", from: null, to: null });
    await vi.waitFor(async () => expect(await eventsOf(json.id)).toEqual(["plan.created"]), 25_000);
    const consent = await sql<{ disclosure: string; reading_seconds: number; shown: string }>`
      select disclosure, reading_seconds, shown from consent where plan_id = ${json.id}`.execute(server.store.db);
    expect(consent.rows[0]).toMatchObject({ disclosure: "cn-2026-08-01", reading_seconds: READ_MS / 1_000 });
    expect(JSON.parse(consent.rows[0]!.shown)).toMatchObject({ id: "own-12", disclosure: { nothing_else: true } });
  });

  test("the consent to a plan is read by itself as it was kept, by its own merchant, whatever becomes of the plan", async () => {
    const choice = (await server.choose("own-12")) as { consent: object };
    const { json: plan } = await server.ask("POST", "/v1/plans", choice);
    const consent = await server.ask("GET", `/v1/plans/${plan.id}/consent`);
    expect(consent.status).toBe(200);
    const { shown, ...kept } = consent.json;
    expect(kept).toEqual({
      plan: plan.id,
      ...choice.consent,
      reading_seconds: READ_MS / 1_000,
      catalogue_version: expect.stringMatching(/./),
    });
    expect(shown).toMatchObject({ id: "own-12", disclosure: { id: kept.disclosure } });
    expect(shown.schedule.map(({ total }: { total: number }) => total)).toEqual(
      plan.schedule.map(({ total }: { total: number }) => total),
    );

    await server.ask("POST", `/v1/plans/${plan.id}/cancellations`, { reason: "changed_mind" });
    expect((await server.ask("GET", `/v1/plans/${plan.id}/consent`)).json).toEqual(consent.json);

    const key = newKey();
    await server.addMerchant(`other-${server.merchant}`, key);
    for (const [id, asked] of [
      [plan.id, { key }],
      ["plan_0", {}],
    ] as const) {
      const { status, json } = await server.ask("GET", `/v1/plans/${id}/consent`, undefined, asked);
      expect([status, json.code]).toEqual([404, "not_found"]);
    }
  });

  test("a plan is repaid to its last cent, every change says row by row who got what, and the books balance", async () => {
    const { json: plan } = await server.active("own-12");
    expect(plan.state).toBe("active");
    const first = plan.schedule[0].total;
    const repaid = await server.ask("POST", `/v1/plans/${plan.id}/repayments`, { amount: first, reference: "bank-1" });
    expect(repaid.status).toBe(200);
    expect(repaid.json.schedule[0]).toMatchObject({ state: "paid", paid: first });
    expect(repaid.json.changes).toContainEqual(
      expect.objectContaining({ row: 1, what: "paid_principal", before: 0, from: "shopper", to: "store" }),
    );
    const rest = repaid.json.balance.outstanding;
    const last = await server.ask("POST", `/v1/plans/${plan.id}/repayments`, { amount: rest, reference: "bank-2" });
    expect(last.json).toMatchObject({ state: "settled", balance: { outstanding: 0 } });
    const entries = await server.ask("GET", `/v1/ledger/entries?plan=${plan.id}`);
    expect(entries.json.items.map(({ kind }: { kind: string }) => kind)).toEqual(["activate", "repay", "repay"]);
    expect(await balanced()).toBe(true);
  });

  test("more than is owed, a closed plan, an unknown one: refused with facts, and nothing is changed", async () => {
    const { json: plan } = await server.active("own-3");
    const repay = (amount: number, id = plan.id) =>
      server.ask("POST", `/v1/plans/${id}/repayments`, { amount, reference: "bank-3" });
    const before = await server.ask("GET", `/v1/plans/${plan.id}`);
    expect((await repay(599_901)).json).toMatchObject({
      code: "over_outstanding",
      facts: { outstanding: 599_900, amount: 599_901 },
    });
    expect((await server.ask("GET", `/v1/plans/${plan.id}`)).text).toBe(before.text);
    expect((await repay(599_900)).json.state).toBe("settled");
    expect((await repay(1)).json).toMatchObject({ status: 409, code: "wrong_state", facts: { state: "settled" } });
    expect((await repay(1, "plan_none")).status).toBe(404);
  });

  test("a quote becomes one plan", async () => {
    const choice = await server.choose("own-3");
    const first = await server.ask("POST", "/v1/plans", choice);
    const second = await server.ask("POST", "/v1/plans", choice);
    expect(second.json).toMatchObject({ status: 409, code: "quote_used", facts: { plan: first.json.id } });
  });

  test("a hundred at once under one key make one plan and one repayment", async () => {
    const choice = await server.choose("own-12", undefined);
    const key = { headers: { "idempotency-key": randomUUID() } };
    const many = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 100 }, work));
    const made = await many(() => server.ask("POST", "/v1/plans", choice, key));
    const yes = made.filter(({ status }) => status === 201);
    expect(yes.length).toBeGreaterThan(0);
    expect(new Set(yes.map(({ text }) => text)).size).toBe(1);
    expect(made.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const { id } = yes[0]!.json;
    await server.ask("POST", `/v1/plans/${id}/activations`, {});
    const once = { headers: { "idempotency-key": randomUUID() } };
    const repaid = await many(() =>
      server.ask("POST", `/v1/plans/${id}/repayments`, { amount: 1_000, reference: "r" }, once),
    );
    expect(new Set(repaid.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(repaid[0]!.json.schedule[0].paid).toBe(1_000);
    expect((await server.ask("GET", `/v1/plans/${id}`)).json.schedule[0].paid).toBe(1_000);
  });

  test("of sixty-four repayments of the whole at once one wins", async () => {
    const { json: plan } = await server.active("own-3");
    const all = await Promise.all(
      Array.from({ length: 64 }, () =>
        server.ask("POST", `/v1/plans/${plan.id}/repayments`, { amount: 599_900, reference: "r" }),
      ),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(all.map(({ json }) => json.code))).toEqual(new Set([undefined, "wrong_state"]));
    expect(await balanced()).toBe(true);
  });

  test("a key is for one request: another amount or another plan is refused", async () => {
    const [{ json: one }, { json: other }] = [await server.active("own-3"), await server.active("own-3")];
    const key = { headers: { "idempotency-key": randomUUID() } };
    const repay = (id: string, amount: number) =>
      server.ask("POST", `/v1/plans/${id}/repayments`, { amount, reference: "r" }, key);
    const first = await repay(one.id, 500);
    expect((await repay(one.id, 500)).text).toBe(first.text);
    expect((await repay(one.id, 501)).json.code).toBe("idempotency_other_request");
    expect((await repay(other.id, 500)).json.code).toBe("idempotency_other_request");
    expect((await server.ask("GET", `/v1/plans/${one.id}`)).json.schedule[0].paid).toBe(500);
  });

  test("consent is held against the server's own clock and the regime's reading time", async () => {
    const choice = (await server.choose("own-12")) as { consent: { shown_at: string } };
    const consent = (change: object) => ({ ...choice, consent: { ...choice.consent, ...change } });
    const said = async (change: object) => (await server.ask("POST", "/v1/plans", consent(change))).json;
    const soon = new Date(Date.parse(choice.consent.shown_at) + 4_000).toISOString();
    expect(await said({ confirmed_at: soon })).toMatchObject({
      code: "consent_insufficient",
      errors: [{ pointer: "/consent/confirmed_at", code: "too_soon" }],
    });
    expect(await said({ disclosure: "us-2010" })).toMatchObject({ errors: [{ pointer: "/consent/disclosure" }] });
    expect(await said({ shown_at: "2026-11-21T00:00:00Z" })).toMatchObject({ errors: [{ code: "too_early" }] });
    expect(await said({ confirmed_at: "2030-01-01T00:00:00Z" })).toMatchObject({ errors: [{ code: "too_late" }] });
    expect(await said({ confirmed_at: "2026-02-30T00:00:00Z" })).toMatchObject({ errors: [{ code: "no_such_date" }] });
    // What is kept is for how long it was read, not for how long it must be; and no longer than this server knows of.
    const { shown_at } = choice.consent;
    const later = (ms: number) => new Date(Date.parse(shown_at) + ms).toISOString();
    const early = { shown_at: later(-30_000), confirmed_at: later(READ_MS + 30_000) };
    const accepted = await said(early);
    expect(accepted).toMatchObject({ state: "accepted" });
    const kept = await sql<{ reading_seconds: number }>`
      select reading_seconds from consent where plan_id = ${accepted.id}`.execute(server.store.db);
    expect(kept.rows).toEqual([{ reading_seconds: READ_MS / 1_000 }]);
  });

  test("a way that was suspended since the quote is refused with the reason, and another is accepted at once", async () => {
    const choice = await server.choose("own-12");
    const { json: adjustment } = await server.ask("POST", "/v1/adjustments", {
      ...fixtureAdjustment,
      scope: { offer: "own-12" },
    });
    const refused = await server.ask("POST", "/v1/plans", choice);
    expect(refused.json).toMatchObject({
      status: 409,
      code: "way_unavailable",
      missing: { offer: "own-12", adjustment: adjustment.id, causes: [{ category: "maintenance" }] },
    });
    expect(refused.json.missing.alternatives.length).toBeGreaterThan(0);
    const other = { ...choice, quote_token: refused.json.quote.token, option: "own-3" };
    const quoted = refused.json.quote.options.find(({ id }: { id: string }) => id === "own-3");
    server.pass(15_000);
    const shown_at = refused.json.quote.created_at;
    const confirmed_at = new Date(Date.parse(shown_at) + 15_000).toISOString();
    const consent = { disclosure: quoted.disclosure.id, language: "en", shown_at, confirmed_at };
    expect((await server.ask("POST", "/v1/plans", { ...other, consent })).status).toBe(201);
    await server.ask("POST", `/v1/adjustments/${adjustment.id}/lift`, {});
  });

  test("an expired quote is refused with a new one", async () => {
    const choice = await server.choose("own-3");
    server.pass(15 * 60_000);
    const { json } = await server.ask("POST", "/v1/plans", choice);
    expect(json).toMatchObject({ status: 409, code: "quote_expired" });
    expect(json.quote.options.length).toBeGreaterThan(0);
  });

  test("a partner that nobody is connected to is never taken as a yes", async () => {
    expect((await server.accept("bank-6")).json).toMatchObject({ code: "partner_unavailable" });
  });

  test("plans are listed by order and by state, newest first", async () => {
    const made = [];
    for (let i = 0; i < 3; i++) made.push((await server.accept("own-3", { order_ref: "order-list" })).json.id);
    const { json } = await server.ask("GET", "/v1/plans?order_ref=order-list&state=accepted");
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual(made.reverse());
    expect((await server.ask("GET", "/v1/plans?order_ref=order-list&state=settled")).json.items).toEqual([]);
  });

  test("an account's statement ends at what the trial balance says", async () => {
    const { json: sums } = await server.ask("GET", "/v1/ledger/trial-balance?on=2099-01-01");
    const cash = sums.accounts.find(({ account }: { account: string }) => account === "cash_in_transit");
    let cursor = "";
    let last: { balance: number } | undefined;
    do {
      const { json } = await server.ask("GET", `/v1/ledger/statement?account=cash_in_transit&currency=CNY${cursor}`);
      last = json.items.at(-1);
      cursor = json.next_cursor === null ? "" : `&cursor=${json.next_cursor}`;
    } while (cursor !== "");
    expect(last!.balance).toBe(cash.balance);
    expect((await server.ask("GET", "/v1/ledger/statement?account=nowhere&currency=CNY")).status).toBe(404);
  });

  test("a preview is the decision itself, of which nothing is kept", async () => {
    const { json: plan } = await server.active("own-12");
    const body = { amount: 120_000, reason: "returned" };
    const version = async () =>
      (
        await sql<{ version: number }>`select version from plan_standing where plan_id = ${plan.id}`.execute(
          server.store.db,
        )
      ).rows[0];
    const before = await version();
    const seen = await server.ask("POST", `/v1/plans/${plan.id}/previews`, { refund: body });
    expect(seen.status).toBe(200);
    expect(await version()).toEqual(before);
    for (const { lines } of seen.json.entries) {
      expect(lines.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBe(0);
    }
    const { shopper, store, partner } = seen.json.shares;
    expect([shopper + store + partner, shopper > 0]).toEqual([0, true]);

    const done = await server.ask("POST", `/v1/plans/${plan.id}/refunds`, body);
    const { shares: _, entries, ...after } = seen.json;
    expect({ ...after, movements: [] }).toEqual({ ...done.json, movements: [] });
    const booked = await server.ask("GET", `/v1/ledger/entries?plan=${plan.id}`);
    expect(booked.json.items.at(-1).lines).toEqual(entries.at(-1).lines);

    const over = await server.ask("POST", `/v1/plans/${plan.id}/previews`, { refund: { ...body, amount: 1e9 } });
    expect([over.status, over.json.code]).toEqual([422, "over_refundable"]);
    const quote = await server.ask("POST", `/v1/plans/${plan.id}/settlement-quotes`, {});
    const { settlement_quote } = quote.json;
    const other = (await server.active("own-12")).json.id;
    const settle = (of: string) => server.ask("POST", `/v1/plans/${of}/previews`, { settle: { settlement_quote } });
    expect((await settle(plan.id)).json.state).toBe("settled");
    expect((await settle(other)).json.code).toBe("settlement_quote_invalid");
  });

  test("plans are found by how their order begins, their partner and their next day, and sorted, page after page", async () => {
    for (const n of [1, 2, 3]) await server.active(n === 2 ? "own-3" : "own-12", { order_ref: `list-${n}` });
    const list = async (query: string) => (await server.ask("GET", `/v1/plans?${query}`)).json;
    const orders = async (query: string) =>
      (await list(query)).items.map(({ order_ref }: { order_ref: string }) => order_ref);
    expect(await orders("q=list-")).toEqual(["list-3", "list-2", "list-1"]);
    expect(await orders("q=list-&sort=created")).toEqual(["list-1", "list-2", "list-3"]);
    expect(await orders("q=list-&sort=outstanding")).toEqual(["list-2", "list-1", "list-3"]);
    expect(await orders("q=list-2")).toEqual(["list-2"]);
    expect(await orders("q=list-&partner=bank")).toEqual([]);
    const [{ schedule, id }] = (await list("q=list-1")).items;
    expect(await orders(`q=${id.slice(0, 20)}`)).toContain("list-1");
    const due = schedule[0].due_on;
    expect(await orders(`q=list-&due_from=${due}&due_until=${due}`)).toHaveLength(3);
    expect(await orders(`q=list-&due_until=2026-11-22`)).toEqual([]);

    const all = await list("sort=-outstanding");
    const amounts = all.items.map(({ balance }: { balance: { outstanding: number } }) => balance.outstanding);
    expect(amounts).toEqual(amounts.toSorted((a: number, b: number) => b - a));
    const at = all.items[1];
    const rest = await list(`sort=-outstanding&cursor=${at.balance.outstanding}~${at.id}`);
    expect(rest.items).toEqual(all.items.slice(2));
    expect((await list(`sort=due&cursor=2026-99-99~${at.id}`)).items).toEqual([]);
    expect((await list("due_from=2026-02-30")).code).toBe("invalid_date");
  });
});
