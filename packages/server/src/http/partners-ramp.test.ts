import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyPlace, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let place: TestPlace;
let partner: SandboxPartner;
let server: TestServer;

beforeAll(async () => {
  place = await anyPlace();
  partner = await startSandboxPartner({ port: 0, secret: "s", terms: { wallet: [] } });
  server = await testServer(place, {
    partners: [{ merchant: "shop", partner: "wallet", adapter: "sandbox", url: partner.url, secret: "s" }],
    incidentRamp: {
      steps: [
        { share_ppm: 500_000, dwell_minutes: 60 },
        { share_ppm: 1_000_000, dwell_minutes: 0 },
      ],
    },
    paces: { closed: 300, unsure: 100, probing: 100, open: 1_200 },
  });
}, START_MS);
afterAll(async () => {
  await server.close();
  await partner.close();
  await place.drop();
});

const incidents = async () =>
  (await server.ask("GET", "/v1/adjustments")).json.items.filter(
    (one: { created_by: string }) => one.created_by === "fenqi:breaker",
  );
const states = async () => (await incidents()).map(({ state }: { state: string }) => state);
const wait = { timeout: 20_000, interval: 100 };

test("an incident lifts by steps where the policy says so, is rolled back when the partner fails again, and stays one", async () => {
  partner.faults.set("wallet", undefined, { status: 500 });
  await expect.poll(states, wait).toEqual(["active"]);
  partner.faults.clear();
  await expect.poll(states, wait).toEqual(["ramping"]);
  expect((await incidents())[0].adjustment.admits_ppm).toBe(500_000);

  partner.faults.set("wallet", undefined, { reset: true });
  await expect.poll(states, wait).toEqual(["active"]);
  partner.faults.clear();
  await expect.poll(states, wait).toEqual(["ramping"]);
  const { partners } = (await server.ask("GET", "/v1/health/partners")).json;
  expect(partners[0].openings).toBe(2);

  const held = { partner: "wallet", method: "wallet_instalments", hold: "closed" };
  expect((await server.ask("POST", "/v1/health/partners/hold", held)).status).toBe(200);
  expect(await states()).toEqual(["lifted"]);
}, 90_000);

test("another person confirms what happened by itself", async () => {
  await server.ask("POST", "/v1/health/partners/hold", {
    partner: "wallet",
    method: "wallet_instalments",
    hold: "none",
  });
  partner.faults.set("wallet", undefined, { status: 500 });
  await expect.poll(async () => (await states())[0], wait).toBe("active");
  const [{ id }] = await incidents();
  expect((await server.ask("POST", `/v1/adjustments/${id}/approve`, {})).status).toBe(200);
  const { partners } = (await server.ask("GET", "/v1/health/partners")).json;
  expect(partners[0].incident).toMatchObject({ id, confirmed_by: expect.any(String) });
}, 60_000);
