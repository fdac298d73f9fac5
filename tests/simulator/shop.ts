import { formatInstant } from "../../packages/core/src/calendar/index.ts";
import { quoteCart } from "../../packages/server/src/engine/quote-cart.ts";
import type { Dice } from "../model/dice.ts";
import type { Agenda } from "./agenda.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./agenda.ts";
import { COLLECTS } from "./catalogue.ts";
import { ask, namesOf, type Operation, type Wish } from "./operations.ts";
import { MERCHANT, type SimulatedServer } from "./server.ts";
import { anyWish } from "./wishes.ts";

/** Longer than any regime asks for. */
const READ_MS = 15_000;
/** Between two new plans, at most. */
const NEXT_PLAN_MS = 120 * DAY_MS;
/** Days that test clocks are moved on by at most, each time: some fall behind the world, others run ahead of it. */
const PACES = [4, 40] as const;
/** Past the next payment of every plan. */
const LAST_ADVANCE_MS = 70 * DAY_MS;
/** Asked so often without an answer, a client gives up. */
const PATIENCE = 12;

/** The store's own side: what it wanted, and what it was told. Its book is what the server is held to. */
export interface Shop {
  readonly operations: readonly Operation[];
  /** Plans that it was told of. */
  readonly plans: readonly string[];
  readonly clocks: readonly TestClockKnown[];
  readonly erased: readonly Erased[];
  /** No new wishes from now on. */
  close(): void;
  /** Moves every test clock on, once nothing fails any more. */
  advanceAll(): Promise<void>;
}

/** A test clock as its client knows it. */
export interface TestClockKnown {
  readonly id: string;
  /** Days that it is moved on by at most, each time. */
  readonly pace: number;
  /** Where it was asked to be at last, and where it was told to be. */
  askedMs: number;
  toldMs: number;
}

/** Somebody who was erased, and what their plans had in the books just before. */
export interface Erased {
  readonly person: string;
  readonly plans: readonly string[];
  readonly books: readonly string[];
}

export interface ShopSetting {
  readonly roll: Dice;
  readonly agenda: Agenda;
  /** The server of this moment. */
  readonly server: () => SimulatedServer;
  /** Asks with a new key each time: the control that must do harm. */
  readonly careless: boolean;
  /** Plans of a shopper, and all that is kept of them for good, past every server. */
  readonly keptOf: (ref: string) => Promise<Pick<Erased, "plans" | "books">>;
}

