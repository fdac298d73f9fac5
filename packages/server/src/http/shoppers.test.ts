import { readFileSync } from "node:fs";
import { checkShape, ROUTES } from "@fenqi/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shopperStore } from "../adapters/store/shopper-store.ts";
import { vault } from "../adapters/token/vault.ts";
import { columnsWith } from "../testing/dump.ts";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

const REF = "canary-ref-7f3a";
const MAIL = "canary.mail.7f3a@shopper.example";
const PHONE = "+8613912347331";
const NAME = "Canary Wanderer";
const CANARIES = [REF, MAIL, PHONE, NAME];
const WHO = { shopper_ref: REF, channel: "email", address: MAIL };
const READ_MS = 15_000;

/** What the guide says is kept in the clear. */
const guide = readFileSync(new URL("../../../../docs/guide/operations.md", import.meta.url), "utf8");
const listed = guide
  .split("\n")
  .filter((line) => line.startsWith("| `") && line.includes("| clear"))
  .flatMap((line) => [...line.split("|")[1]!.matchAll(/`(\w+\.\w+)`/g)].map(([, column]) => column!));

describe.each(PLACES)("check 40: one person through everything, on %s", (_, open) => {
  let place: TestPlace;
  let server: PlanServer;
  let plan: string;
  let quote: { readonly id: string; readonly code: string; readonly token: string };
  beforeAll(async () => {
    place = await open();
    server = await planServer(place, {
      support: {
        hours: null,
        telephone: null,
        reply_minutes: { availability: 120, review: 120, plans: 120, general: 120 },
        goodwill_limits: { CNY: 5_000 },
        voucher_days: 90,
        keep_days: 30,
      },
    });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const ask = async (path: string, body: object, status = 200) => {
    const answer = await server.ask("POST", path, body);
    expect([path, answer.status, answer.status === status ? "" : answer.text]).toEqual([path, status, ""]);
    return answer;
  };
  const quoted = async () => (await ask("/v1/quotes", { ...fixtureRequest, shopper: { ref: REF, age: 30 } })).json;
  const count = async (query: ReturnType<typeof sql>) => (await query.execute(server.store.db)).rows.length;

  test("what they leave behind stands in the clear only where the guide says so", async () => {
    quote = await quoted();
    const { created_at, options } = quote as never as {
      created_at: string;
      options: { id: string; disclosure: { id: string } }[];
    };
    const shown = Date.parse(created_at);
    server.pass(READ_MS);
    const made = await ask(
      "/v1/plans",
      {
        quote_token: quote.token,
        option: "own-12",
        order_ref: "order-1",
        return_url: `https://shop.example/back?for=${REF}`,
        consent: {
          disclosure: options.find(({ id }) => id === "own-12")!.disclosure.id,
          language: "en",
          shown_at: new Date(shown).toISOString(),
          confirmed_at: new Date(shown + READ_MS).toISOString(),
        },
        contact: { channel: "email", address: MAIL, locale: "en", title: `A phone for ${NAME}` },
      },
      201,
    );
    plan = made.json.id;
    await ask(`/v1/plans/${plan}/activations`, {});
    await ask(`/v1/plans/${plan}/repayments`, { amount: 10_000, reference: "bank-1" });

    await ask("/v1/adjustments", { ...fixtureAdjustment, scope: { offer: "wallet-12" } }, 201);
    const without = await quoted();
    const wish = { quote_token: without.token, offer: "wallet-12", locale: "en" };
    await ask("/v1/waitlist", { ...wish, channel: "sms", address: PHONE });
    await ask("/v1/subscriptions", { components: ["all"], channel: "email", address: MAIL, locale: "en" });
    const opened = await ask(
      "/v1/cases",
      {
        text: `I am ${NAME}, call ${PHONE}`,
        locale: "en",
        quote_code: without.code,
        reply: { channel: "email", address: MAIL },
      },
      201,
    );
    await ask(`/v1/cases/${opened.json.id}/goodwill`, { currency: "CNY", amount: 3_000, reason: `For ${NAME}` }, 201);
    const settled = () => count(sql`select from outbox where state = 'waiting'`);
    await expect.poll(() => count(sql`select from outbox where template = 'plan'`)).toBe(2);
    await expect.poll(settled).toBe(0);
    await expect.poll(() => count(sql`select from quote_record where shopper_mark is not null`)).toBe(2);

    const found = await columnsWith(server.store.db, CANARIES);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((column) => !listed.includes(column))).toEqual([]);
    expect(listed.filter((column) => !found.includes(column))).toEqual([]);
    expect(server.lines.filter((line) => CANARIES.some((text) => line.includes(text)))).toEqual([]);
  });

  test("an export holds all of it, by reference or by address, and leaves a trace that names nobody", async () => {
    const { json, text } = await ask("/v1/shoppers/exports", WHO);
    expect(checkShape(ROUTES.exportShopper.answer.schema, json)).toEqual([]);
    for (const canary of CANARIES) expect(text).toContain(canary);
    expect(json).toMatchObject({
      quotes: [{ facts: { ref: REF, age: 30 } }, { id: quote.id }],
      plans: [{ plan: { id: plan }, return_url: `https://shop.example/back?for=${REF}` }],
      consents: [{ plan, shown: { id: "own-12" } }],
      contacts: [{ plan, address: MAIL }],
      cases: [{ reply: { address: MAIL }, goodwill: [{ amount: 3_000 }] }],
      waitlist: [{ address: PHONE, offer: "wallet-12" }],
      subscriptions: [{ address: MAIL }],
      vouchers: [{ shopper: REF, amount: 3_000 }],
    });
    expect(json.plans[0].ledger.map(({ kind }: { kind: string }) => kind)).toContain("repay");
    const byMail = (await ask("/v1/shoppers/exports", { channel: "email", address: MAIL })).json;
    expect(byMail).toMatchObject({ plans: [], quotes: [], contacts: [{ plan }], cases: [{}], subscriptions: [{}] });
    const nobody = await ask("/v1/shoppers/exports", { shopper_ref: "somebody-else" });
    expect(nobody.json).toMatchObject({ quotes: [], plans: [], contacts: [], cases: [], waitlist: [], vouchers: [] });
    const log = await server.ask("GET", "/v1/audit?stream=shoppers");
    expect(log.json.items).toHaveLength(3);
  });

  const held = async (who: object) => (await ask("/v1/shoppers/searches", who)).json;
  const audited = async (action: string) =>
    (await server.ask("GET", `/v1/audit?stream=shoppers&action=${action}`)).json.items as { after: unknown }[];

  test("a search counts what an export holds, and says nothing of it", async () => {
    for (const who of [WHO, { shopper_ref: REF }, { channel: "email", address: MAIL }]) {
      const exported = (await ask("/v1/shoppers/exports", who)).json;
      const kinds = ["quotes", "plans", "consents", "contacts", "cases", "waitlist", "subscriptions", "vouchers"];
      const counted = [...kinds, "messages"].map((kind) => [kind, exported[kind].length] as const);
      const { json, text } = await ask("/v1/shoppers/searches", who);
      expect(checkShape(ROUTES.findShopper.answer.schema, json)).toEqual([]);
      expect(json).toMatchObject({ held: Object.fromEntries(counted), running: [plan] });
      for (const canary of CANARIES) expect(text).not.toContain(canary);
    }
    expect((await held({ shopper_ref: "somebody-else" })).running).toEqual([]);
    expect(await audited("shopper.find")).toHaveLength(4);
  });

  test("who owes is not erased; nor is anybody by half a name", async () => {
    const running = await ask("/v1/shoppers/erasures", WHO, 409);
    expect(running.json).toMatchObject({ code: "plans_running", errors: [{ detail: plan }] });
    const { address: _, ...half } = WHO;
    expect((await ask("/v1/shoppers/erasures", half, 400)).json.errors[0].pointer).toBe("/address");
    expect((await ask("/v1/shoppers/erasures", {}, 400)).json.code).toBe("invalid_request");
    expect((await ask("/v1/shoppers/erasures", { reason: "asked" }, 400)).json.errors[0].pointer).toBe("/shopper_ref");
    expect((await ask("/v1/shoppers/erasures", { ...WHO, reason: `${NAME} asked` }, 400)).json.code).toBe(
      "invalid_request",
    );
    expect((await ask("/v1/shoppers/erasures", { ...WHO, address: "nowhere" }, 422)).json.code).toBe(
      "address_unusable",
    );
    expect((await server.ask("GET", `/v1/quotes/${quote.id}`)).status).toBe(200);
  });

  test("after the erasure nothing names them, the books stand, and their quotes are gone", async () => {
    await ask(`/v1/plans/${plan}/refunds`, { amount: fixtureRequest.cart.total, reason: "returned" });
    const before = (await server.ask("GET", "/v1/ledger/trial-balance")).text;
    await expect.poll(() => count(sql`select from outbox where template = 'plan'`)).toBe(3);
    const { seal } = vault([server.masterKey]);
    for (const [id, to] of [
      ["theirs", MAIL],
      ["another", "another@shopper.example"],
    ] as const)
      await sql`
        insert into outbox (merchant_id, id, dedupe_key, channel, recipient, locale, template, facts, due_at, created_at)
        values ('shop', ${id}, ${id}, 'email', ${seal(to)}, 'en', 'adjustment', '{}', '2100-01-01', now())`.execute(
        server.store.db,
      );
    const { json } = await ask("/v1/shoppers/erasures", { ...WHO, reason: "asked" });
    expect(checkShape(ROUTES.eraseShopper.answer.schema, json)).toEqual([]);
    expect(json).toMatchObject({
      erased: { quotes: 2, contacts: 1, cases: 1, waitlist: 1, subscriptions: 1, vouchers: 1 },
      kept: { plans: [plan], why: "books" },
    });
    expect((await sql`select id from outbox`.execute(server.store.db)).rows).toEqual([{ id: "another" }]);
    expect(await columnsWith(server.store.db, CANARIES)).toEqual([]);
    expect(server.lines.filter((line) => CANARIES.some((text) => line.includes(text)))).toEqual([]);

    const left = (await ask("/v1/shoppers/exports", WHO)).json;
    const empty = { quotes: [], plans: [], consents: [], contacts: [], cases: [], waitlist: [], subscriptions: [] };
    expect(left).toMatchObject({ ...empty, messages: [] });
    expect(new Set(Object.values((await held(WHO)).held))).toEqual(new Set([0]));
    expect((await audited("shopper.erase"))[0]!.after).toMatchObject({ reason: "asked", quotes: 2 });
    expect((await server.ask("GET", "/v1/ledger/trial-balance")).text).toBe(before);
    expect((await server.ask("GET", `/v1/plans/${plan}`)).json.state).toBe("refunded");
    const { rows } = await sql<{ ref: string }>`select shopper_ref as ref from plan where id = ${plan}`.execute(
      server.store.db,
    );
    expect(rows[0]!.ref).toBe(json.kept.pseudonym);

    for (const answer of [
      await server.ask("GET", `/v1/quotes/${quote.id}`),
      await server.ask("GET", `/v1/quotes?code=${quote.code}`),
      await server.ask("POST", "/v1/quotes/replay", { token: quote.token }),
      await server.ask("POST", "/v1/quotes/option", { token: quote.token, option: "own-12" }),
    ])
      expect([answer.status, answer.json.code]).toEqual([410, "gone"]);
    expect((await server.ask("GET", "/v1/audit/verify")).json).toMatchObject({ flaws: [] });
  });

  test("who comes back is new", async () => {
    server.pass(1);
    const { id, token } = await quoted();
    expect((await server.ask("POST", "/v1/quotes/replay", { token })).status).toBe(200);
    expect((await server.ask("GET", `/v1/quotes/${id}`)).status).toBe(200);
  });

  test("without anybody's asking, all of it is forgotten in time; what serves a running plan stays", async () => {
    const { db } = server.store;
    await sql`
      insert into partner_callback (merchant_id, partner, id, about, reference, state, at, heard_at)
      values ('shop', 'wallet', 'cb-1', 'payment', 'plan_1', 'paid', now(), now())`.execute(db);
    const running = (await server.active("own-3")).json;
    const shoppers = shopperStore(db);
    const refs = () => count(sql`select from plan where shopper_ref is not null`);
    const quotes = () => count(sql`select from quote_record`);
    await expect
      .poll(() =>
        count(sql`select from quote_record where id = (
      select quote_id from plan where id = ${running.id})`),
      )
      .toBe(1);

    const before = [await refs(), await quotes()];
    const long = "2000-01-01T00:00:00.000Z";
    await shoppers.forget({ quotes: long, plans: { at: long, days: 1_098 }, callbacks: long });
    expect([await refs(), await quotes(), await count(sql`select from partner_callback`)]).toEqual([...before, 1]);
    // By the instant that is handed in: two years on is too soon, and four are not.
    await shoppers.forget({ quotes: long, plans: { at: "2028-11-22T02:00:00.000Z", days: 1_098 }, callbacks: long });
    expect(await refs()).toBe(before[0]);
    await shoppers.forget({ quotes: long, plans: { at: "2030-11-22T02:00:00.000Z", days: 1_098 }, callbacks: long });
    expect(await refs()).toBe(0);
    const past = "2100-01-01T00:00:00.000Z";
    await shoppers.forget({ quotes: past, plans: { at: past, days: 1_098 }, callbacks: past });
    expect([await refs(), await quotes()]).toEqual([0, 1]);
    expect(await count(sql`select from partner_callback union all select from sandbox_message`)).toBe(0);
  });
});
