import { createHmac } from "node:crypto";

const PREFIX = "whsec_";

/**
 * The `webhook-signature` of Standard Webhooks: one `v1` signature for each secret (`whsec_` and base64), with a space
 * between them. `at`: seconds since 1970.
 */
export const signWebhook = (secrets: readonly string[], id: string, at: number, body: string): string =>
  secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64")}`;
    })
    .join(" ");
