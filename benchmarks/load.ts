import { type Clients, openClients, postOf } from "./http-clients.ts";
import { type Rate, rateOf, type Work } from "./measure.ts";
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

/** The question of a cart with one thing of this price, in fen. */
const priced = (amount: number): typeof QUESTION => {
  const [item] = QUESTION.cart.items;
  return { ...QUESTION, cart: { ...QUESTION.cart, total: amount, items: [{ ...item!, unit_amount: amount }] } };
};

/** What is asked: always the same, the pages of a shop in turn, or a cart that nobody had before. */
export type Asking = "one" | "pages" | "new";

/** Prices of a shop's pages, of which the demo's offers take most. */
const PAGES = Array.from({ length: 64 }, (_, page) => priced(99_900 + page * 17_300));

let carts = 0;
/** From 2,000.00 to 9,999.99, the next a prime number of fen away: none comes twice in 800,000. */
const newCart = () => priced(200_000 + ((carts++ * 104_729) % 800_000));

export const QUOTES = "/v1/quotes?schedules=none";
const KEY = "pk_test_demo";
export const HEADERS = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };

export type Load = Rate;

const CONNECTIONS = 32;
/** Requests after which a program that was just started has been compiled, and what it does at its start is done. */
const WARM = 10_000;

/** Asks until the program is warm: so many requests, however long they take. Throws as {@link load} does. */
export async function warmUp(program: Program, path: string, asking: Asking = "one"): Promise<void> {
  const clients = await openClients(program.url, CONNECTIONS);
  const work = workOf(clients, path, asking);
  let k = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (k < WARM) await work(k++);
    }),
  );
  clients.close();
}

/** Closed loop, 32 connections. Throws when anything but 200 came back. */
export async function load(program: Program, path: string, seconds: number, asking: Asking = "one"): Promise<Load> {
  const clients = await openClients(program.url, CONNECTIONS);
  const rate = await rateOf(workOf(clients, path, asking), { sideBySide: CONNECTIONS, ms: seconds * 1_000 });
  clients.close();
  return rate;
}

function workOf(clients: Clients, path: string, asking: Asking): Work {
  const requestOf = REQUESTS[asking](path);
  return async (k) => {
    const answer = await clients.ask(requestOf(k));
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.body}`);
  };
}

/** The k-th request, as it goes over the wire. */
const REQUESTS: { readonly [A in Asking]: (path: string) => (k: number) => string } = {
  one: (path) => inTurn(path, [QUESTION]),
  pages: (path) => inTurn(path, PAGES),
  new: (path) => () => postOf(path, KEY, newCart()),
};

function inTurn(path: string, questions: readonly object[]): (k: number) => string {
  const requests = questions.map((question) => postOf(path, KEY, question));
  return (k) => requests[k % requests.length]!;
}

/** Bytes of an answer, on the mean of the shop's pages. */
export async function meanBytes(program: Program): Promise<number> {
  let bytes = 0;
  for (const page of PAGES) bytes += (await (await ask(program, page)).arrayBuffer()).byteLength;
  return Math.round(bytes / PAGES.length);
}

/** Asks once. Throws when the answer is not 200. */
export async function ask(program: Program, question = QUESTION): Promise<Response> {
  const response = await fetch(program.url + QUOTES, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(question),
  });
  if (response.status !== 200) throw new Error(`the quote answered ${response.status}: ${await response.text()}`);
  return response;
}
