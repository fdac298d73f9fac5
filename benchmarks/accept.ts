import { randomUUID } from "node:crypto";
import { ownDatabase } from "./database.ts";
import { type Clients, openClients, postOf } from "./http-clients.ts";
import { type Figure, figure, ratesInTurn, type Work } from "./measure.ts";
import { acceptanceOf, KEY, questionNow } from "./own-book.ts";
import { startProgram } from "./processes.ts";
import { movementsOn } from "./repayment.ts";

const CLIENTS = 32;
const MS = 1_500;
/** Quotes that wait to be accepted: more than five rounds use up. */
const QUOTES = 20_000;

/**
 * Accepting a plan of twelve rows at the house partner over HTTP (token opened and replayed, consent, rows, event, audit
 * and answer kept) against R4 in the same run. The quotes are asked for before.
 */
export async function accept(databaseUrl: string): Promise<Figure[]> {
  const database = await ownDatabase(databaseUrl);
  const program = await startProgram("programs/own-book.ts", { DATABASE_URL: database.url });
  const floor = await movementsOn(database.url);
  const clients = await openClients(program.url, CLIENTS);
  try {
    const acceptances = await acceptancesOf(clients);
    const run = randomUUID();
    const acceptNext: Work = async (k) => {
      const body = acceptances[k];
      if (!body) throw new Error(`${QUOTES} quotes are used up: this server is faster than was thought`);
      const { status, body: said } = await clients.ask(postOf("/v1/plans", KEY, body, `${run}-${k}`));
      if (status !== 201) throw new Error(`the acceptance answered ${status}: ${said}`);
    };
    const rates = await ratesInTurn({ floor: floor.inSteps, acceptNext }, { sideBySide: CLIENTS, ms: MS });
    return [
      figure({
        name: "accept_over_http",
        value: rates.acceptNext.perSecond,
        unit: "plans/s",
        floor: rates.floor.perSecond,
        goal: 0.35,
        good: "above",
      }),
    ];
  } finally {
    clients.close();
    await floor.close();
    await program.stop();
    await database.drop();
  }
}

async function acceptancesOf(clients: Clients): Promise<readonly object[]> {
  const acceptances: object[] = [];
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (acceptances.length < QUOTES) {
        const { status, body } = await clients.ask(postOf("/v1/quotes?schedules=none", KEY, questionNow()));
        if (status !== 200) throw new Error(`the quote answered ${status}: ${body}`);
        acceptances.push(acceptanceOf(JSON.parse(body), `order-${acceptances.length}`));
      }
    }),
  );
  return acceptances;
}
