import type { WebhookEvent } from "@fenqi/contract";

/** A webhook that was not sent by the store's server, or not now. Answer 400, and do nothing with it. */
export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
  readonly code: "header_missing" | "too_old" | "too_new" | "no_match" | "secret_unusable";

  constructor(code: WebhookRefused["code"]) {
    super(`the webhook is refused: ${code}`);
    this.code = code;
  }
}

/** Headers as a fetch handler has them, or as Node does. */
export type WebhookHeaders = Headers | { readonly [name: string]: string | readonly string[] | undefined };

/** A repeat of an old request is refused after so long; clocks may differ by as much. */
const TOLERANCE_SECONDS = 5 * 60;
const PREFIX = "whsec_";

/**
 * The event of a webhook, if it was signed with one of these secrets (`whsec_…`) within five minutes of `now`. Give both
 * secrets while one takes the other's place. Source: Standard Webhooks 1.0.0.
 *
 * `payload`: the body as it came, before anything parses it. `now`: milliseconds since 1970. Throws WebhookRefused.
 */
export async function verifyWebhook(
  payload: string | Uint8Array<ArrayBuffer>,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  now: number = Date.now(),
): Promise<WebhookEvent> {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  const given = header(headers, "webhook-signature");
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookRefused("header_missing");
  const age = now / 1000 - Number(timestamp);
  if (age > TOLERANCE_SECONDS) throw new WebhookRefused("too_old");
  if (age < -TOLERANCE_SECONDS) throw new WebhookRefused("too_new");

  const text = typeof payload === "string" ? payload : new TextDecoder().decode(payload);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  const signatures = given
    .split(" ")
    .flatMap((one) => (one.startsWith("v1,") ? fromBase64(one.slice(3)) : undefined) ?? []);
  for (const secret of typeof secrets === "string" ? [secrets] : secrets) {
    const key = await importKey(secret);
    for (const signature of signatures) {
      // WebCrypto compares in constant time.
      if (await crypto.subtle.verify("HMAC", key, signature, signed)) return JSON.parse(text) as WebhookEvent;
    }
  }
  throw new WebhookRefused("no_match");
}

function header(headers: WebhookHeaders, name: string): string {
  const found = headers instanceof Headers ? headers.get(name) : headers[name];
  const value = typeof found === "string" ? found : found?.[0];
  if (!value) throw new WebhookRefused("header_missing");
  return value;
}

async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = fromBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  if (!bytes || bytes.length === 0) throw new WebhookRefused("secret_unusable");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

/** Undefined when it is not base64. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
