import { randomUUID } from "node:crypto";
import type { FundingAsk } from "../../../engine/ports.ts";
import { type PartnerAdapter, PartnerFailure } from "../adapter.ts";
import { askPartner, type HttpAnswer } from "../http-call.ts";
import { signed } from "../signature.ts";
import { readAuthorisation, readPreCheck, readTerms } from "./answers.ts";

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
    { body, key }: { readonly body?: FundingAsk; readonly key?: string } = {},
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

  return {
    describeTerms: async (method, signal) =>
      readTerms(found(await ask("GET", `terms?method=${method}`, signal)), method),
    preCheck: async (body, signal) => readPreCheck(found(await ask("POST", "pre-checks", signal, { body })), body),
    authorise: async (body, key, signal) =>
      readAuthorisation(found(await ask("POST", "authorisations", signal, { body, key })), body),
    async lookUp(asked, signal) {
      const address = `authorisations/${encodeURIComponent(asked.reference)}?method=${asked.method}`;
      const { status, json } = await ask("GET", address, signal);
      return status === 404 ? unknown(json) : readAuthorisation(json, asked);
    },
  };
}

/** Only the reference may be unknown; any other 404 is an address that is wrong. */
function unknown(json: unknown): undefined {
  if ((json as { readonly error?: unknown } | null)?.error !== "reference_unknown") throw new PartnerFailure("refused");
  return undefined;
}

function found({ status, json }: HttpAnswer): unknown {
  if (status === 404) throw new PartnerFailure("refused");
  return json;
}
