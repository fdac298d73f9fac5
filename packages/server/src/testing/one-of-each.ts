import { vi } from "vitest";
import { digest } from "../adapters/token/ids.ts";
import { fixtureAdjustment, fixtureRequest } from "./fixture.ts";
import { addPerson, signInAs } from "./people.ts";
import type { PlanServer } from "./plan-fixture.ts";

/** A real id for each place of an address: by the address up to the place, such as `/v1/plans/`. */
export type RealIds = { readonly [under: string]: string };

/** Makes one of everything that has an address of its own, at the server's merchant. */
export async function oneOfEach(server: PlanServer): Promise<RealIds> {
  const { ask, merchant } = server;
  const made = async (path: string, body: object, options = {}): Promise<string> => {
    const { status, json, text } = await ask("POST", path, body, options);
    if (status >= 300) throw new Error(`${path}: ${text}`);
    return json.id ?? json.adjustment.id;
  };
  const quote = (await ask("POST", "/v1/quotes", fixtureRequest)).json;
  await vi.waitFor(
    async () => {
      if ((await ask("GET", `/v1/quotes/${quote.id}`)).status !== 200) throw new Error("not recorded yet");
    },
    { timeout: 15_000 },
  );
  const adjustment = await made("/v1/adjustments", {
    ...fixtureAdjustment,
    alternatives: "auto",
    compensation: {
      kind: "voucher",
      amount: 5_000,
      currency: "CNY",
      budget: 50_000,
      valid_until: "2100-01-01T00:00:00Z",
      audience: "missed_way",
    },
  });
  const lines = "reference,request,kind,amount,fee,currency,at\nplan_0,,capture,5000000,0,CNY,2026-11-21T04:00:00Z";
  const file = await ask("POST", "/v1/settlement-files?partner=wallet&format=sandbox", undefined, {
    raw: lines,
    headers: { "content-type": "text/csv" },
  });
  const exceptions = await ask("GET", `/v1/reconciliations/${file.json.id}/exceptions`);
  const endpoint = await made("/v1/webhook-endpoints", { url: "https://hooks.test/", events: ["*"] });
  const { db } = server.store;
  const at = "2026-11-22T00:00:00.000Z";
  await db
    .insertInto("webhook_delivery")
    .values({
      merchant_id: merchant,
      endpoint_id: endpoint,
      event_id: "evt_1",
      subject: "plan_1",
      type: "plan.settled",
      at,
      body: "{}",
      state: "dead",
      attempts: 1,
      due_at: null,
      last_at: at,
      last_status: 500,
      last_error: null,
    })
    .execute();
  const code = "7K2M-94QF-0XZT-5RAD";
  await db
    .insertInto("voucher")
    .values({
      merchant_id: merchant,
      id: "vch_1",
      code_hash: digest(code),
      code: null,
      shopper_mark: "m",
      shopper: null,
      currency: "CNY",
      amount: 100,
      valid_until: "2100-01-01T00:00:00.000Z",
      source: "goodwill",
      reference: "cas_1",
      compensation_id: null,
      issued_at: at,
      issued_by: "test",
      redeemed_at: null,
      redeemed_for: null,
    })
    .execute();
  await addPerson(server, "somebody", "viewer");
  const elsewhere = await signInAs(server, await addPerson(server, "elsewhere", "viewer"));
  const plan = (await server.active("own-12")).json.id;
  return {
    "/v1/quotes/": quote.id,
    "/v1/plans/": plan,
    "/v1/proposals/": await made(`/v1/plans/${plan}/proposals`, { write_off: { reason: "gone" } }),
    "/v1/test-clocks/": await made("/v1/test-clocks", { at }),
    "/v1/announcements/": adjustment,
    "/v1/adjustments/": adjustment,
    "/v1/cases/": await made("/v1/cases", { text: "?", locale: "en" }),
    "/v1/compensations/": await made("/v1/compensations", { adjustment }),
    "/v1/vouchers/": code,
    "/v1/users/": "somebody",
    "/v1/users/invitations/": await made("/v1/users/invitations", { email: "x@shop.test", role: "viewer" }),
    "/v1/sessions/": (await elsewhere.ask("GET", "/v1/session/all")).json.items[0].id,
    "/v1/keys/": await made("/v1/keys", { kind: "secret", mode: "test", name: "one" }),
    "/v1/reconciliations/": file.json.id,
    "/exceptions/": exceptions.json.items[0].id,
    "/v1/simulations/": await made("/v1/simulations", {
      from: "2026-11-01T00:00:00Z",
      until: "2026-11-22T00:00:00Z",
      adjustment,
    }),
    "/v1/webhook-endpoints/": endpoint,
    "/v1/webhook-deliveries/": (await ask("GET", "/v1/webhook-deliveries")).json.items[0].id,
  };
}
