import { createHmac } from "node:crypto";

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
