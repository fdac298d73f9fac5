import { randomUUID } from "node:crypto";
import { type SandboxPartner, sign, startSandboxPartner } from "@fenqi/sandbox-partner";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

const SECRET = "between-us";
const RETURN_URL = "https://shop.example/back";
const WAITS = { timeout: 20_000, interval: 200 };

describe.each(PLACES)("what partners tell, on %s", (_, make) => {
  let place: TestPlace;
  let partner: SandboxPartner;
  let server: PlanServer;

  beforeAll(async () => {
    place = await make();
    const product = { method: "wallet_instalments", count: 3, currency: "CNY", min: null, max: null };
    const terms = { wallet: [{ ...product, rate_ppm: null, fee_ppm: null }] };
    partner = await startSandboxPartner({ port: 0, secret: SECRET, terms });
    partner.faults.set("wallet", undefined, { redirect: true });
    server = await planServer(place, {
      now: Date.now,
      partners: [{ merchant: "shop", partner: "wallet", adapter: "sandbox", url: partner.url, secret: SECRET }],
    });
    partner.tellTo(`${server.url}/v1/partners/{partner}/callbacks`);
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await partner.close();
    await place.drop();
  });

  /** A plan whose shopper has to agree at the partner, and the page for that. */
  async function sent(): Promise<{ readonly id: string; readonly url: string }> {
    const chosen = await server.choose("wallet-3", new Date(Date.now() - 20_000).toISOString());
    const { status, json } = await server.ask("POST", "/v1/plans", { ...chosen, return_url: RETURN_URL });
    expect([status, json.state, json.next_action.kind]).toEqual([201, "pending_partner", "redirect"]);
    return { id: json.id, url: json.next_action.url };
  }
  const answer = (url: string, what: "confirm" | "decline") =>
    fetch(url, { method: "POST", body: new URLSearchParams({ answer: what }), redirect: "manual" });
  const plan = async (id: string) => (await server.ask("GET", `/v1/plans/${id}`)).json;
  const state = async (id: string) => (await plan(id)).state;
  const tell = (id: string, data: object, secret = SECRET, to = "wallet") => {
    const raw = JSON.stringify({ type: "authorisation.updated", data });
    const headers = { "content-type": "application/json", ...sign(secret, id, Date.now(), raw) };
    return server.ask("POST", `/v1/partners/${to}/callbacks`, undefined, { raw, headers, key: null });
  };
  const said = (id: string, state: string) => ({ reference: id, state, amount: 599_900, currency: "CNY" });

  test("the shopper is sent to the partner's page, agrees there and comes back to a plan", async () => {
    const { id, url } = await sent();
    expect((await plan(id)).next_action).toEqual({ kind: "redirect", url });
    const page = await (await fetch(url, { headers: { "accept-language": "en-GB" } })).text();
    expect(page).toContain("CN¥5,999.00");
    const back = await answer(url, "confirm");
    expect([back.status, back.headers.get("location")]).toEqual([303, RETURN_URL]);
    await expect.poll(() => state(id), WAITS).toBe("accepted");
    expect((await plan(id)).next_action).toEqual({ kind: "none" });
    expect(await (await fetch(url)).text()).toContain("已经决定");
  });

  test("a shopper who does not agree has no plan", async () => {
    const { id, url } = await sent();
    await answer(url, "decline");
    await expect.poll(() => state(id), WAITS).toBe("declined");
  });

  test("a message is a reason to ask: one that lies changes nothing, and one told twice counts once", async () => {
    const { id } = await sent();
    const once = `msg_${randomUUID()}`;
    expect((await tell(once, said(id, "approved"))).status).toBe(200);
    expect((await tell(once, said(id, "approved"))).status).toBeLessThan(500);
    expect(await state(id)).toBe("pending_partner");
    const kept = await sql`select 1 from partner_callback where id = ${once}`.execute(server.store.db);
    expect(kept.rows).toHaveLength(1);
  });

  test("forged, unsigned, malformed, for a partner that there is not: refused, and nothing is kept", async () => {
    const { id } = await sent();
    const why = async (asked: Promise<{ readonly json: { code: string; facts: { why: string } } }>) => {
      const { json } = await asked;
      return [json.code, json.facts.why];
    };
    expect(await why(tell("f1", said(id, "approved"), "another secret"))).toEqual(["callback_refused", "signature"]);
    expect(await why(tell("f2", { nonsense: true }))).toEqual(["callback_refused", "form"]);
    const unsigned = { raw: "{}", headers: { "content-type": "application/json" }, key: null };
    const path = "/v1/partners/wallet/callbacks";
    expect(await why(server.ask("POST", path, undefined, unsigned))).toEqual(["callback_refused", "unsigned"]);
    expect((await tell("f3", said(id, "approved"), SECRET, "nobody")).json.code).toBe("not_found");
    const kept = await sql`select 1 from partner_callback where id in ('f1', 'f2', 'f3')`.execute(server.store.db);
    expect(kept.rows).toEqual([]);
  });

  test("a yes that comes after the plan was given up is let go of at the partner", async () => {
    const { id, url } = await sent();
    await server.ask("POST", `/v1/plans/${id}/cancellations`, { reason: "changed_mind" });
    // As if the partner had known of nothing then.
    await sql`update plan_movement set state = 'done', ended_at = now(), look_at = null where plan_id = ${id}`.execute(
      server.store.db,
    );
    await answer(url, "confirm");
    const movements = async () => (await plan(id)).movements.map(({ kind, state }: never) => `${kind} ${state}`);
    await expect.poll(movements, WAITS).toEqual(["cancel done", "cancel done"]);
    expect(partner.moved("wallet")).toContainEqual(expect.objectContaining({ reference: id, kind: "cancel" }));
  });
});
