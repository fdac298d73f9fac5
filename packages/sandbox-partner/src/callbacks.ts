import { randomUUID } from "node:crypto";
import type { Faults } from "./faults.ts";
import { sign } from "./signature.ts";

/** Waits before the second, third and fourth try. */
const WAITS_MS = [0, 500, 2_000, 8_000];

/** Something that happened at the partner: `type` and whom it is about. */
export interface Happening {
  readonly type: string;
  readonly data: { readonly [name: string]: unknown };
}

/** Where the store is told, and how it knows us. `{partner}` in the address stands for who tells. */
export interface CallbackTarget {
  readonly url: () => string | undefined;
  readonly secret: string;
}

export interface CallbackLine {
  /** Tells the store, with the faults of the call that it came from. */
  tell(happening: Happening, faults: Faults): void;
}

/** Tells the store what happened, signed as Standard Webhooks. The same id with every try; given up after four. */
export function callbackLine({ url, secret }: CallbackTarget, stop: AbortSignal): CallbackLine {
  let held: (() => Promise<void>) | undefined;

  async function post(address: string, content: Signed): Promise<boolean> {
    const headers = { "content-type": "application/json", ...content.headers };
    const init = { method: "POST", headers, body: content.body, signal: stop, redirect: "error" } as const;
    return (await fetch(address, init).catch(() => null))?.ok ?? false;
  }

  async function deliver(happening: Happening, faults: Faults): Promise<void> {
    const address = url()?.replace("{partner}", encodeURIComponent(String(happening.data.partner)));
    if (address === undefined) return;
    const id = `msg_${randomUUID()}`;
    const body = JSON.stringify(happening);
    for (const wait of WAITS_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
      if (stop.aborted) return;
      const headers = sign(faults.callback_forged ? `not ${secret}` : secret, id, Date.now(), body);
      const told = await post(address, { headers, body });
      if (faults.callback_duplicate) await post(address, { headers, body });
      if (told || faults.callback_forged) return;
    }
  }

  return {
    tell(happening, faults) {
      if (faults.callback_lost) return;
      const send = () => deliver(happening, faults);
      if (faults.callback_out_of_order && !held) {
        held = send;
        return;
      }
      const older = held;
      held = undefined;
      void send().then(() => older?.());
    },
  };
}

interface Signed {
  readonly headers: object;
  readonly body: string;
}
