import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

const PREFIX = "whsec_";

/** Keys of secrets, `whsec_` and base64. To make one costs more than to sign with it. */
export const signingKeys = (secrets: readonly string[]): readonly KeyObject[] =>
  secrets.map((secret) => createSecretKey(Buffer.from(secret.slice(PREFIX.length), "base64")));

/**
 * The `webhook-signature` of Standard Webhooks: one `v1` signature for each key, with a space between them. `at`: seconds since 1970.
 */
export const signWebhook = (keys: readonly KeyObject[], id: string, at: number, body: string): string =>
  keys.map((key) => `v1,${createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64")}`).join(" ");