/** A store's clients: they buy, pay, give back and quarrel, each thing once, and ask again for what they had no answer to. */
export function openShop({ roll, agenda, server, careless, keptOf }: ShopSetting): Shop {
  const operations: Operation[] = [];
  const plans: string[] = [];
  const clocks: TestClockKnown[] = [];
  const erased: Erased[] = [];
  const living: string[] = [];
  const leaving = new Map<string, Erased>();
  let people = 0;
  let isOpen = true;

  const later = (mostMs: number, happen: () => Promise<void>) => agenda.at(agenda.now() + roll(mostMs), happen);

  function want(wish: Wish): Operation {
    const id = `op_${operations.length + 1}`;
    const about = "plan" in wish ? { plan: wish.plan } : {};
    const operation: Operation = { id, wish, ...about, key: id, known: "open", tries: 0, asking: 0 };
    operations.push(operation);
    return operation;
  }

  /** One try. What is not answered is asked again later, by the same client with the same key. */
  async function attempt(operation: Operation): Promise<void> {
    if (operation.known !== "open") return;
    operation.tries += 1;
    operation.asking += 1;
    if (careless) operation.key = `${operation.id}.${operation.tries}`;
    const asked = server();
    const outcome = await asked.unlessEnded(ask(asked, operation));
    operation.asking -= 1;
    if (operation.known !== "open") return;
    if (outcome?.kind === "done" || outcome?.kind === "replayed") take(operation, outcome.remembered.body);
    else if (outcome?.kind === "refused" && !outcome.value.ok) {
      // A refusal binds nothing: what was asked beside it may meet a plan that has moved on, and be done.
      if (operation.asking > 0) return;
      operation.known = "refused";
      operation.refusal = outcome.value.error.code;
    } else if (outcome?.kind === "other_request") throw new Error(`${operation.id}: its key is another request's`);
    else if (operation.tries >= PATIENCE || roll(12) === 0) operation.known = "given_up";
    else later(roll.of([MINUTE_MS, HOUR_MS, DAY_MS]), () => attempt(operation));
  }

  function take(operation: Operation, answer: string): void {
    operation.known = "done";
    operation.answer = answer;
    const { id, at } = JSON.parse(answer) as { readonly id: string; readonly at: string };
    if (operation.wish.kind === "accept") {
      operation.plan = id;
      plans.push(id);
      later(2 * DAY_MS, () => visit(id));
    } else if (operation.wish.kind === "clock") {
      const [askedMs, toldMs] = [Date.parse(at), Date.parse(at)];
      const clock = { id, pace: roll.of(PACES), askedMs, toldMs };
      clocks.push(clock);
      later(10 * DAY_MS, () => tick(clock));
    } else if (operation.wish.kind === "erase") erased.push(leaving.get(operation.id)!);
  }

  /** A test clock is moved on, whatever day it is in the world. */
  async function tick(clock: TestClockKnown): Promise<void> {
    if (!isOpen) return;
    await advance(clock, roll(clock.pace) * DAY_MS + roll(DAY_MS));
    later(20 * DAY_MS, () => tick(clock));
  }

  async function advance(clock: TestClockKnown, byMs: number): Promise<void> {
    clock.askedMs += byMs;
    const operation = want({ kind: "advance", clock: clock.id, to: formatInstant(clock.askedMs) });
    await attempt(operation);
    if (operation.known === "done") clock.toldMs = clock.askedMs;
  }

  /** Somebody asks to be forgotten, and buys nothing more; while a plan of theirs runs they are told so, and ask again. */
  async function leave(person: string): Promise<void> {
    if (!isOpen) return;
    if (living.includes(person)) living.splice(living.indexOf(person), 1);
    const kept = await keptOf(namesOf(person).ref);
    const operation = want({ kind: "erase", person });
    leaving.set(operation.id, { person, ...kept });
    await attempt(operation);
    if (operation.known === "refused") later(60 * DAY_MS, () => leave(person));
  }

  /** Somebody new, or who has bought before. */
  function anybody(): string {
    if (living.length > 0 && roll(3) === 0) return roll.of(living);
    people += 1;
    const person = `person_${String(people).padStart(4, "0")}`;
    living.push(person);
    later(150 * DAY_MS, () => leave(person));
    return person;
  }

  /** Somebody looks at a plan, may want something of it, and comes back some time. */
  async function visit(plan: string): Promise<void> {
    if (!isOpen) return;
    const asked = server();
    const found = (await asked.unlessEnded(asked.deps.plans.read(MERCHANT, plan)))?.found;
    if (found && ENDED_FOR_GOOD.has(found.plan.state) && roll(3) > 0) return;
    const wish = found && (await asked.unlessEnded(anyWish(asked, found, roll)));
    if (wish) {
      const operation = want(wish);
      const beside = roll(10);
      // Now and then a client asks twice at once, or two clients do.
      if (beside === 0) await Promise.all([attempt(operation), attempt(operation)]);
      else if (beside === 1) await Promise.all([attempt(operation), visit(plan)]);
      else await attempt(operation);
      if (beside === 1) return;
    }
    later(roll.of([HOUR_MS, 6 * DAY_MS, 30 * DAY_MS, 30 * DAY_MS, 45 * DAY_MS]), () => visit(plan));
  }

  async function buy(): Promise<void> {
    if (!isOpen) return;
    later(NEXT_PLAN_MS, buy);
    const { deps } = server();
    const person = anybody();
    const clock = roll(3) === 0 && clocks.length > 0 ? roll.of(clocks) : null;
    const shownMs = clock ? clock.toldMs - READ_MS : agenda.now();
    const total = 20_000 + roll(900_000);
    const item = { sku: "a", name: "A", category: "phone", tags: [], unit_amount: total, quantity: 1 };
    const quoted = quoteCart(deps, {
      merchant: MERCHANT,
      at: formatInstant(shownMs),
      schedules: false,
      request: {
        cart: { currency: "CNY", total, items: [item] },
        market: "CN",
        channel: "web",
        locale: "en",
        shopper: { ref: namesOf(person).ref },
      },
    });
    if (!quoted.ok) throw new Error(`a quote is refused: ${quoted.error.code}`);
    const { token, options } = JSON.parse(new TextDecoder().decode(quoted.value)) as {
      readonly token: string;
      readonly options: readonly {
        readonly id: string;
        readonly partner: { readonly id: string };
        readonly disclosure: { readonly id: string };
      }[];
    };
    const option = roll.of(options);
    const consent = {
      disclosure: option.disclosure.id,
      language: "zh-CN",
      shown_at: formatInstant(shownMs),
      confirmed_at: formatInstant(shownMs + READ_MS),
    } as const;
    const mandate = option.partner.id === COLLECTS && roll(3) > 0;
    const chosen = { token, option: option.id, consent, mandate, told: roll(2) === 0 };
    const wish = { kind: "accept", ...chosen, person, clock: clock?.id ?? null } as const;
    agenda.at(agenda.now() + READ_MS + roll(5 * MINUTE_MS), () => attempt(want(wish)));
  }

  /** Another test clock, from the world's time on. */
  async function newClock(): Promise<void> {
    if (!isOpen) return;
    await attempt(want({ kind: "clock", at: formatInstant(agenda.now()) }));
    later(300 * DAY_MS, newClock);
  }

  for (let first = 0; first < 3; first++) later(10 * DAY_MS, buy);
  later(5 * DAY_MS, newClock);
  return {
    operations,
    plans,
    clocks,
    erased,
    async advanceAll() {
      for (const clock of clocks) await advance(clock, LAST_ADVANCE_MS);
    },
    close() {
      isOpen = false;
    },
  };
}

const ENDED_FOR_GOOD: ReadonlySet<string> = new Set(["cancelled", "declined", "refunded", "returned", "written_off"]);
