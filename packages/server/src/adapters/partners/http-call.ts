import { PartnerFailure } from "./adapter.ts";

/** No answer of a partner is longer; what is is not read to its end. */
const MOST_BYTES = 256 * 1024;

export interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
}

type Init = RequestInit & { readonly signal: AbortSignal };

/** One request to a partner. Throws PartnerFailure unless a JSON answer of 2xx or 404 came. */
export async function askPartner(url: string, init: Init): Promise<HttpAnswer> {
  const { status, text } = await askForText(url, init);
  return { status, json: parseAnswer(text) };
}

export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PartnerFailure("garbage", { cause });
  }
}

/**
 * One request to a partner; no redirect is followed. Throws PartnerFailure unless an answer of 2xx or of a status in
 * `also` came whole.
 */
export async function askForText(
  url: string,
  init: Init,
  also: readonly number[] = [404],
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const response = await fetch(url, { ...init, redirect: "error" }).catch((error: unknown) => {
    throw lineFailure(error, init.signal);
  });
  const { status } = response;
  if (!response.ok && !also.includes(status)) {
    await response.body?.cancel().catch(() => {});
    throw new PartnerFailure(status >= 500 || status === 429 || status === 408 ? "server_error" : "refused");
  }
  return { status, text: await readWithin(response, init.signal), headers: response.headers };
}

async function readWithin({ body }: Response, signal: AbortSignal): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body ?? []) {
      bytes += part.length;
      if (bytes > MOST_BYTES) throw new PartnerFailure("too_large");
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof PartnerFailure) throw error;
    throw signal.aborted
      ? new PartnerFailure("timeout", { cause: error })
      : new PartnerFailure("broken_off", { cause: error });
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Codes of connections that were never made: the request cannot have arrived. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

function lineFailure(cause: unknown, signal: AbortSignal): PartnerFailure {
  if (signal.aborted) return new PartnerFailure("timeout", { cause });
  const { code = "" } = ((cause as Error).cause ?? {}) as NodeJS.ErrnoException;
  return new PartnerFailure(NEVER_CONNECTED.has(code) ? "unreachable" : "broken_off", { cause });
}
