import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { asker, newKey, type TestServer, testServer } from "../testing/test-server.ts";

const RULE = {
  kind: "voucher",
  amount: 5_000,
  currency: "CNY",
  budget: 15_000,
  valid_until: "2100-01-01T00:00:00.000Z",
  audience: "no_equal_way",
} as const;

describe.each(PLACES)("compensation on %s", (kind, open) => {
  let place: TestPlace;
  let server: TestServer;
  /** A second process on the same database, where there can be one: its jobs work on the same compensations. */
  let other: TestServer | undefined;
  let second: string;
  let later = 0;

  beforeAll(async () => {
    place = await open();
    const now = () => Date.now() + later;
    server = await testServer(place, { now });
    if (kind === "PostgreSQL") {
      const { secret, masterKey } = server;
      other = await testServer(place, { now, secret, masterKeys: [masterKey], empty: true });
    }
    const key = { kind: "secret", mode: "test", name: "b", role: "approver", person: "b" };
    second = (await server.ask("POST", "/v1/keys", key)).json.key;
  }, START_MS);
  afterAll(async () => {
    await other?.close();
    await server.close();
    await place.drop();
  });

  const ask: TestServer["ask"] = (...args) => server.ask(...args);
  const quote = (ref?: string, of: object = {}) =>
    ask("POST", "/v1/quotes", { ...fixtureRequest, ...of, ...(ref && { shopper: { ref } }) });
  const pause = async (scope: object, compensation: object | "none" = RULE) => {
    const { json } = await ask("POST", "/v1/adjustments", { ...fixtureAdjustment, scope, compensation });
    return json.id as string;
  };
  const lift = (id: string) => ask("POST", `/v1/adjustments/${id}/lift`, {});
  const preview = (body: object) => ask("POST", "/v1/compensations/preview", body);
  const previewed = (adjustment: string, quotes: number, more: object = {}) =>
    expect
      .poll(async () => (await preview({ adjustment, ...more })).json, { timeout: 15_000 })
      .toMatchObject({ quotes });
  const draft = async (adjustment: string) =>
    (await ask("POST", "/v1/compensations", { adjustment })).json.id as string;
  const move = (id: string, name: string, key = server.secret, body = {}) =>
    ask("POST", `/v1/compensations/${id}/${name}`, body, { key });
  /** Asks for it, approves it, waits until it is granted. */
  const granted = async (adjustment: string) => {
    const id = await draft(adjustment);
    await move(id, "submit");
    await move(id, "approve", second);
    const read = async () => (await ask("GET", `/v1/compensations/${id}`)).json;
    await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe("granted");
    return read();
  };
  const codeOf = async (shopper: string): Promise<string> =>
    (await ask("GET", `/v1/vouchers?shopper=${shopper}`)).json.items[0].code;
  const redeem = (code: string, order: string, more: object = {}, key = server.secret) =>
    ask("POST", "/v1/vouchers/redeem", { code, order, currency: "CNY", most: 10_000, ...more }, { key });

  test("is looked at, approved by another person, and granted once per shopper within the budget", async () => {
    const id = await pause({ offer: "bank-12" });
    const shown = await ask("GET", `/v1/announcements/${id}`, undefined, { key: null });
    const { budget: _, ...told } = RULE;
    expect(shown.json.announcement.compensation).toEqual(told);
    await quote("none-1", { cart: { ...fixtureRequest.cart, currency: "USD" } });
    for (const shopper of [
      "shopper-one",
      "shopper-two",
      "shopper-three",
      "shopper-one",
      "shopper-four",
      "shopper-five",
    ])
      await quote(shopper);
    await quote();
    await previewed(id, 8);
    const tables = ["voucher", "compensation", "compensation_shopper", "compensation_budget", "audit_entry"] as const;
    const rows = async () =>
      Promise.all(tables.map((table) => server.store.db.selectFrom(table).selectAll().execute()));
    const before = await rows();
    const { json } = await preview({ adjustment: id });
    expect(json).toMatchObject({ complete: true, shoppers: 5, vouchers: 3, cost: 15_000, left_out: 2, spent: 0 });
    const tried = { ...RULE, budget: 25_000 };
    expect((await preview({ adjustment: id, compensation: tried })).json).toMatchObject({ vouchers: 5, left_out: 0 });
    expect(await rows()).toEqual(before);

    const first = await draft(id);
    expect((await move(first, "approve", second)).json.code).toBe("move_not_allowed");
    await move(first, "submit");
    expect((await move(first, "approve")).json.code).toBe("four_eyes");
    expect((await move(first, "reject", second, { note: "ask again" })).json).toMatchObject({
      state: "rejected",
      decision: { by: "b", note: "ask again" },
    });
    expect((await move(first, "approve", second)).json.code).toBe("move_not_allowed");

    const done = await granted(id);
    expect(done).toMatchObject({ progress: { quotes: 8, granted: 3, left_out: 2 }, decision: { by: "b" } });
    const grants = (await ask("GET", `/v1/compensations/${done.id}/grants`)).json.items;
    expect(grants.map(({ shopper }: { shopper: string }) => shopper).sort()).toEqual([
      "shopper-one",
      "shopper-three",
      "shopper-two",
    ]);
    expect(JSON.stringify(grants)).not.toContain(await codeOf("shopper-one"));

    expect((await granted(id)).progress).toMatchObject({ granted: 0 });
    expect((await preview({ adjustment: id })).json).toMatchObject({ vouchers: 0, spent: 15_000 });
    const log = (await ask("GET", "/v1/audit?stream=compensations")).json.items;
    expect(new Set(log.map(({ action }: { action: string }) => action.replace("compensation.", "")))).toEqual(
      new Set(["create", "submit", "reject", "approve", "found", "finish"]),
    );
    const stored = await server.dump();
    for (const secret of [await codeOf("shopper-two"), "shopper-four"]) expect(stored).not.toContain(secret);
    await lift(id);
  }, 60_000);

  test("leaves out who found an equal way, unless the rule says otherwise, and who asked before it began", async () => {
    await quote("early");
    const id = await pause({ offer: "wallet-12" });
    for (let i = 0; i < 2; i++) await quote("found");
    await previewed(id, 2);
    expect((await preview({ adjustment: id })).json).toMatchObject({ shoppers: 0, vouchers: 0 });
    const tried = { ...RULE, audience: "missed_way" };
    expect((await preview({ adjustment: id, compensation: tried })).json).toMatchObject({ shoppers: 1, vouchers: 1 });
    await lift(id);
  }, 60_000);

  test.skipIf(kind !== "PostgreSQL")(
    "by two processes at once grants nothing twice and nothing too much",
    async () => {
      const id = await pause({ offer: "bank-12" }, { ...RULE, budget: 5_000 * 120 + 4_999 });
      const shoppers = Array.from({ length: 150 }, (_, n) => `many-${n}`);
      for (let at = 0; at < shoppers.length; at += 25)
        await Promise.all(shoppers.slice(at, at + 25).map((s) => quote(s)));
      await previewed(id, 150);
      const two = await Promise.all([granted(id), granted(id)]);
      const sum = (name: string) => two.reduce((all, { progress }) => all + progress[name], 0);
      expect(sum("granted")).toBe(120);
      const rows = await server.store.db
        .selectFrom("voucher")
        .select("shopper_mark")
        .where("reference", "=", id)
        .execute();
      expect([rows.length, new Set(rows.map((row) => row.shopper_mark)).size]).toEqual([120, 120]);
      await lift(id);
    },
    90_000,
  );

  test("tells whoever waits for the way to return, by their own channel", async () => {
    const id = await pause({ offer: "bank-12" });
    const { token } = (await quote("waits")).json;
    const wish = { quote_token: token, offer: "bank-12", channel: "inbox", address: "waits", locale: "en" };
    expect((await ask("POST", "/v1/waitlist", wish)).json).toEqual({ status: "confirmed" });
    await previewed(id, 1);
    await granted(id);
    const letters = async () =>
      (await ask("GET", "/v1/outbox")).json.items.filter((one: { template: string }) => one.template === "voucher");
    await expect.poll(letters, { timeout: 15_000 }).toHaveLength(1);
    const [letter] = await letters();
    expect(letter.text).toContain(await codeOf("waits"));
    expect(letter.text).toContain("¥50.00");
    expect(letter.text).toContain(`/status/${id}`);
    await lift(id);
  }, 60_000);

  test("a voucher is used once, by the order that used it as often as that asks", async () => {
    const code = await codeOf("shopper-one");
    const typed = code.toLowerCase().replaceAll("-", " ");
    expect((await ask("GET", `/v1/vouchers/${encodeURIComponent(typed)}`)).json).toMatchObject({
      code,
      state: "valid",
    });
    const refusals = [
      [await redeem("7K2M-94QF-0XZT-5RAD", "order-1"), 422, "voucher_unknown"],
      [await redeem(code, "order-1", { shopper: "shopper-two" }), 422, "voucher_of_another"],
      [await redeem(code, "order-1", { most: 4_999 }), 422, "voucher_not_for_order"],
      [await redeem(code, "order-1", { currency: "EUR" }), 422, "voucher_not_for_order"],
    ] as const;
    for (const [{ status, json }, ...said] of refusals) expect([status, json.code]).toEqual(said);

    const payable = async () => {
      const { accounts } = (await ask("GET", "/v1/ledger/trial-balance?on=2099-01-01")).json;
      const account = accounts.find(({ account }: { account: string }) => account === "compensation_payable");
      return account.credit - account.debit;
    };
    const before = await payable();
    const races = await Promise.all(["order-1", "order-2", "order-3"].map((order) => redeem(typed, order)));
    expect(races.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { order } = races.find(({ status }) => status === 200)!.json;
    expect((await redeem(code, order, { shopper: "shopper-one" })).json).toMatchObject({ state: "used", order });
    expect((await redeem(code, "order-9")).json.code).toBe("voucher_used");
    expect(await payable()).toBe(before - RULE.amount);
    const log = (await ask("GET", "/v1/audit?stream=vouchers")).json.items;
    expect(log.filter(({ action }: { action: string }) => action === "voucher.redeem")).toHaveLength(1);
  });

  test("is no other store's, and ends when it said", async () => {
    const [code, foreign] = [await codeOf("shopper-two"), newKey()];
    await server.addMerchant("other", foreign);
    expect((await redeem(code, "order-1", {}, foreign)).json.code).toBe("voucher_unknown");
    const asked = await asker(server.url, foreign)("GET", "/v1/vouchers?shopper=s-2");
    expect(asked.json).toEqual({ items: [] });
    later = Date.parse(RULE.valid_until) - Date.now();
    expect((await ask("GET", `/v1/vouchers/${code}`)).json.state).toBe("expired");
    expect((await redeem(code, "order-1")).json.code).toBe("voucher_expired");
    later = 0;
  });

  test("needs a rule, a beginning, and a period in which it was in force", async () => {
    const body = { ...fixtureAdjustment, scope: { offer: "bank-6" } };
    const none = await pause(body.scope, "none");
    expect((await preview({ adjustment: none })).json.code).toBe("compensation_none");
    const scheduled = { ...body, compensation: RULE, starts_at: "2027-01-01T00:00:00Z" };
    const { id } = (await ask("POST", "/v1/adjustments", scheduled)).json;
    expect((await ask("POST", "/v1/compensations", { adjustment: id })).json.code).toBe("move_not_allowed");
    expect((await preview({ adjustment: randomUUID() })).json.code).toBe("not_found");
    const past = { adjustment: none, compensation: RULE, until: "2026-01-01T00:00:00Z" };
    expect((await preview(past)).json).toMatchObject({ code: "invalid_date", errors: [{ pointer: "/until" }] });
    const poor = await ask("POST", "/v1/adjustments", { ...body, compensation: { ...RULE, budget: 4_999 } });
    expect(poor.json).toMatchObject({ code: "adjustment_unsound", errors: [{ pointer: "/compensation/budget" }] });
  });
});
