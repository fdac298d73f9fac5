import type { CallbackMessage } from "../../packages/server/src/engine/ports.ts";
import { type Dice, dice } from "../model/dice.ts";
import { type Agenda, agenda, DAY_MS, HOUR_MS, MINUTE_MS } from "./agenda.ts";
import { COLLECTS, PARTNERS } from "./catalogue.ts";
import type { SimulatedDatabase } from "./database.ts";
import { newLife } from "./fate.ts";
import { type SimulatedPartner, simulatedPartner } from "./partner.ts";
import { type Receiver, simulatedReceiver } from "./receiver.ts";
import { type SimulatedServer, startServer } from "./server.ts";

/** A clock, partners, and a server that crashes and is started again; all of it from one seed. */
export interface World {
  readonly agenda: Agenda;
  readonly partners: ReadonlyMap<string, SimulatedPartner>;
  readonly receiver: Receiver;
  /** The server of this moment. */
  readonly server: () => SimulatedServer;
  readonly crashes: () => number;
  /**
   * Does something that a crash may end. A server that has ended is started again some time later, over the same database.
   * What fails while the server lives is thrown: it is a fault.
   */
  live(work: (server: SimulatedServer) => Promise<unknown>): Promise<void>;
  /** Nothing fails any more. */
  calm(): void;
}

/** In one of so many things that happen the server ends at some step, if it takes so many. */
const CRASH_IN = 8;

export async function newWorld(
  database: SimulatedDatabase,
  diceOf: (what: string) => Dice,
  beginsMs: number,
): Promise<World> {
  const clock = agenda(beginsMs);
  const [fate, ids] = [diceOf("fate"), diceOf("ids")];
  let isCalm = false;
  let crashes = 0;
  let life = newLife(fate);
  let server: SimulatedServer;

  async function tell(partner: string, message: CallbackMessage): Promise<boolean> {
    const asked = server;
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

  const receiver = simulatedReceiver(diceOf("receiver"));

  function start(): Promise<SimulatedServer> {
    life = newLife(fate);
    const ports = new Map([...partners].map(([name, partner]) => [name, partner.port(life)]));
    return startServer({ database, now: clock.now, roll: ids, life, ports, sender: receiver.sender(life) });
  }

  server = await start();
  await server.begin();
  return {
    agenda: clock,
    partners,
    receiver,
    server: () => server,
    crashes: () => crashes,
    async live(work) {
      if (!isCalm && fate(CRASH_IN) === 0) life.arm();
      await server.unlessEnded(work(server));
      life.disarm();
      if (life.alive) {
        if (server.failures.length > 0) throw server.failures[0];
        return;
      }
      crashes += 1;
      clock.pass(clock.now() + fate(fate.of([MINUTE_MS, MINUTE_MS, HOUR_MS, 3 * DAY_MS])));
      server = await start();
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
