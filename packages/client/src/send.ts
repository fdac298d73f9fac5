import type { Problem } from "@fenqi/contract";
import { FenqiProblem } from "./problem.ts";

export interface ClientOptions {
  /** `https://pay.example`, without a trailing slash; empty in a page of the same origin. */
  readonly baseUrl: string;
  /** Publishable in a browser; secret on a server only. Absent for what is public. */
  readonly key?: string;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Times that a call is sent again when no answer came or the server is overloaded. Default 2. */
  readonly retries?: number;
  /** Milliseconds before a call is given up. Default 10,000. */
  readonly timeoutMs?: number;
}

export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Bytes sent as they are, in place of a JSON body; a file's blob is read as it is sent. */
  readonly file?: Blob;
  /** The answer is taken as bytes, in place of JSON. */
  readonly bytes?: boolean;
  readonly query?: { readonly [name: string]: string | undefined };
  /** Kept through the retries of one call, so that it takes effect once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Of this call, in place of the client's. */
  readonly timeoutMs?: number;
}

const FIRST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 5_000;

/**
 * Sends one call and reads its JSON. Every call of this API may be repeated: it reads, computes, or carries an
 * idempotency key; so a lost answer, a 429 and a 503 are tried again, after a growing and uneven wait.
 *
 * Throws FenqiProblem for every answer that is not a success.
 */
export async function send<T>(options: ClientOptions, call: Call): Promise<T> {
  const retries = options.retries ?? 2;
  for (let attempt = 0; ; attempt++) {
    const result = await sendOnce<T>(options, call);
    if (!(result instanceof FenqiProblem)) return result.value;
    const again =
      result.status === 0 || result.status === 503 || result.status === 429 || result.code === "idempotency_running";
    if (!again || attempt >= retries || call.signal?.aborted) throw result;
    const wait = FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_WAIT_MS)));
  }
}

async function sendOnce<T>(options: ClientOptions, call: Call): Promise<{ value: T } | FenqiProblem> {
  const timeout = AbortSignal.timeout(call.timeoutMs ?? options.timeoutMs ?? 10_000);
  try {
    const response = await (options.fetch ?? fetch)(urlOf(options.baseUrl, call), {
      method: call.method,
      headers: headersOf(options, call),
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.file === undefined ? {} : { body: call.file }),
    });
    if (response.ok)
      return { value: (call.bytes ? new Uint8Array(await response.arrayBuffer()) : await response.json()) as T };
    return new FenqiProblem(response.status, await response.json().catch((): Partial<Problem> => ({})));
  } catch (cause) {
    return new FenqiProblem(0, {}, { cause });
  }
}

function urlOf(baseUrl: string, { path, query = {} }: Call): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? baseUrl + path : `${baseUrl}${path}?${new URLSearchParams(given)}`;
}

function headersOf({ key }: ClientOptions, { body, file, idempotencyKey }: Call): Record<string, string> {
  return {
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(file === undefined ? {} : { "content-type": "application/octet-stream" }),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  };
}
