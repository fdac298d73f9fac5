import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

const SECRET = "between-us";
const product = (count: number, fields: object) => ({
  method: "wallet_instalments",
  count,
  currency: "CNY",
  min: null,
  max: null,
  rate_ppm: 0,
  fee_ppm: null,
  ...fields,
});

let place: TestPlace;
let partner: SandboxPartner;
let server: PlanServer;

beforeAll(async () => {
  place = await anyPlace();
  const wallet = [product(3, { min: 10_000 }), product(12, { rate_ppm: 150_000 })];
  partner = await startSandboxPartner({ port: 0, secret: SECRET, terms: { wallet } });
  server = await planServer(place, {
    now: Date.now,
    partners: [{ merchant: "shop", partner: "wallet", adapter: "sandbox", url: partner.url, secret: SECRET }],
  });
}, START_MS);
afterAll(async () => {
  await server.close();
  await partner.close();
  await place.drop();
});

/** Read for long enough before now. */
const choose = () => server.choose("wallet-12", new Date(Date.now() - 20_000).toISOString());

test("a yes that was lost on its way leaves the plan waiting, and is found by looking up", async () => {
  const chosen = await choose();
  partner.faults.set("wallet", undefined, { reset: true });
  const made = await server.ask("POST", "/v1/plans", chosen);
  expect([made.status, made.json.state, made.json.next_action]).toEqual([201, "pending_partner", { kind: "wait" }]);
  partner.faults.clear();
  const state = async () => (await server.ask("GET", `/v1/plans/${made.json.id}`)).json.state;
  await expect.poll(state, { timeout: 40_000, interval: 500 }).toBe("accepted");
}, 60_000);
