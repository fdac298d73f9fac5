import type { Catalogue } from "@fenqi/core/catalogue";
import type { Terms } from "@fenqi/core/schedule";
import type { StartOptions } from "../main.ts";
import { fixtureCatalogue, fixtureRequest } from "./fixture.ts";
import type { TestPlace } from "./places.ts";
import { type Answered, type AskOptions, type TestServer, testServer } from "./test-server.ts";

/** The fixture's catalogue with the store's own book beside it: offers that are authorised without asking anybody. */
export function planCatalogue(merchant: string): Catalogue {
  const base = fixtureCatalogue(merchant);
  const own = (id: string, count: number, terms: Terms) => ({
    ...base.offers[0]!,
    id,
    partner: "own",
    method: "store_instalments" as const,
    count,
    terms: [{ version: 1, effective_from: "2026-01-01T00:00:00.000Z", terms }],
  });
  return {
    ...base,
    partners: [...base.partners, { id: "own", kind: "house", name: { "zh-CN": "本店", en: "Our store" } }],
    offers: [
      ...base.offers,
      own("own-12", 12, {
        repayment: "annuity",
        rate_ppm: 120_000,
        contingent: { late_daily_ppm: 500, early_ppm: 0, early_rebate: true },
      }),
      own("own-3", 3, { repayment: "interest_free" }),
      {
        ...own("own-lease", 12, {
          repayment: "lease",
          lease: {
            rent: { amount: 30_000 },
            deposit: { amount: 100_000 },
            buyouts: [{ after: 1, price: { amount: 400_000 } }],
          },
        }),
        method: "lease",
      },
    ],
  };
}

/** Longer than any regime asks for. */
export const READ_MS = 15_000;

export interface PlanServer extends TestServer {
  /** Moves the server's clock on. */
  readonly pass: (ms: number) => void;
  /** Quotes, reads for long enough, and accepts an option; `body` replaces parts of what is sent. */
  accept(option: string, body?: object, options?: AskOptions): Promise<Answered>;
  /** What an acceptance sends, after a quote and enough reading. */
  choose(option: string, at?: string): Promise<object>;
  /** A plan that runs. */
  active(option: string, body?: object): Promise<Answered>;
}

export const PLANS_BEGIN = "2026-11-22T02:00:00.000Z";

/** A server with the store's own book, and a clock that tests move. */
export async function planServer(place: TestPlace, options: StartOptions = {}): Promise<PlanServer> {
  let nowMs = Date.parse(PLANS_BEGIN);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const server = await testServer(place, { empty: true, now: () => nowMs, ...options });
  const { ask, merchant } = server;
  const applied = await ask("POST", "/v1/catalogue", { base_version: null, catalogue: planCatalogue(merchant) });
  if (applied.status !== 201) throw new Error(`the catalogue was refused: ${applied.text}`);

  const choose = async (option: string, at?: string) => {
    const quoted = await ask("POST", "/v1/quotes", { ...fixtureRequest, ...(at ? { at } : {}) });
    const shown = Date.parse(quoted.json.created_at);
    if (at === undefined) pass(READ_MS);
    const chosen = quoted.json.options.find(({ id }: { id: string }) => id === option);
    return {
      quote_token: quoted.json.token,
      option,
      order_ref: "order-1",
      consent: {
        disclosure: chosen?.disclosure.id ?? "none",
        language: "zh-CN",
        shown_at: new Date(shown).toISOString(),
        confirmed_at: new Date(shown + READ_MS).toISOString(),
      },
    };
  };
  const accept: PlanServer["accept"] = async (option, body = {}, asked = {}) =>
    ask("POST", "/v1/plans", { ...(await choose(option)), ...body }, asked);
  const active: PlanServer["active"] = async (option, body) => {
    const { json } = await accept(option, body);
    return ask("POST", `/v1/plans/${json.id}/activations`, {});
  };
  return { ...server, pass, accept, choose, active };
}
