import { type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

const SECRET = "between-us";
/** One partner for each kind of trouble: a breaker that opens closes the way of the others' tests. */
const PRODUCTS = {
  wallet: { method: "wallet_instalments", count: 3 },
  bank: { method: "card_instalments", count: 6 },
  card: { method: "card", count: 1 },
} as const;
type PartnerId = keyof typeof PRODUCTS;
const AMOUNT = 599_900;
const WAITS = { timeout: 30_000, interval: 200 };

describe.each(PLACES)("what partners are told to move, on %s", (_, make) => {
  let place: TestPlace;
  let partner: SandboxPartner;
  let server: PlanServer;

  beforeAll(async () => {
    place = await make();
    const open = { currency: "CNY", min: null, max: null, rate_ppm: null, fee_ppm: null };
    const terms = Object.fromEntries(Object.entries(PRODUCTS).map(([id, product]) => [id, [{ ...product, ...open }]]));
    partner = await startSandboxPartner({ port: 0, secret: SECRET, terms });
    server = await planServer(place, {
      now: Date.now,
      partners: Object.keys(PRODUCTS).map((id) => ({
        merchant: "shop",
        partner: id,
        adapter: "sandbox",
        url: partner.url,
        secret: SECRET,
      })),
    });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await partner.close();
    await place.drop();
  });
  afterEach(() => partner.faults.clear());

  const accepted = async (option = "wallet-3"): Promise<string> => {
    const chosen = await server.choose(option, new Date(Date.now() - 20_000).toISOString());
    const { json } = await server.ask("POST", "/v1/plans", chosen);
    expect(json.state, JSON.stringify(json)).toBe("accepted");
    return json.id;
  };
  const post = (id: string, name: string, body: object = {}) => server.ask("POST", `/v1/plans/${id}/${name}`, body);
  const movements = async (id: string) =>
    (await server.ask("GET", `/v1/plans/${id}`)).json.movements.map(
      ({ kind, state, amount }: { kind: string; state: string; amount: number }) => `${kind} ${amount} ${state}`,
    );
  const eventsOf = async (id: string) =>
    (await server.ask("GET", `/v1/events?plan=${id}`)).json.items.map(({ type }: { type: string }) => type);
  const taken = (id: string, by: PartnerId = "wallet") =>
    partner
      .moved(by)
      .filter(({ reference, state }) => reference === id && state !== "declined")
      .map(({ kind, amount }) => `${kind} ${amount}`);

  test("goods go out and half come back: the partner takes the money once and gives half back once", async () => {
    const id = await accepted();
    const activated = await post(id, "activations");
    expect(activated.json.movements).toMatchObject([{ n: 1, kind: "capture", amount: AMOUNT, state: "wanted" }]);
    await post(id, "refunds", { amount: 300_000, reason: "one of two came back" });
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} done`, "refund 300000 done"]);
    expect(taken(id)).toEqual([`capture ${AMOUNT}`, "refund 300000"]);
    const told = async () => (await eventsOf(id)).filter((type: string) => type.startsWith("plan.movement"));
    await expect.poll(told, WAITS).toEqual(["plan.movement_done", "plan.movement_done"]);
  });

  test("a plan that is cancelled lets go of what was authorised", async () => {
    const id = await accepted();
    const { json } = await post(id, "cancellations", { reason: "changed_mind" });
    expect(json).toMatchObject({ state: "cancelled", movements: [{ kind: "cancel", state: "wanted" }] });
    await expect.poll(() => movements(id), WAITS).toEqual([`cancel ${AMOUNT} done`]);
    expect(taken(id)).toEqual([`cancel ${AMOUNT}`]);
  });

  test("an answer that was lost is looked up: the money moved once", async () => {
    const id = await accepted("bank-6");
    partner.faults.set("bank", undefined, { reset: true });
    await post(id, "activations");
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} unclear`]);
    partner.faults.clear();
    await expect.poll(() => movements(id), { timeout: 60_000, interval: 500 }).toEqual([`capture ${AMOUNT} done`]);
    expect(taken(id, "bank")).toEqual([`capture ${AMOUNT}`]);
  }, 120_000);

  test("a partner that says later is asked until it has; a later movement waits for it", async () => {
    const id = await accepted();
    partner.faults.set("wallet", undefined, { pending: true, callback_late_ms: 2_500 });
    await post(id, "activations");
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} asked`]);
    partner.faults.clear();
    await post(id, "refunds", { amount: 1_000, reason: "a scratch" });
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} done`, "refund 1000 done"]);
  });

  test("what the partner refuses is told and listed, and asked again only by a person", async () => {
    const id = await accepted();
    partner.faults.set("wallet", undefined, { decline: true });
    await post(id, "activations");
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} failed`]);
    await expect.poll(async () => (await eventsOf(id)).at(-1), WAITS).toBe("plan.movement_failed");
    const { json } = await server.ask("GET", "/v1/movements?state=failed");
    expect(json.items).toContainEqual(expect.objectContaining({ plan: id, fault: "declined", request: `${id}_1` }));
    expect(taken(id)).toEqual([]);

    partner.faults.clear();
    const again = await post(id, "movement-retries", { movement: 1 });
    expect(again.json.movements).toMatchObject([{ state: "wanted", request: `${id}_1r2`, fault: null }]);
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} done`]);
    expect(taken(id)).toEqual([`capture ${AMOUNT}`]);
    expect((await post(id, "movement-retries", { movement: 1 })).json).toMatchObject({ code: "move_not_allowed" });
    expect((await post(id, "movement-retries", { movement: 2 })).status).toBe(404);
  });

  test("a refusal counts only with the partner's own word that nothing moved", async () => {
    const id = await accepted("card-full");
    partner.faults.set("card", undefined, { status: 409 });
    await post(id, "activations");
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} unclear`]);
    partner.faults.clear();
    await expect.poll(() => movements(id), WAITS).toEqual([`capture ${AMOUNT} done`]);
    expect(taken(id, "card")).toEqual([`capture ${AMOUNT}`]);
  });

  test("the merchant's own book has done it as soon as it is decided", async () => {
    const id = await accepted("own-3");
    const { json } = await post(id, "activations");
    expect(json.movements).toMatchObject([{ kind: "capture", state: "done", amount: AMOUNT }]);
  });
});
