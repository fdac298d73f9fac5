import { randomUUID } from "node:crypto";
import type { Dice } from "../model/dice.ts";
import type { Book } from "./book.ts";

const CLIENTS = 16;
const AMOUNT = 10;
const AGAIN_MS = 25;
const PATIENCE_MS = 10_000;

/** A repayment that was acknowledged. */
export interface Paid {
  readonly plan: string;
  /** Its own, so that it can be found in the ledger. */
  readonly reference: string;
  readonly amount: number;
  readonly key: string;
  readonly answer: string;
}

export interface Payers {
  /** Acknowledged so far. */
  readonly paid: readonly Paid[];
  /** What was answered, and how often; 0: nothing, the connection broke. */
  readonly answers: ReadonlyMap<number, number>;
  /** Requests that are on their way. */
  inFlight(): number;
  /** Each ends the repayment that it is at, which needs a server that runs. */
  stop(): Promise<void>;
}

/**
 * Clients that repay, one after the other, and ask again until they are told that it is done. `steady`: with the same
 * Idempotency-Key; otherwise with a new one each time, as a careless shop would: the control that must do harm.
 */
export function startPayers(book: Book, roll: Dice, { steady }: { readonly steady: boolean }): Payers {
  const paid: Paid[] = [];
  const answers = new Map<number, number>();
  const run = randomUUID().slice(0, 8);
  let flying = 0;
  let stopping = false;
  let count = 0;

  async function payOnce(): Promise<void> {
    const plan = roll.of(book.plans);
    const reference = `${run}-${++count}`;
    for (let key = randomUUID(); ; key = steady ? key : randomUUID()) {
      const answer = await attempt(`${book.url()}/v1/plans/${plan}/repayments`, { amount: AMOUNT, reference }, key);
      answers.set(answer?.status ?? 0, (answers.get(answer?.status ?? 0) ?? 0) + 1);
      if (answer?.status === 200) {
        paid.push({ plan, reference, amount: AMOUNT, key, answer: answer.text });
        return;
      }
      if (answer && answer.status !== 409 && answer.status < 500) {
        throw new Error(`a repayment was refused with ${answer.status}: ${answer.text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** Undefined where nobody knows what became of it. */
  async function attempt(url: string, body: object, key: string) {
    flying += 1;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          authorization: `Bearer ${book.key}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined;
    } finally {
      flying -= 1;
    }
  }

  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopping) await payOnce();
  });
  const all = Promise.all(clients);
  // Told by stop(); until then nobody waits for it.
  all.catch(() => {});
  return {
    paid,
    answers,
    inFlight: () => flying,
    async stop() {
      stopping = true;
      await all;
    },
  };
}
