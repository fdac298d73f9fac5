import { Agent, request } from "node:https";
import type { Channel } from "../../../engine/ports.ts";
import { isInside, lookupOutside } from "./outside-address.ts";
import { urlFlaw } from "./outside-url.ts";

const PATIENCE_MS = 10_000;

const REFUSED = {
  not_https: "a webhook needs https",
  inside: "a webhook may not lead inside the network",
  credentials: "a webhook's address may not carry a password",
} as const;

/**
 * POSTs a letter to a bridge as `{ "msgtype": "text", "text": { "content": … } }`, the form that group-chat robots take.
 * Only https, never to an address inside the network, and redirects are not followed.
 */
export function webhookChannel(): Channel {
  // Connections of its own: one that another client opened would not have been looked up by the guard.
  const agent = new Agent({ lookup: lookupOutside });
  return {
    send: ({ to, subject, text, id }) =>
      new Promise((resolve, reject) => {
        const url = new URL(to);
        const flaw = urlFlaw(url);
        if (flaw) return reject(new Error(REFUSED[flaw]));
        const body = JSON.stringify({ msgtype: "text", text: { content: `${subject}\n${text}` } });
        const headers = { "content-type": "application/json", "webhook-id": id };
        const call = request(url, { method: "POST", headers, agent, timeout: PATIENCE_MS }, (answer) => {
          answer.resume();
          const { statusCode = 0 } = answer;
          if (statusCode >= 200 && statusCode < 300) resolve();
          else reject(new Error(`the webhook answered ${statusCode}`));
        });
        call.on("socket", (socket) => {
          if (socket.remoteAddress !== undefined && isInside(socket.remoteAddress)) {
            call.destroy(new Error(REFUSED.inside));
          }
        });
        call.on("timeout", () => call.destroy(new Error("the webhook did not answer")));
        call.on("error", reject);
        call.end(body);
      }),
  };
}
