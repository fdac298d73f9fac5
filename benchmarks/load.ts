import autocannon from "autocannon";
import type { Program } from "./processes.ts";

/** A cart's question, as the demo's catalogue answers it with some twenty offers. */
export const QUESTION = {
  market: "CN",
  channel: "web",
  locale: "zh-CN",
  cart: {
    currency: "CNY",
    total: 499_900,
    items: [{ sku: "YS5-256", name: "远山 5", category: "phone", tags: ["new"], unit_amount: 499_900, quantity: 1 }],
  },
};

export const QUOTES = "/v1/quotes?schedules=none";
export const HEADERS = { authorization: "Bearer pk_test_demo", "content-type": "application/json" };

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** Requests after which a program that was just started has been compiled, and what it does at its start is done. */
const WARM = 10_000;

/** Asks until the program is warm: so many requests, however long they take. Throws as {@link load} does. */
export async function warmUp(program: Program, path: string): Promise<void> {
  await askOn(program, path, { amount: WARM });
}

/** Closed loop, 32 connections. Throws when anything but 2xx came back. */
export async function load(program: Program, path: string, seconds: number): Promise<Load> {
  const result = await askOn(program, path, { duration: seconds });
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

async function askOn(
  program: Program,
  path: string,
  until: { readonly amount: number } | { readonly duration: number },
) {
  const result = await autocannon({
    url: program.url + path,
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(QUESTION),
    connections: 32,
    ...until,
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers of ${path} were not 2xx`);
  return result;
}

/** Asks once. Throws when the answer is not 200. */
export async function ask(program: Program): Promise<Response> {
  const response = await fetch(program.url + QUOTES, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(QUESTION),
  });
  if (response.status !== 200) throw new Error(`the quote answered ${response.status}: ${await response.text()}`);
  return response;
}
