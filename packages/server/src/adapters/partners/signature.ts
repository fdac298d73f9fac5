import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a message's time may lie from ours: older ones may be replays. */
const SKEW_MS = 5 * 60 * 1000;

const keyOf = (secret: string): Buffer =>
  secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : Buffer.from(secret);

const signatureOf = (secret: string, id: string, seconds: string, content: string): string =>
  `v1,${createHmac("sha256", keyOf(secret)).update(`${id}.${seconds}.${content}`).digest("base64")}`;

/** Headers that sign a message. Source: Standard Webhooks 1.0.0. */
export function signed(secret: string, id: string, atMs: number, content: string): Record<string, string> {
  const seconds = String(Math.floor(atMs / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": signatureOf(secret, id, seconds, content),
  };
}

/** Whether one of the signatures given is right, by any of the secrets that count now, and the message is fresh. */
export function isGenuine(
  secrets: readonly string[],
  headers: { readonly [name: string]: unknown },
  nowMs: number,
  content: string,
): boolean {
  const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": given } = headers;
  if (typeof id !== "string" || typeof seconds !== "string" || typeof given !== "string") return false;
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(nowMs - Number(seconds) * 1000) > SKEW_MS) return false;
  const offered = given.split(" ").map((one) => Buffer.from(one));
  return secrets.some((secret) => {
    const right = Buffer.from(signatureOf(secret, id, seconds, content));
    return offered.some((one) => one.length === right.length && timingSafeEqual(one, right));
  });
}
