import { afterAll, expect, test } from "vitest";
import { formatInstant } from "../../packages/core/src/calendar/index.ts";
import { quoteCart } from "../../packages/server/src/engine/quote-cart.ts";
import { dice } from "../model/dice.ts";
import { agenda, MINUTE_MS } from "./agenda.ts";
import { simulatedDatabase } from "./database.ts";
import { ask, type Operation } from "./operations.ts";
import { simulatedPartner } from "./partner.ts";
import { simulatedReceiver } from "./receiver.ts";
import { MERCHANT, startServer } from "./server.ts";
import { PREPARED } from "./simulate.ts";

const READ_MS = 20_000;
const database = await simulatedDatabase(PREPARED);
afterAll(() => database.close());

test("a partner's yes to a request that goes on, while the resolver has given the plan up, is let go of", async () => {
  await database.empty("rollback");
  const clock = agenda(Date.parse("2026-03-03T02:00:00.000Z"));
  const partner = simulatedPartner({ roll: dice(1), agenda: clock, collects: false, tell: async () => true });
  partner.calm();
  const start = async (name: string, life = { alive: true, step: () => undefined }) => {
    const real = partner.port(life);
    const port = { ...real };
    const sender = simulatedReceiver(dice(2)).sender(life);
    const ports = new Map([["bank", port]]);
    const server = await startServer({ name, database, now: clock.now, roll: dice(3), life, ports, sender });
    return { server, port, real, life };
  };
  const one = await start("one");
  await one.server.begin();
  const two = await start("two");

  const quoted = quoteCart(one.server.deps, {
    merchant: MERCHANT,
    at: formatInstant(clock.now()),
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
    },
  });
  if (!quoted.ok) throw new Error(quoted.error.code);
  const { token, options } = JSON.parse(new TextDecoder().decode(quoted.value));
  const { disclosure } = options.find(({ id }: { id: string }) => id === "bank-6");
  const [shown_at, confirmed_at] = [clock.now(), clock.now() + READ_MS].map(formatInstant) as [string, string];
  const consent = { disclosure: disclosure.id, language: "en", shown_at, confirmed_at } as const;
  const wish = {
    kind: "accept",
    token,
    option: "bank-6",
    consent,
    mandate: false,
    told: false,
    person: "person_0001",
    clock: null,
  } as const;
  const operation: Operation = { id: "op_1", wish, key: "op_1", known: "open", tries: 0, asking: 0 };
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
  const states = await database.rows("select state from plan");
  expect(states).toEqual([{ state: "cancelled" }]);
});
