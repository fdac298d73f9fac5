import { randomUUID } from "node:crypto";
import type { Authorisation } from "./partner.ts";
import { sign } from "./signature.ts";

/** Waits before the second, third and fourth try. */
const WAITS_MS = [0, 500, 2_000, 8_000];

/** Tells the store of an authorisation, signed as Standard Webhooks. The same id with every try; given up after four. */
export async function callBack(
  { url, secret }: { readonly url: string; readonly secret: string },
  partner: string,
  { reference, id, state, amount, currency }: Authorisation,
  stop: AbortSignal,
): Promise<void> {
  const messageId = `msg_${randomUUID()}`;
  const body = JSON.stringify({
    type: "authorisation.updated",
    data: { partner, reference, id, state, amount, currency },
  });
  for (const wait of WAITS_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait).unref());
    if (stop.aborted) return;
    const headers = { "content-type": "application/json", ...sign(secret, messageId, Date.now(), body) };
    const answer = await fetch(url, { method: "POST", headers, body, signal: stop, redirect: "error" }).catch(
      () => null,
    );
    if (answer?.ok) return;
  }
}
