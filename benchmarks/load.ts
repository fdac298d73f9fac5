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

/** Closed loop, 32 connections. Throws when anything but 2xx came back. */
export async function load(program: Program, path: string, seconds: number): Promise<Load> {
  const result = await autocannon({
    url: program.url + path,
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(QUESTION),
    connections: 32,
    duration: seconds,
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers of ${path} were not 2xx`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
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
