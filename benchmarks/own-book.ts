import { formatInstant } from "@fenqi/core/calendar";
import { type RunningServer, type StartOptions, startServer } from "@fenqi/server";
import { fixtureRequest } from "../packages/server/src/testing/fixture.ts";
import { copyPlan } from "../packages/server/src/testing/many-plans.ts";
import { planCatalogue } from "../packages/server/src/testing/plan-fixture.ts";
import { asker } from "../packages/server/src/testing/test-server.ts";

export const MERCHANT = "shop";
export const KEY = "sk_test_benchmarks_know_this_key_by_heart_01";

/** The house offer that is measured: twelve rows of an annuity. */
export const OPTION = "own-12";
/** A quote of a minute ago, so that its disclosure has been read. */
const READ_MS = 60_000;

/** A store that lends from its own book, with so many plans that run. */
export async function startOwnBook(options: StartOptions, plans: number): Promise<RunningServer> {
  const server = await startServer({
    port: 0,
    pages: false,
    merchant: MERCHANT,
    firstKey: KEY,
    masterKeys: [Buffer.alloc(32, 7)],
    ratePerSecond: 1_000_000,
    approvals: "none",
    webhooksInside: true,
    logLevel: "error",
    ...options,
  });
  const post = poster(server.url);
  await post("/v1/catalogue", { base_version: null, catalogue: planCatalogue(MERCHANT) });
  if (plans > 0) {
    const accepted = await post("/v1/plans", acceptanceOf(await post("/v1/quotes", questionNow()), "order-1"));
    await post(`/v1/plans/${accepted.id}/activations`, {});
    await copyPlan(server.store.db, accepted.id, 1, plans);
  }
  return server;
}

/** What is asked, a minute ago. */
export const questionNow = () => ({ ...fixtureRequest, at: formatInstant(Date.now() - READ_MS) });

// biome-ignore lint/suspicious/noExplicitAny: an answer of the API.
export const acceptanceOf = (quote: any, orderRef: string) => ({
  quote_token: quote.token,
  option: OPTION,
  order_ref: orderRef,
  consent: {
    disclosure: quote.options.find(({ id }: { id: string }) => id === OPTION).disclosure.id,
    language: "zh-CN",
    shown_at: quote.created_at,
    confirmed_at: formatInstant(Date.parse(quote.created_at) + READ_MS),
  },
});

/** Posts and takes the answer. Throws on a refusal. */
export function poster(url: string) {
  const ask = asker(url, KEY);
  return async (path: string, body: unknown) => {
    const { status, json, text } = await ask("POST", path, body);
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`);
    return json;
  };
}
