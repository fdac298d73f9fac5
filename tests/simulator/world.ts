import type { CallbackMessage } from "../../packages/server/src/engine/ports.ts";
import { type Dice, dice } from "../model/dice.ts";
import { type Agenda, agenda, DAY_MS, HOUR_MS, MINUTE_MS } from "./agenda.ts";
import { COLLECTS, PARTNERS } from "./catalogue.ts";
import type { SimulatedDatabase } from "./database.ts";
import { newLife } from "./fate.ts";
import { type SimulatedPartner, simulatedPartner } from "./partner.ts";
import { type Receiver, simulatedReceiver } from "./receiver.ts";
import { type SimulatedServer, startServer } from "./server.ts";

/** A clock, partners, and servers that crash and are started again; all of it from one seed. */
export interface World {
  readonly agenda: Agenda;
  readonly partners: ReadonlyMap<string, SimulatedPartner>;
  readonly receiver: Receiver;
  /** One of the servers that run now. */
  readonly server: () => SimulatedServer;
  /** All that run now. */
  readonly running: () => readonly SimulatedServer[];
  readonly crashes: () => number;
  /**
   * Does something that crashes may end. A server that has ended is started again some time later, over the same database.
   * What fails while its server lives is thrown: it is a fault.
   */
  live(work: () => Promise<unknown>): Promise<void>;
  /** Nothing fails any more. */
  calm(): void;
}

/** In one of so many things that happen a server ends at some step, if it takes so many. */
const CRASH_IN = 12;
/** On one database, at work side by side. */
const SERVERS = ["one", "two"];

/** Where a server runs, one life after the other. */
interface Place {
  readonly name: string;
  life: ReturnType<typeof newLife>;
  server: SimulatedServer;
  isDown: boolean;
}

export async function newWorld(
  database: SimulatedDatabase,
  diceOf: (what: string) => Dice,
  beginsMs: number,
): Promise<World> {
  const clock = agenda(beginsMs);
  const [fate, ids, choice] = [diceOf("fate"), diceOf("ids"), diceOf("choice")];
  const receiver = simulatedReceiver(diceOf("receiver"));
  const places: Place[] = [];
  let isCalm = false;
  let crashes = 0;

  const running = () => places.filter(({ life }) => life.alive).map(({ server }) => server);
  /** Who asks while none runs is told nothing. */
  const server = () => {
    const able = running();
    return able.length > 0 ? choice.of(able) : places[0]!.server;
  };

  async function tell(partner: string, message: CallbackMessage): Promise<boolean> {
    const asked = server();
    const heard = await asked.unlessEnded(asked.hear(partner, message));
    if (heard && !heard.ok) throw new Error(`a callback is refused: ${heard.error.code}`);
    return heard !== undefined;
  }

  const partners: ReadonlyMap<string, SimulatedPartner> = new Map(
    PARTNERS.map((name) => {
      const setting = { roll: diceOf(name), agenda: clock, collects: name === COLLECTS };
      return [name, simulatedPartner({ ...setting, tell: (message) => tell(name, message) })];
    }),
  );

  async function start(name: string): Promise<Place> {
    const life = newLife(fate);
    const ports = new Map([...partners].map(([partner, each]) => [partner, each.port(life)]));
    const sender = receiver.sender(life);
    const started = await startServer({ name, database, now: clock.now, roll: ids, life, ports, sender });
    return { name, life, server: started, isDown: false };
  }

  /** Starts again what has ended, some time later; while nothing else runs, everybody waits for that. */
  async function startAgain(): Promise<void> {
    for (const place of places) {
      if (place.life.alive || place.isDown) continue;
      crashes += 1;
      place.isDown = true;
      const upMs = clock.now() + fate(fate.of([MINUTE_MS, MINUTE_MS, HOUR_MS, 3 * DAY_MS]));
      const again = async () => void Object.assign(place, await start(place.name));
      if (running().length > 0) clock.at(upMs, again);
      else {
        clock.pass(upMs);
        await again();
      }
    }
  }

  for (const name of SERVERS) places.push(await start(name));
  await places[0]!.server.begin();
  for (const each of running()) await each.refresh();
  return {
    agenda: clock,
    partners,
    receiver,
    server,
    running,
    crashes: () => crashes,
    async live(work) {
      for (const { life } of places) if (!isCalm && fate(CRASH_IN) === 0) life.arm();
      await work();
      for (const { life, server: each } of places) {
        life.disarm();
        if (life.alive && each.failures.length > 0) throw each.failures[0];
      }
      await startAgain();
    },
    calm() {
      isCalm = true;
      for (const outside of [...partners.values(), receiver]) outside.calm();
    },
  };
}

/** Dice for each part of a world, so that one part's throws do not change another's. */
export function diceFrom(seed: number): (what: string) => Dice {
  return (what) => {
    let mixed = seed >>> 0;
    for (const letter of what) mixed = (Math.imul(mixed, 31) + letter.codePointAt(0)!) >>> 0;
    return dice(mixed);
  };
}
