import { afterAll, expect, test } from "vitest";
import { formatInstant } from "../../packages/core/src/calendar/index.ts";
import { quoteCart } from "../../packages/server/src/engine/quote-cart.ts";
import { dice } from "../model/dice.ts";
import { agenda, MINUTE_MS } from "./agenda.ts";
import { simulatedDatabase } from "./database.ts";
import { ask, type Operation } from "./operations.ts";
import { simulatedPartner } from "./partner.ts";
import { simulatedReceiver } from "./receiver.ts";
import { MERCHANT, type SimulatedServer, startServer } from "./server.ts";
import { PREPARED } from "./simulate.ts";

const READ_MS = 20_000;
const DAY_MS = 86_400_000;
const FOREVER = { alive: true, step: () => undefined };
const database = await simulatedDatabase(PREPARED);
afterAll(() => database.close());

/** A partner that fails at nothing, and servers that ask it through ports of their own. */
async function newWorld() {
  await database.empty("rollback");
  const clock = agenda(Date.parse("2026-03-03T02:00:00.000Z"));
  const partner = simulatedPartner({ roll: dice(1), agenda: clock, collects: false, tell: async () => true });
  partner.calm();
  const start = async (name: string, life = { ...FOREVER }) => {
    const real = partner.port(life);
    const port = { ...real };
    const sender = simulatedReceiver(dice(2)).sender(life);
    const ports = new Map([["bank", port]]);
    const server = await startServer({ name, database, now: clock.now, roll: dice(3), life, ports, sender });
    return { server, port, real, life };
  };
  return { clock, partner, start };
}

const PERSON = "person_0001";

/** What a client asks for that has read an option at an instant. */
function choiceAt({ deps }: SimulatedServer, shownMs: number, testClock: string | null, option = "bank-6"): Operation {
  const quoted = quoteCart(deps, {
    merchant: MERCHANT,
    at: formatInstant(shownMs),
    schedules: false,
    request: {
      cart: {
        currency: "CNY",
        total: 100_000,
        items: [{ sku: "a", name: "A", category: "phone", tags: [], unit_amount: 100_000, quantity: 1 }],
      },
      market: "CN",
      channel: "web",
      locale: "en",
      shopper: { ref: PERSON },
    },
  });
  if (!quoted.ok) throw new Error(quoted.error.code);
  const { token, options } = JSON.parse(new TextDecoder().decode(quoted.value));
  const { disclosure } = options.find(({ id }: { id: string }) => id === option);
  const [shown_at, confirmed_at] = [shownMs, shownMs + READ_MS].map(formatInstant) as [string, string];
  const consent = { disclosure: disclosure.id, language: "en", shown_at, confirmed_at } as const;
  const chosen = { kind: "accept", token, option, consent, mandate: false, told: true } as const;
  const wish = { ...chosen, person: PERSON, clock: testClock };
  return { id: "op_1", wish, key: "op_1", known: "open", tries: 0, asking: 0 };
}

const states = () => database.rows("select state from plan");

test("a partner's yes to a request that goes on, while the resolver has given the plan up, is let go of", async () => {
  const { clock, partner, start } = await newWorld();
  const one = await start("one");
  await one.server.begin();
  const two = await start("two");
  const operation = choiceAt(one.server, clock.now(), null);
  clock.pass(clock.now() + READ_MS);

  // The server that began it ends before the partner is asked.
  one.port.authorise = async () => {
    one.life.alive = false;
    throw new Error("the server ends");
  };
  await expect(ask(one.server, operation)).rejects.toThrow();
  clock.pass(clock.now() + 36 * MINUTE_MS);

  // The same request goes on; before its call arrives, another server gives the plan up.
  const three = await start("three");
  two.port.authorise = async (funding, key) => {
    await three.server.askPartners();
    return two.real.authorise(funding, key);
  };
  expect(await ask(two.server, operation)).toMatchObject({
    kind: "refused",
    value: { error: { code: "partner_declined" } },
  });
  const [held] = partner.book.held.values();
  expect(held).toMatchObject({ state: "approved", amount: 100_000 });

  await three.server.askPartners();
  expect(partner.book.sumOf(held!.reference, "cancel")).toBe(100_000);
  expect(await states()).toEqual([{ state: "cancelled" }]);
});

test.each([
  ["a month behind", -30],
  ["a year ahead", 365],
])("a partner has its time to hear of a plan, by the world's clock: the plan's own is %s", async (_, days) => {
  const { clock, start } = await newWorld();
  const { server, port } = await start("one");
  await server.begin();
  const atMs = clock.now() + days * DAY_MS;
  const made = await ask(server, { ...NOTHING_KNOWN, wish: { kind: "clock", at: formatInstant(atMs) } });
  const { id } = JSON.parse(made.kind === "done" ? made.remembered.body : "{}") as { id: string };

  // The question is lost.
  port.authorise = async () => ({ kind: "unclear", fault: "timeout" });
  expect(await ask(server, choiceAt(server, atMs - READ_MS, id))).toMatchObject({ kind: "done" });
  clock.pass(clock.now() + 34 * MINUTE_MS);
  await server.askPartners();
  expect(await states()).toEqual([{ state: "pending_partner" }]);
  clock.pass(clock.now() + 2 * MINUTE_MS);
  await server.askPartners();
  expect(await states()).toEqual([{ state: "cancelled" }]);
});

const NOTHING_KNOWN = { id: "op_0", key: "op_0", known: "open", tries: 0, asking: 0 } as const;

test.each(["own-12", "bank-6"])(
  "who is erased while they accept %s gets no plan, and stands nowhere",
  async (option) => {
    const { clock, start } = await newWorld();
    const { server } = await start("one");
    await server.begin();
    const operation = choiceAt(server, clock.now(), null, option);
    clock.pass(clock.now() + READ_MS);

    // The token has been found good, and nothing is kept yet.
    const erase = { ...NOTHING_KNOWN, wish: { kind: "erase", person: PERSON } } as const;
    const { isErased } = server.deps;
    let erased: Promise<unknown> | undefined;
    Object.assign(server.deps, {
      isErased: async (...asked: Parameters<typeof isErased>) => {
        const found = await isErased(...asked);
        erased ??= ask(server, erase);
        await erased;
        return found;
      },
    });
    expect(await ask(server, operation)).toMatchObject({ kind: "refused", value: { error: { code: "gone" } } });
    expect(await erased).toMatchObject({ kind: "done" });
    expect(await states()).toEqual([]);
    expect(await database.rows("select from plan_contact")).toEqual([]);
    // Who comes back is new.
    clock.pass(clock.now() + 1);
    const again = { ...choiceAt(server, clock.now(), null, option), id: "op_2", key: "op_2" };
    clock.pass(clock.now() + READ_MS);
    expect(await ask(server, again)).toMatchObject({ kind: "done" });
  },
);
