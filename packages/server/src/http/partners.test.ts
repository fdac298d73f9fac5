import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const product = (count: number, fields: object) => ({
  method: "wallet_instalments",
  count,
  currency: "CNY",
  min: 10_000,
  max: null,
  rate_ppm: 0,
  fee_ppm: null,
  ...fields,
});
/** What the fixture's catalogue has. */
const AS_IN_FORCE = [product(3, {}), product(12, { min: null, rate_ppm: 150_000 })];
const SECRET = "between-us";

let place: TestPlace;
let partner: SandboxPartner;
let server: TestServer;

beforeAll(async () => {
  place = await anyPlace();
  partner = await startSandboxPartner({ port: 0, secret: SECRET, terms: { wallet: AS_IN_FORCE } });
  server = await testServer(place, {
    paces: { closed: 600, unsure: 200, probing: 200, open: 1_200 },
    partners: [{ merchant: "shop", partner: "wallet", adapter: "sandbox", url: partner.url, secret: SECRET }],
  });
}, START_MS);
afterAll(async () => {
  await server.close();
  await partner.close();
  await place.drop();
});

const health = async () => (await server.ask("GET", "/v1/health/partners")).json;
const wallet = async () => (await health()).partners[0];
const events = async () => (await health()).events.map(({ event }: { event: string }) => event).reverse();
const missing = async () => {
  const { json } = await server.ask("POST", "/v1/quotes", fixtureRequest);
  return json.missing.map(
    ({ offer, causes }: { offer: string; causes: { code: string; explanation: { text: string } }[] }) => [
      offer,
      causes[0]!.code,
      causes[0]!.explanation.text,
    ],
  );
};
const services = async () =>
  (await server.ask("GET", "/v1/announcements")).json.services.map(
    (one: { id: string; state: string; since: unknown }) => [one.id, one.state, one.since],
  );
const within = (ms: number) => ({ timeout: ms, interval: 100 });

describe("the sandbox partner starts failing, and mends", () => {
  test("health shows calls that were made, and nothing before", async () => {
    await expect.poll(async () => (await wallet())?.lately.calls ?? 0, within(10_000)).toBeGreaterThan(0);
    const seen = await wallet();
    expect(seen).toMatchObject({
      partner: "wallet",
      method: "wallet_instalments",
      state: "closed",
      incident: null,
      drift: [],
    });
    expect(seen.lately).toMatchObject({ errors: 0, error_ppm: 0, last_fault: null });
    expect(seen.lately.p95_ms).toBeGreaterThan(0);
    expect(await missing()).toEqual([]);
  });

  test("an incident appears by itself, in words that were approved before", async () => {
    partner.faults.set("wallet", undefined, { status: 503 });
    await expect.poll(missing, within(20_000)).toHaveLength(2);
    expect((await missing()).map(([, , text]: string[]) => text)).toEqual(
      Array(2).fill("Not available now: connection fault, being fixed"),
    );
    const seen = await wallet();
    expect(seen.state).toBe("open");
    expect(seen.incident).toMatchObject({ state: "active", confirmed_by: null });
    const { json } = await server.ask("GET", `/v1/adjustments/${seen.incident.id}`);
    expect(json).toMatchObject({ created_by: "fenqi:breaker", adjustment: { cause: "incident" } });
    expect(await events()).toEqual(["opened"]);
    await expect.poll(services, within(5_000)).toEqual([
      ["checkout_quotes", "normal", null],
      ["payments_and_refunds", "disturbed", seen.since],
    ]);
    const { text } = await server.ask("GET", "/metrics");
    expect(text).toContain('fenqi_partner_open{merchant="shop",partner="wallet",method="wallet_instalments"} 1');
    expect(text).toMatch(/fenqi_partner_calls_total\{.*result="server_error"\} \d/);
  }, 40_000);

  test("probes succeed, and it lifts within 30 seconds", async () => {
    partner.faults.clear();
    await expect.poll(missing, within(30_000)).toEqual([]);
    expect(await events()).toEqual(["opened", "probing", "closed"]);
    expect((await wallet()).incident).toBeNull();
    await expect.poll(services, within(5_000)).toContainEqual(["payments_and_refunds", "normal", null]);
  }, 40_000);
});

describe("a person's word", () => {
  const hold = (to: string) =>
    server.ask("POST", "/v1/health/partners/hold", {
      partner: "wallet",
      method: "wallet_instalments",
      hold: to,
      note: "told by phone",
    });

  test("held open: suspended, though the partner answers", async () => {
    expect((await hold("open")).json).toMatchObject({ state: "open", hold: "open" });
    expect(await missing()).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await missing()).toHaveLength(2);
  }, 20_000);

  test("held closed: back at once, and kept", async () => {
    expect((await hold("closed")).json).toMatchObject({ state: "closed", hold: "closed" });
    expect(await missing()).toEqual([]);
    partner.faults.set("wallet", undefined, { reset: true });
    const before = (await wallet()).lately.errors;
    await expect.poll(async () => (await wallet()).lately.errors, within(15_000)).toBeGreaterThan(before + 3);
    expect(await missing()).toEqual([]);
    partner.faults.clear();
    expect((await hold("none")).json.hold).toBe("none");
  }, 30_000);

  test("of a partner that is not connected: 404; without a note, with a wrong word: as the contract says", async () => {
    const unknown = { partner: "bank", method: "lease", hold: "open" };
    expect((await server.ask("POST", "/v1/health/partners/hold", unknown)).status).toBe(404);
    expect((await hold("ajar")).status).toBe(400);
  });
});

describe("terms that drift", () => {
  test("an alarm, and a draft for each difference, once", async () => {
    partner.faults.set("wallet", undefined, { drifted_terms: true });
    await expect.poll(async () => (await wallet()).drift.length, within(25_000)).toBe(4);
    const { drift } = await wallet();
    expect(drift.map(({ offer, field, theirs }: Record<string, unknown>) => [offer, field, theirs])).toEqual([
      ["wallet-12", "max", 1_000_000],
      ["wallet-12", "rate_ppm", 162_000],
      ["wallet-3", "max", 1_000_000],
      ["wallet-3", "rate_ppm", 12_000],
    ]);
    const drafts = await Promise.all(
      drift.map(
        async ({ adjustment }: { adjustment: string }) =>
          (await server.ask("GET", `/v1/adjustments/${adjustment}`)).json,
      ),
    );
    expect(
      drafts.map(({ state, created_by, adjustment: { kind, cause } }) => [state, created_by, kind, cause]),
    ).toEqual([
      ["draft", "fenqi:drift", "restrict", "partner_terms"],
      ["draft", "fenqi:drift", "reprice", "partner_terms"],
      ["draft", "fenqi:drift", "restrict", "partner_terms"],
      ["draft", "fenqi:drift", "suspend", "partner_terms"],
    ]);
    const { calls } = (await wallet()).lately;
    await expect.poll(async () => (await wallet()).lately.calls, within(15_000)).toBeGreaterThan(calls);
    expect((await wallet()).drift).toEqual(drift);
    expect(await missing()).toEqual([]);
  }, 60_000);

  test("gone again: the alarm ends, the drafts are for people", async () => {
    partner.faults.clear();
    await expect.poll(async () => (await wallet()).drift, within(15_000)).toEqual([]);
    expect((await events()).filter((event: string) => event.startsWith("drift"))).toEqual([
      ...Array(4).fill("drifted"),
      ...Array(4).fill("drift_gone"),
    ]);
  }, 30_000);
});
