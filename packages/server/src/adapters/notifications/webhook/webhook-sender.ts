import type { KeyObject } from "node:crypto";
import type { Agent, buildConnector, Dispatcher } from "undici";
import type { WebhookAnswer, WebhookCall, WebhookSender } from "../../../engine/ports.ts";
import { isInside, lookupOutside } from "./outside-address.ts";
import { hostOf, urlFlaw } from "./outside-url.ts";
import { signingKeys, signWebhook } from "./sign.ts";

/** From when it is given to be sent to the last byte read. */
const PATIENCE_MS = 15_000;
/** More of an answer is not read. */
const ANSWER_BYTES = 64 * 1024;
/** A connection that nothing is sent on is closed then, or when its receiver says. */
const KEPT_MS = 2 * PATIENCE_MS;

export interface SenderOptions {
  /** Also posts over http and inside the network: for trying it out, never in production. */
  readonly inside?: boolean;
  readonly patienceMs?: number;
}

/**
 * Posts events, signed. Connections are kept, and are this sender's own: none was opened without the guard against
 * addresses inside the network, and each is looked at again before it is used. Redirects are not followed.
 */
export function webhookSender({ inside = false, patienceMs = PATIENCE_MS }: SenderOptions = {}): WebhookSender {
  // The deliveries of a page share their secrets.
  const keys = new WeakMap<readonly string[], readonly KeyObject[]>();
  const keysOf = (secrets: readonly string[]) => {
    const made = keys.get(secrets) ?? signingKeys(secrets);
    keys.set(secrets, made);
    return made;
  };
  let opened: Promise<Agent> | undefined;
  const flawOf = (url: URL) => {
    const flaw = urlFlaw(url);
    return inside && (flaw === "inside" || (flaw === "not_https" && url.protocol === "http:")) ? undefined : flaw;
  };

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

    async send({ url: text, id, atMs, secrets, body }: WebhookCall, signal) {
      const url = new URL(text);
      const flaw = flawOf(url);
      if (flaw) return { status: null, reason: `the address is refused: ${flaw}` };
      opened ??= openAgent(inside, patienceMs);
      const agent = await opened;
      const at = Math.floor(atMs / 1000);
      const headers = [
        ...["content-type", "application/json", "user-agent", "Fenqi-Webhooks/1"],
        ...["webhook-id", id, "webhook-timestamp", String(at)],
        ...["webhook-signature", signWebhook(keysOf(secrets), id, at, body)],
      ];
      const path = url.pathname + url.search;
      return post(agent, { origin: url.origin, path, method: "POST", headers, body }, patienceMs, signal);
    },

    close() {
      void opened?.then((agent) => agent.destroy());
    },
  };
}

/** Its code is read when something is sent for the first time: most processes never do. */
async function openAgent(inside: boolean, patienceMs: number): Promise<Agent> {
  const undici = await import("undici");
  const connect = undici.buildConnector({ timeout: patienceMs, ...(inside ? {} : { lookup: lookupOutside }) });
  const guarded: buildConnector.connector = (options, done) =>
    connect(options, (error, socket) => {
      if (error) return done(error, null);
      if (inside || !isInside(socket.remoteAddress ?? "")) return done(null, socket);
      socket.destroy();
      done(new Error("the connection leads inside the network"), null);
    });
  return new undici.Agent({
    connect: guarded,
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_MS,
    // One clock for a whole call is held by `post`.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** Posts, and reads the answer to its end, so that the connection can be used again; a long one is cut off. */
const post = (agent: Agent, call: Dispatcher.DispatchOptions, patienceMs: number, signal: AbortSignal) =>
  new Promise<WebhookAnswer>((resolve) => {
    if (signal.aborted) return resolve({ status: null, reason: "stopped" });
    let begun: Dispatcher.DispatchController | undefined;
    let answer: WebhookAnswer | undefined;
    let isOver = false;
    let bytes = 0;
    const end = (reason: string) => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      // Who has said a status has answered, also where the rest of it never comes.
      resolve(answer ?? { status: null, reason });
    };
    const giveUp = (reason: string) => (begun ? begun.abort(new Error(reason)) : end(reason));
    const timer = setTimeout(() => giveUp(`no answer within ${patienceMs} ms`), patienceMs);
    const stop = () => giveUp("stopped");
    signal.addEventListener("abort", stop);

    agent.dispatch(call, {
      onRequestStart(controller) {
        begun = controller;
        // It was given up before there was a connection, and nothing may be sent any more.
        if (isOver) controller.abort(new Error("given up"));
      },
      onResponseStart(_, status, headers) {
        if (status >= 200) answer = { status, retryAfter: [headers["retry-after"]].flat()[0] ?? null };
      },
      onResponseData(controller, chunk) {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES) controller.abort(new Error("the answer is too long"));
      },
      onResponseEnd: () => end(""),
      onResponseError: (_, error) => end(reasonOf(error)),
    });
  });

const LONGEST_REASON = 200;

const reasonOf = (error: NodeJS.ErrnoException): string =>
  (error.message || error.code || "failed").slice(0, LONGEST_REASON);
