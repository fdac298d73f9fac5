import { EXAMPLES, type ProblemCode, ROUTES, type RouteId } from "@fenqi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoCatalogue } from "../../demo/seed.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type Answered, type TestServer, testServer } from "../testing/test-server.ts";

const BEGIN = "2026-11-22T02:28:00.000Z";
const READ_MS = 21_000;
const DAY_MS = 86_400_000;

/** Ways of the demo's store: in full, two banks' instalments, and a wallet's that wait for an upgrade. */
const OFFERS = ["card-full", "yunshan-12", "qinghe-12", "shibei-12"];
const ADJUSTMENTS = ["adj_shibei_upgrade"];

let server: TestServer;
let nowMs = Date.parse(BEGIN);

/** The demo's catalogue with a few of its ways; the store's own book stands in for the lender, so that nobody is asked. */
function catalogue() {
  const { offers, adjustments, partners, ...rest } = demoCatalogue(BEGIN);
  return {
    ...rest,
    partners: partners.map((one) => (one.id === "qinghe" ? { ...one, kind: "house" as const } : one)),
    offers: offers.filter(({ id }) => OFFERS.includes(id)),
    adjustments: adjustments.filter(({ id }) => ADJUSTMENTS.includes(id)),
  };
}

beforeAll(async () => {
  server = await testServer(await anyPlace(), { empty: true, merchant: "hetian", now: () => nowMs });
  await server.ask("POST", "/v1/catalogue", { base_version: null, catalogue: catalogue() });
}, START_MS);
afterAll(async () => server.close());

async function accept(order: string): Promise<Answered> {
  const quoted = await server.ask("POST", "/v1/quotes", EXAMPLES.createQuote);
  const shown = Date.parse(quoted.json.created_at);
  nowMs += READ_MS;
  const { disclosure } = quoted.json.options.find(({ id }: { id: string }) => id === "qinghe-12");
  return server.ask("POST", "/v1/plans", {
    ...(EXAMPLES.acceptPlan as object),
    quote_token: quoted.json.token,
    order_ref: order,
    consent: {
      disclosure: disclosure.id,
      language: "zh-CN",
      shown_at: new Date(shown).toISOString(),
      confirmed_at: new Date(nowMs).toISOString(),
    },
  });
}

/** The answers that the documents show, in an order in which they work. */
async function record(): Promise<{ readonly [I in RouteId]?: Answered }> {
  const { ask } = server;
  const createQuote = await ask("POST", "/v1/quotes", EXAMPLES.createQuote);
  const { token } = createQuote.json;
  const acceptPlan = await accept("order-20481");
  const plan = `/v1/plans/${acceptPlan.json.id}`;
  const activatePlan = await ask("POST", `${plan}/activations`, {});
  const other = `/v1/plans/${(await accept("order-20482")).json.id}`;
  await ask("POST", `${other}/activations`, {});
  nowMs += 30 * DAY_MS;
  const repayPlan = await ask("POST", `${plan}/repayments`, EXAMPLES.repayPlan);
  const previewPlan = await ask("POST", `${plan}/previews`, EXAMPLES.previewPlan);
  const refundPlan = await ask("POST", `${plan}/refunds`, EXAMPLES.refundPlan);
  const quoteSettlement = await ask("POST", `${other}/settlement-quotes`, {});
  const { settlement_quote } = quoteSettlement.json;
  const settlePlan = await ask("POST", `${other}/settlements`, { settlement_quote, reference: "bank-20261222-0018" });
  const createAdjustment = await ask("POST", "/v1/adjustments", {
    ...(EXAMPLES.createAdjustment as object),
    scope: { partner: "yunshan" },
    back: { kind: "at", at: new Date(nowMs + 2 * DAY_MS).toISOString() },
  });
  const raw = `reference,request,kind,amount,fee,currency,at\n${acceptPlan.json.id},,capture,499900,0,CNY,2026-11-24T04:00:00Z`;
  const importSettlementFile = await ask("POST", "/v1/settlement-files?partner=qinghe&format=sandbox", undefined, {
    raw,
    headers: { "content-type": "text/csv" },
  });
  const file = `/v1/reconciliations/${importSettlementFile.json.id}`;
  return {
    createQuote,
    showOption: await ask("POST", "/v1/quotes/option", { token, option: "qinghe-12" }),
    compareWays: await ask("POST", "/v1/quotes/compare", { token, months: 24 }),
    acceptPlan,
    activatePlan,
    repayPlan,
    previewPlan,
    refundPlan,
    readPlan: await ask("GET", plan),
    listPlans: await ask("GET", "/v1/plans?limit=1"),
    quoteSettlement,
    settlePlan,
    events: await ask("GET", `/v1/events?limit=2`),
    ledgerEntries: await ask("GET", "/v1/ledger/entries?limit=2"),
    trialBalance: await ask("GET", "/v1/ledger/trial-balance"),
    createAdjustment,
    announcements: await ask("GET", "/v1/announcements"),
    importSettlementFile,
    readReconciliation: await ask("GET", file),
    listExceptions: await ask("GET", `${file}/exceptions`),
  };
}

