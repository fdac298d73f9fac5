import { randomUUID } from "node:crypto";
import type { Movement, MovementAsk } from "../../../engine/ports.ts";
import { CallbackRefusal, type PartnerAdapter, PartnerFailure } from "../adapter.ts";
import { askPartner, type HttpAnswer } from "../http-call.ts";
import { readSandboxFile } from "../settlement/sandbox-file.ts";
import { readSigned, signed } from "../signature.ts";
import { readAuthorisation, readCallback, readMovement, readPreCheck, readTerms } from "./answers.ts";

export interface SandboxAddress {
  /** Where `fenqi sandbox-partner` listens: `http://127.0.0.1:4181`. */
  readonly url: string;
  /** The partner's name there. */
  readonly partner: string;
  /** Signs requests. */
  readonly secret: string;
}

/** The partner of packages/sandbox-partner, over HTTP. */
export function sandbox({ url, partner, secret }: SandboxAddress, now: () => number): PartnerAdapter {
  async function ask(
    verb: "GET" | "POST",
    address: string,
    signal: AbortSignal,
    { body, key }: { readonly body?: object; readonly key?: string } = {},
  ): Promise<HttpAnswer> {
    const path = `/partners/${encodeURIComponent(partner)}/${address}`;
    const text = body === undefined ? "" : JSON.stringify(body);
    return askPartner(url + path, {
      method: verb,
      headers: {
        "content-type": "application/json",
        ...signed(secret, `req_${randomUUID()}`, now(), `${verb} ${path}\n${text}`),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: text }),
      signal,
    });
  }

  async function move(asked: MovementAsk, signal: AbortSignal): Promise<Movement> {
    const { request, amount, funding, mandate } = asked;
    const body = { request, amount, currency: funding.currency, ...(mandate === undefined ? {} : { mandate }) };
    return readMovement(found(await ask("POST", movementsOf(asked), signal, { body, key: request })), asked);
  }

  return {
    describeTerms: async (method, signal) =>
      readTerms(found(await ask("GET", `terms?method=${method}`, signal)), method),
    preCheck: async (body, signal) => readPreCheck(found(await ask("POST", "pre-checks", signal, { body })), body),
    async authorise({ returnUrl, ...asked }, key, signal) {
      const body = returnUrl === undefined ? asked : { ...asked, return_url: returnUrl };
      return readAuthorisation(found(await ask("POST", "authorisations", signal, { body, key })), asked);
    },
    async lookUp(asked, signal) {
      const address = `authorisations/${encodeURIComponent(asked.reference)}?method=${asked.method}`;
      const { status, json } = await ask("GET", address, signal);
      return status === 404 ? unknown(json) : readAuthorisation(json, asked);
    },
    move,
    collect: move,
    async lookUpMovement(asked, signal) {
      const [path, query] = movementsOf(asked).split("?");
      const { status, json } = await ask("GET", `${path}/${encodeURIComponent(asked.request)}?${query}`, signal);
      return status === 404 ? unknown(json) : readMovement(json, asked);
    },
    async readCallback(message) {
      const { id, atMs } = readSigned(secret, message);
      return {
        signedAtMs: atMs,
        mark: `${id} ${atMs}`,
        callback: inForm(() => readCallback(JSON.parse(message.body), id, atMs)),
        reply: "",
      };
    },
    readSettlementFile: readSandboxFile,
  };
}

const COLLECTIONS = {
  capture: "captures",
  cancel: "cancellations",
  refund: "refunds",
  collect: "collections",
} as const;

const movementsOf = ({ kind, funding }: MovementAsk): string =>
  `authorisations/${encodeURIComponent(funding.reference)}/${COLLECTIONS[kind]}?method=${funding.method}`;

function inForm<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new CallbackRefusal("form");
  }
}

/** Only the reference or the movement may be unknown; any other 404 is an address that is wrong. */
function unknown(json: unknown): undefined {
  const { error } = (json ?? {}) as { readonly error?: unknown };
  if (error !== "reference_unknown" && error !== "movement_unknown") throw new PartnerFailure("refused");
  return undefined;
}

function found({ status, json }: HttpAnswer): unknown {
  if (status === 404) throw new PartnerFailure("refused");
  return json;
}
