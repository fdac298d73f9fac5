import { formatInstant } from "@fenqi/core/calendar";
import { type RunningServer, type StartOptions, startServer } from "@fenqi/server";
import { sql } from "kysely";
import { fixtureRequest } from "../packages/server/src/testing/fixture.ts";
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
    await copyPlan(server, accepted.id, plans);
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

/** The ids of the plans that stand in the book, from 1. */
export const plantedId = (k: number): string => `plan_${String(k).padStart(26, "0")}`;

/** The book again, `count` times: every plan with its rows and the head of its audit stream. */
async function copyPlan({ store: { db } }: RunningServer, id: string, count: number): Promise<void> {
  const copy = sql`'plan_' || lpad(k::text, 26, '0')`;
  for (let from = 1; from <= count; from += AT_ONCE) {
    const each = sql`generate_series(${from}::integer, ${Math.min(count, from + AT_ONCE - 1)}::integer) as k`;
    await sql`
      insert into plan (merchant_id, id, state, order_ref, quote_id, offer, partner, currency, created_at, body)
      select merchant_id, ${copy}, state, order_ref, quote_id || k, offer, partner, currency, created_at,
        replace(body, id, ${copy})
      from plan, ${each} where id = ${id}`.execute(db);
    await sql`
      insert into plan_standing (merchant_id, plan_id, version, events, closed_through, open_on, next_due_on, falls_n, falls_on,
        falls_interest, falls_fee, falls_unpaid, outstanding, currency, earning)
      select merchant_id, ${copy}, version, events, closed_through, open_on, next_due_on, falls_n, falls_on, falls_interest,
        falls_fee, falls_unpaid, outstanding, currency, earning
      from plan_standing, ${each} where plan_id = ${id}`.execute(db);
    await sql`
      insert into instalment (merchant_id, plan_id, n, due_on, principal, interest, fee, late, subsidy, paid_principal,
        paid_interest, paid_fee, paid_late, fallen_due, late_accrued, late_allowed)
      select merchant_id, ${copy}, n, due_on, principal, interest, fee, late, subsidy, paid_principal, paid_interest,
        paid_fee, paid_late, fallen_due, late_accrued, late_allowed
      from instalment, ${each} where plan_id = ${id}`.execute(db);
    await sql`
      insert into audit_head (merchant_id, stream, seq, hash, sealed_seq)
      select merchant_id, 'plan.' || lower(${copy}), seq, hash, seq
      from audit_head, ${each} where stream = 'plan.' || lower(${id}::text)`.execute(db);
  }
  await sql`analyze plan, plan_standing, instalment, audit_head`.execute(db);
}

/** Plans copied in a statement. */
const AT_ONCE = 5_000;
