import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureRequest } from "./testing/fixture.ts";
import { POSTGRES, START_MS, type TestPlace } from "./testing/places.ts";
import { planCatalogue } from "./testing/plan-fixture.ts";
import { type ServerProcess, serverProcess } from "./testing/server-process.ts";
import { asker, newKey } from "./testing/test-server.ts";

const SECRET = "between-us";
const product = { method: "wallet_instalments", count: 3, currency: "CNY", min: null, max: null } as const;
/** Longer than the server takes to die. */
const LATE_MS = 3_000;

describe.each(POSTGRES)("a server killed while its partner is asked, on %s", (_, make) => {
  const key = newKey();
  let place: TestPlace;
  let partner: SandboxPartner;
  let env: { readonly [name: string]: string };
  let server: ServerProcess;

  beforeAll(async () => {
    place = await make();
    if (place.place.kind !== "postgres") throw new Error("takes two processes");
    partner = await startSandboxPartner({
      port: 0,
      secret: SECRET,
      terms: { wallet: [{ ...product, rate_ppm: 0, fee_ppm: null }] },
    });
    env = {
      FENQI_MASTER_KEY: randomBytes(32).toString("base64"),
      FENQI_FIRST_KEY: key,
      FENQI_MERCHANT: "shop",
      FENQI_APPROVALS: "none",
      DATABASE_URL: place.place.url,
      FENQI_PARTNERS: JSON.stringify([
        { merchant: "shop", partner: "wallet", adapter: "sandbox", url: partner.url, secret: SECRET },
      ]),
    };
    server = await serverProcess(env);
    const body = { base_version: null, catalogue: planCatalogue("shop") };
    const applied = await asker(server.url, key)("POST", "/v1/catalogue", body);
    if (applied.status !== 201) throw new Error(applied.text);
  }, START_MS);
  afterAll(async () => {
    await kill();
    await partner.close();
    await place.drop();
  });

  async function kill() {
    const exit = once(server.child, "exit");
    server.child.kill("SIGKILL");
    await exit;
  }

  test("leaves a plan that waits: the resolver finds the partner's yes, and the same request gets that plan", async () => {
    const ask = asker(server.url, key);
    const at = new Date(Date.now() - 20_000).toISOString();
    const { json } = await ask("POST", "/v1/quotes", { ...fixtureRequest, at });
    const { disclosure } = json.options.find(({ id }: { id: string }) => id === "wallet-3");
    const confirmed_at = new Date(Date.parse(at) + 15_000).toISOString();
    const chosen = {
      quote_token: json.token,
      option: "wallet-3",
      order_ref: "order-1",
      consent: { disclosure: disclosure.id, language: "en", shown_at: at, confirmed_at },
    };
    const headers = { "idempotency-key": "order-1" };
    partner.faults.set("wallet", undefined, { latency_ms: LATE_MS });
    const lost = ask("POST", "/v1/plans", chosen, { headers }).catch(() => "no answer");
    await expect.poll(() => partner.held("wallet").length, { timeout: 10_000, interval: 20 }).toBe(1);
    await kill();
    expect(await lost).toBe("no answer");
    partner.faults.clear();

    server = await serverProcess(env);
    const again = asker(server.url, key);
    const plans = async () =>
      (await again("GET", "/v1/plans?order_ref=order-1")).json.items.map(({ state }: { state: string }) => state);
    await expect.poll(plans, { timeout: 30_000, interval: 500 }).toEqual(["accepted"]);
    // The dead attempt holds the key for half a minute.
    const repeat = async () => (await again("POST", "/v1/plans", chosen, { headers })).status;
    await expect.poll(repeat, { timeout: 60_000, interval: 1_000 }).toBe(201);
    const plan = (await again("POST", "/v1/plans", chosen, { headers })).json;
    expect(partner.held("wallet").map(({ reference }) => reference)).toEqual([plan.id]);
    expect(await plans()).toEqual(["accepted"]);
  }, 120_000);
});
