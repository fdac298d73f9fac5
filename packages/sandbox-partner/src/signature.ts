import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a signature's time may lie from ours. */
const SKEW_MS = 5 * 60 * 1000;

export interface SignedHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/** The bytes of a secret: `whsec_` and base64, as Standard Webhooks write it, or any other text as it is. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : Buffer.from(secret);

const signatureOf = (secret: string, id: string, seconds: string, content: string): string =>
  `v1,${createHmac("sha256", keyOf(secret)).update(`${id}.${seconds}.${content}`).digest("base64")}`;

/** Headers for a message. `content`: a callback's body; a request's method, address and body, see {@link requestContent}. */
export function sign(secret: string, id: string, atMs: number, content: string): SignedHeaders {
  const seconds = String(Math.floor(atMs / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": signatureOf(secret, id, seconds, content),
  };
}

/** What a request's signature covers: `POST /partners/bank/pre-checks`, a line end, and the body. */
export const requestContent = (method: string, address: string, body: string): string =>
  `${method} ${address}\n${body}`;

/** Whether the headers sign this content with this secret, now. */
export function isSigned(
  secret: string,
  headers: { readonly [name: string]: string | readonly string[] | undefined },
  nowMs: number,
  content: string,
): boolean {
  const id = headers["webhook-id"];
  const seconds = headers["webhook-timestamp"];
  const given = headers["webhook-signature"];
  if (typeof id !== "string" || typeof seconds !== "string" || typeof given !== "string") return false;
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(nowMs - Number(seconds) * 1000) > SKEW_MS) return false;
  const right = Buffer.from(signatureOf(secret, id, seconds, content));
  return given.split(" ").some((one) => {
    const offered = Buffer.from(one);
    return offered.length === right.length && timingSafeEqual(offered, right);
  });
}
