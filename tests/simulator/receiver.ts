import type { WebhookAnswer, WebhookSender } from "../../packages/server/src/engine/ports.ts";
import type { Dice } from "../model/dice.ts";
import { Crashed, type Life } from "./fate.ts";

/** Somebody who is told of events: takes most, fails at some, and does not answer for others that it has taken. */
export interface Receiver {
  sender(life: Life): WebhookSender;
  /** The last event that arrived, by subject. */
  readonly last: ReadonlyMap<string, number>;
  /** Events that came before an older one of their subject. */
  readonly early: readonly string[];
  /** Takes everything from now on. */
  calm(): void;
}

export function simulatedReceiver(roll: Dice): Receiver {
  const last = new Map<string, number>();
  const early: string[] = [];
  let isCalm = false;

  function take(body: string): void {
    const { subject, sequence } = JSON.parse(body) as { readonly subject: string; readonly sequence: number };
    const before = last.get(subject) ?? 0;
    if (sequence > before + 1) early.push(`${subject} ${sequence} after ${before}`);
    last.set(subject, Math.max(before, sequence));
  }

  return {
    last,
    early,
    calm() {
      isCalm = true;
    },
    sender: (life) => ({
      refuses: async () => undefined,
      close() {},
      async send({ body }): Promise<WebhookAnswer> {
        const cut = life.step();
        if (cut === "before") throw new Crashed();
        await new Promise((resolve) => setImmediate(resolve));
        const line = isCalm || roll(6) > 0 ? "sound" : roll.of(["unreachable", "fails", "answer_lost"]);
        if (line === "sound" || line === "answer_lost") take(body);
        if (cut === "after" || !life.alive) throw new Crashed();
        if (line === "sound") return { status: 204, retryAfter: null };
        return line === "fails" ? { status: 500, retryAfter: null } : { status: null, reason: line };
      },
    }),
  };
}
