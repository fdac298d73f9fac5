import { request } from "node:https";
import { isIP } from "node:net";
import type { Channel } from "../../../engine/ports.ts";
import { isInside, lookupOutside } from "./outside-address.ts";

const PATIENCE_MS = 10_000;

/**
 * POSTs a letter to a bridge as `{ "msgtype": "text", "text": { "content": … } }`, the form that group-chat robots take.
 * Only https, never to an address inside the network, and redirects are not followed.
 */
export const webhookChannel = (): Channel => ({
  send: ({ to, subject, text, id }) =>
    new Promise((resolve, reject) => {
      const url = new URL(to);
      const host = url.hostname.replace(/^\[|\]$/g, "");
      if (url.protocol !== "https:") return reject(new Error("a webhook needs https"));
      if (isIP(host) !== 0 && isInside(host)) return reject(new Error("a webhook may not lead inside the network"));
      const body = JSON.stringify({ msgtype: "text", text: { content: `${subject}\n${text}` } });
      const headers = { "content-type": "application/json", "webhook-id": id };
      const call = request(url, { method: "POST", headers, lookup: lookupOutside, timeout: PATIENCE_MS }, (answer) => {
        answer.resume();
        const { statusCode = 0 } = answer;
        if (statusCode >= 200 && statusCode < 300) resolve();
        else reject(new Error(`the webhook answered ${statusCode}`));
      });
      call.on("timeout", () => call.destroy(new Error("the webhook did not answer")));
      call.on("error", reject);
      call.end(body);
    }),
});
