import { createHmac, timingSafeEqual } from "node:crypto";
import type { CallbackMessage } from "../../engine/ports.ts";
import { CallbackRefusal } from "./adapter.ts";

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

/** The time and id of a message that is signed with this secret. Throws CallbackRefusal for any other. */
export function readSigned(secret: string, { headers, body }: CallbackMessage): { id: string; atMs: number } {
  const id = headers["webhook-id"];
  const seconds = headers["webhook-timestamp"];
  const given = headers["webhook-signature"];
  if (typeof id !== "string" || typeof seconds !== "string" || typeof given !== "string") {
    throw new CallbackRefusal("unsigned");
  }
  const right = signatureOf(secret, id, seconds, body);
  if (!/^\d{1,12}$/.test(seconds) || !given.split(" ").some((one) => isSame(one, right))) {
    throw new CallbackRefusal("signature");
  }
  return { id, atMs: Number(seconds) * 1000 };
}

/** Takes the same time wherever they differ. */
export function isSame(offered: string, right: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
