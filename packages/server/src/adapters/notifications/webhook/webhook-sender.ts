import type { KeyObject } from "node:crypto";
import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { WebhookAnswer, WebhookCall, WebhookSender } from "../../../engine/ports.ts";
import { isInside, lookupOutside } from "./outside-address.ts";
import { hostOf, urlFlaw } from "./outside-url.ts";
import { signingKeys, signWebhook } from "./sign.ts";

/** From the first byte sent to the last byte read. */
const PATIENCE_MS = 15_000;
/** More of an answer is not read. */
const ANSWER_BYTES = 64 * 1024;
const POOLED = { keepAlive: true, maxFreeSockets: 8, timeout: 2 * PATIENCE_MS } as const;

export interface SenderOptions {
  /** Also posts over http and inside the network: for trying it out, never in production. */
  readonly inside?: boolean;
  readonly patienceMs?: number;
}

/**
 * Posts events, signed. Connections are kept, and are this sender's own: none was opened without the guard against
 * addresses inside the network, and each is looked at again before it is used.
 */
export function webhookSender({ inside = false, patienceMs = PATIENCE_MS }: SenderOptions = {}): WebhookSender {
  const guarded = inside ? POOLED : { ...POOLED, lookup: lookupOutside };
  // The deliveries of a page share their secrets.
  const keys = new WeakMap<readonly string[], readonly KeyObject[]>();
  const keysOf = (secrets: readonly string[]) => {
    const made = keys.get(secrets) ?? signingKeys(secrets);
    keys.set(secrets, made);
    return made;
  };
  const https = new HttpsAgent(guarded);
  const http = new HttpAgent(POOLED);
  const flawOf = (url: URL) => {
    const flaw = urlFlaw(url);
    return inside && (flaw === "inside" || (flaw === "not_https" && url.protocol === "http:")) ? undefined : flaw;
  };

  const open = (url: URL, headers: Record<string, string | number>): ClientRequest =>
    url.protocol === "https:"
      ? requestHttps(url, { method: "POST", agent: https, headers })
      : requestHttp(url, { method: "POST", agent: http, headers });

  return {
    async refuses(text) {
      if (!URL.canParse(text)) return "malformed";
      const url = new URL(text);
      const flaw = flawOf(url);
      if (flaw || inside) return flaw;
      const looked = await new Promise<NodeJS.ErrnoException | null>((resolve) =>
        lookupOutside(hostOf(url), {}, (error) => resolve(error)),
      );
      // A name that nobody knows yet is no danger: it is looked up again for each connection.
      return looked && looked.code === undefined ? "inside" : undefined;
    },

    send: ({ url: text, id, atMs, secrets, body }: WebhookCall, signal) =>
      new Promise<WebhookAnswer>((resolve) => {
        const url = new URL(text);
        const flaw = flawOf(url);
        if (flaw) return resolve({ status: null, reason: `the address is refused: ${flaw}` });
        const at = Math.floor(atMs / 1000);
        const call = open(url, {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Fenqi-Webhooks/1",
          "webhook-id": id,
          "webhook-timestamp": at,
          "webhook-signature": signWebhook(keysOf(secrets), id, at, body),
        });
        const end = (answer: WebhookAnswer) => {
          clearTimeout(timer);
          signal.removeEventListener("abort", stop);
          resolve(answer);
        };
        const timer = setTimeout(() => call.destroy(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
        const stop = () => call.destroy(new Error("stopped"));
        signal.addEventListener("abort", stop);
        call.on("socket", (socket) => {
          if (!inside && socket.remoteAddress !== undefined && isInside(socket.remoteAddress)) {
            call.destroy(new Error("the connection leads inside the network"));
          }
        });
        call.on("error", (error) => end({ status: null, reason: reasonOf(error) }));
        call.on("response", (answer) => {
          const { statusCode = 0, headers } = answer;
          readAll(answer, () => end({ status: statusCode, retryAfter: headers["retry-after"] ?? null }));
        });
        call.end(body);
      }),

    close() {
      https.destroy();
      http.destroy();
    },
  };
}

/** Reads an answer to its end, so that the connection can be used again; a long one is cut off. */
function readAll(answer: IncomingMessage, done: () => void): void {
  let bytes = 0;
  answer.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) answer.destroy();
  });
  answer.on("error", () => {});
  answer.on("close", done);
}

const LONGEST_REASON = 200;

const reasonOf = (error: NodeJS.ErrnoException): string =>
  (error.message || error.code || "failed").slice(0, LONGEST_REASON);