/** One refusal of each kind that a caller meets soon. */
async function refusals(plan: string): Promise<{ readonly [C in ProblemCode]?: Answered }> {
  const { ask } = server;
  const repay = (body: unknown, options = {}) => ask("POST", `/v1/plans/${plan}/repayments`, body, options);
  const { cart, ...rest } = EXAMPLES.createQuote as { readonly cart: object };
  const quoteOf = (total: number) => ask("POST", "/v1/quotes", { ...rest, cart: { ...cart, total } });
  const same = { headers: { "idempotency-key": "repayment-1" } };
  await repay({ amount: 1, reference: "r" }, same);
  const json = { "content-type": "application/json" };
  return {
    invalid_json: await ask("POST", "/v1/quotes", undefined, { raw: "{", headers: json }),
    invalid_request: await quoteOf(4999.5),
    total_mismatch: await quoteOf(499_800),
    key_missing: await ask("GET", "/v1/plans", undefined, { key: null }),
    key_unknown: await ask("GET", "/v1/plans", undefined, { key: "sk_test_of-nobody" }),
    not_found: await ask("GET", "/v1/plans/plan_0"),
    idempotency_key_missing: await ask("PATCH", "/v1/adjustments/adj_0", { version: 1 }),
    idempotency_other_request: await repay({ amount: 2, reference: "r" }, same),
    over_outstanding: await repay({ amount: 9_999_900, reference: "r" }),
    over_refundable: await ask("POST", `/v1/plans/${plan}/refunds`, { amount: 9_999_900, reason: "returned" }),
  };
}

const TOKEN = (EXAMPLES.replayQuote as { readonly token: string }).token;
const RANDOM = /\b([a-z]+_)[0-9A-Z]{16,}(?![0-9A-Z])|^[0-9a-f]{64}$|\bcat_[0-9a-f]{32}\b/g;

/** The same with whatever is random replaced: equal things by equal ones, of the same form. */
function steady<T>(answers: T): T {
  const seen = new Map<string, string>();
  const stand = (random: string, prefix = "") => {
    const known = seen.get(random) ?? `${seen.size + 1}`.padStart(random.length - prefix.length, "0");
    seen.set(random, known);
    return prefix + known;
  };
  const text = (key: string, value: string) => {
    if (/^(token|settlement_quote)$/.test(key)) return TOKEN;
    if (key === "request_id") return "132ybi-3";
    if (key === "code" && /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(value)) return "7K2M-94QF";
    return value.replace(RANDOM, (found, prefix?: string) => stand(found, found.startsWith("cat_") ? "cat_" : prefix));
  };
  return JSON.parse(JSON.stringify(answers), (key, value) => (typeof value === "string" ? text(key, value) : value));
}

const bodies = (answers: { readonly [id: string]: Answered }) =>
  Object.fromEntries(Object.entries(answers).map(([id, { json }]) => [id, json]));

test("answers that the documents show are a server's own (npx vitest -u writes them)", async () => {
  const answers = await record();
  const problems = await refusals(answers.acceptPlan!.json.id);
  for (const [id, { status }] of Object.entries(answers))
    expect([id, status]).toEqual([id, ROUTES[id as RouteId].answer.status]);
  for (const [code, { json }] of Object.entries(problems)) expect(json.code).toBe(code);
  const told = steady({ routes: bodies(answers), problems: bodies(problems) });
  await expect(`${JSON.stringify(told, null, 1)}\n`).toMatchFileSnapshot(
    "../../../contract/src/answers.generated.json",
  );
}, 60_000);
