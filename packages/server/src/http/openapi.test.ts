import {
  checkShape,
  EXAMPLES,
  openapi,
  PROBLEM_CODES,
  Problem,
  problemsOf,
  ROUTES,
  type Route,
  type RouteId,
} from "@fenqi/contract";
import { sign } from "@fenqi/sandbox-partner";
import { auditAction } from "@fenqi/words/audit-actions";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { codeAt, fromBase32 } from "../adapters/passwords/one-time-codes.ts";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "../testing/fixture.ts";
import { addPerson, OWN_PAGE, type Person, signInAs, TEST_PASSWORD } from "../testing/people.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";
import { type Answered, type TestServer, testServer } from "../testing/test-server.ts";
import { type Receiver, webhookReceiver } from "../testing/webhook-receiver.ts";

let server: TestServer;
let shop: PlanServer;
let receiver: Receiver;

beforeAll(async () => {
  shop = await planServer(await anyPlace());
  const nobody = {
    merchant: "shop",
    partner: "wallet",
    adapter: "sandbox",
    url: "http://127.0.0.1:9",
    secret: "s",
  } as const;
  receiver = await webhookReceiver();
  server = await testServer(await anyPlace(), { partners: [nobody], webhooksInside: true });
  await vi.waitFor(
    async () => {
      if ((await server.ask("GET", "/v1/health/partners")).json.partners.length === 0) throw new Error("none yet");
    },
    { timeout: 10_000 },
  );
}, START_MS);
afterAll(async () => {
  await Promise.all([server.close(), shop.close()]);
  await receiver.close();
});

/** The token of the newest message that asks to confirm. */
async function linkToken(): Promise<string> {
  const confirm = async () =>
    (await server.ask("GET", "/v1/outbox")).json.items.find((one: { template: string }) => one.template === "confirm");
  await expect.poll(confirm, { timeout: 15_000 }).toBeTruthy();
  return /token=(\S+)/.exec((await confirm()).text)![1]!;
}

/** One sound call of every route, in an order in which they work. */
async function callAll(): Promise<{ [I in RouteId]: Answered }> {
  const { ask } = server;
  const catalogue = { ...fixtureCatalogue("shop"), explanations: [] };
  const createQuote = await ask("POST", "/v1/quotes", { ...fixtureRequest, shopper: { age: 20 } });
  const { id, code, token } = createQuote.json;
  const createWebhookEndpoint = await ask("POST", "/v1/webhook-endpoints", { url: receiver.url, events: ["*"] });
  const createAdjustment = await ask("POST", "/v1/adjustments", fixtureAdjustment);
  await ask("POST", "/v1/adjustments", {
    ...fixtureAdjustment,
    starts_at: "2030-01-01T00:00:00Z",
    back: { kind: "none" },
  });
  const announcements = await ask("GET", "/v1/announcements");
  const life = { ...(await lifeOf()), ...(await compensationOf()) };
  const adjustment = createAdjustment.json.adjustment.id;
  const issueKey = await ask("POST", "/v1/keys", {
    kind: "publishable",
    mode: "live",
    name: "web",
    origins: ["https://a.example"],
  });
  const readCatalogue = await ask("GET", "/v1/catalogue");
  const diffCatalogue = await ask("POST", "/v1/catalogue/diff", { catalogue });
  const period = { from: "2026-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" };
  const simulateAdjustment = await ask("POST", `/v1/adjustments/${adjustment}/simulate`, period);
  const cancelSimulation = await ask("DELETE", `/v1/simulations/${simulateAdjustment.json.id}`);
  const createSimulation = await ask("POST", "/v1/simulations", { ...period, catalogue });
  const simulation = `/v1/simulations/${createSimulation.json.id}`;
  return {
    simulateAdjustment,
    cancelSimulation,
    createSimulation,
    simulationEvents: await ask("GET", `${simulation}/events`),
    readSettings: await ask("GET", "/v1/settings"),
    liveUpdates: await ask("GET", "/v1/live?seconds=0"),
    listWaiting: await ask("GET", "/v1/waiting"),
    readToday: await ask("GET", "/v1/today"),
    listSimulations: await ask("GET", "/v1/simulations"),
    readSimulation: await ask("GET", simulation),
    recordedQuotes: await ask("GET", `/v1/quotes/recorded?${new URLSearchParams(period)}`),
    ...(await planCalls()),
    createQuote,
    findQuote: await ask("GET", `/v1/quotes?code=${code}`),
    readQuote: await ask("GET", `/v1/quotes/${id}`),
    searchQuotes: await ask("GET", "/v1/quotes/search"),
    traceQuote: await ask("GET", `/v1/quotes/${id}/trace`),
    replayQuote: await ask("POST", "/v1/quotes/replay", { token }),
    showOption: await ask("POST", "/v1/quotes/option", { token, option: "bank-12" }),
    compareWays: await ask("POST", "/v1/quotes/compare", { token, months: 24 }),
    announcements,
    readAnnouncement: await ask("GET", `/v1/announcements/${adjustment}`),
    postUpdate: await ask("POST", `/v1/adjustments/${adjustment}/updates`, EXAMPLES.postUpdate),
    subscribe: await ask("POST", "/v1/subscriptions", EXAMPLES.subscribe),
    joinWaitlist: await ask("POST", "/v1/waitlist", {
      ...(EXAMPLES.joinWaitlist as object),
      quote_token: (await ask("POST", "/v1/quotes", fixtureRequest)).json.token,
      offer: "wallet-12",
    }),
    confirmLink: await ask("POST", "/v1/links/confirm", { token: await linkToken() }),
    endLink: await ask("POST", "/v1/links/end", { token: await linkToken() }),
    readWaitlist: await ask("GET", "/v1/waitlist"),
    readOutbox: await ask("GET", "/v1/outbox"),
    createAdjustment,
    ...life,
    ...(await casesOf(code)),
    partnersHealth: await ask("GET", "/v1/health/partners"),
    partnerCallback: await (async () => {
      const path = "/v1/partners/wallet/callbacks";
      const data = { reference: "plan_0", state: "approved", amount: 1, currency: "CNY" };
      const raw = JSON.stringify({ type: "authorisation.updated", data });
      const headers = { ...sign("s", "msg_1", Date.now(), raw), "content-type": "application/json" };
      return ask("POST", path, undefined, { raw, headers, key: null });
    })(),
    partnerHistory: await ask("GET", "/v1/health/partners/history?partner=wallet&method=wallet_instalments"),
    holdPartner: await ask("POST", "/v1/health/partners/hold", {
      partner: "wallet",
      method: "wallet_instalments",
      hold: "closed",
    }),
    listAdjustments: await ask("GET", "/v1/adjustments"),
    readAdjustment: await ask("GET", `/v1/adjustments/${adjustment}`),
    readEffects: await ask("GET", `/v1/adjustments/${adjustment}/effects`),
    liftAdjustment: await ask("POST", `/v1/adjustments/${adjustment}/lift`, {}),
    readCatalogue,
    applyCatalogue: await ask("POST", "/v1/catalogue", {
      base_version: (await ask("GET", "/v1/catalogue")).json.version,
      catalogue: (await ask("GET", "/v1/catalogue")).json.catalogue,
    }),
    validateCatalogue: await ask("POST", "/v1/catalogue/validate", { catalogue }),
    diffCatalogue,
    tryCart: await ask("POST", "/v1/catalogue/try", { ...fixtureRequest, catalogue }),
    catalogueSchema: await ask("GET", "/v1/catalogue/schema.json"),
    catalogueVersions: await ask("GET", "/v1/catalogue/versions"),
    ...(await sessionCalls()),
    issueKey,
    rotateKey: await ask("POST", `/v1/keys/${issueKey.json.id}/rotations`, EXAMPLES.rotateKey),
    listKeys: await ask("GET", "/v1/keys"),
    revokeKey: await ask("DELETE", `/v1/keys/${issueKey.json.id}`),
    createWebhookEndpoint,
    ...(await webhookCalls(createWebhookEndpoint.json.id)),
    ...(await reconciliationOf()),
    readAudit: await ask("GET", "/v1/audit"),
    verifyAudit: await ask("GET", "/v1/audit/verify"),
    live: await ask("GET", "/health/live"),
    ready: await ask("GET", "/health/ready"),
    metrics: await ask("GET", "/metrics"),
  };
}

/** Somebody signs in, looks around and leaves. */
async function sessionCalls() {
  const { signedIn, ask } = await signInAs(server, await addPerson(server, "lin", "operator"));
  return {
    signIn: signedIn,
    readSession: await ask("GET", "/v1/session"),
    ...(await factorCalls(ask)),
    ...(await invitationCalls()),
    listSessions: await ask("GET", "/v1/session/all"),
    endSession: await (async () => {
      await signInAs(server, { email: "lin@shop.test", password: TEST_PASSWORD });
      const { items } = (await ask("GET", "/v1/session/all")).json;
      return ask("DELETE", `/v1/sessions/${items.find((one: { current: boolean }) => !one.current).id}`);
    })(),
    switchMerchant: await ask("PUT", "/v1/session/merchant", { merchant: "shop" }),
    signOut: await ask("DELETE", "/v1/session"),
  };
}

/** The first person, and somebody else from the invitation to the end. */
async function invitationCalls() {
  const { ask } = server;
  const open = { key: null, headers: OWN_PAGE };
  const password = TEST_PASSWORD;
  const first = { token: server.setupToken, email: "su@shop.test", name: "Su", password };
  const setUp = await ask("POST", "/v1/setup", first, open);
  const invite = async (email: string) => ask("POST", "/v1/users/invitations", { email, role: "viewer" });
  const inviteUser = await invite("wei@shop.test");
  const token = inviteUser.json.link.split("#")[1];
  const listInvitations = await ask("GET", "/v1/users/invitations");
  const { id } = (await invite("other@shop.test")).json;
  return {
    setUp,
    inviteUser,
    listInvitations,
    revokeInvitation: await ask("DELETE", `/v1/users/invitations/${id}`),
    showInvitation: await ask("POST", "/v1/invitations/show", { token }, open),
    acceptInvitation: await ask("POST", "/v1/invitations/accept", { token, name: "Wei", password }, open),
    listNames: await ask("GET", "/v1/users/names"),
    listUsers: await ask("GET", "/v1/users"),
    changeRole: await ask("PATCH", "/v1/users/wei", { role: "support" }),
    removeUser: await ask("DELETE", "/v1/users/wei"),
  };
}

/** A second factor from its begin to its end, with the codes that an authenticator would show. */
async function factorCalls(ask: Person["ask"]) {
  const password = TEST_PASSWORD;
  const changePassword = await ask("PUT", "/v1/session/password", { password, new_password: password });
  const beginSecondFactor = await ask("POST", "/v1/session/second-factor", { password });
  const code = codeAt(fromBase32(beginSecondFactor.json.secret), Math.floor(Date.now() / 30_000));
  const confirmSecondFactor = await ask("POST", "/v1/session/second-factor/confirm", { code });
  const [recovery] = confirmSecondFactor.json.recovery_codes;
  return {
    changePassword,
    beginSecondFactor,
    confirmSecondFactor,
    removeSecondFactor: await ask("POST", "/v1/session/second-factor/remove", { password, code: recovery }),
  };
}

/** A plan that was missed by two days, and its late charges waived in part. */
async function overdue(plan: string) {
  shop.pass(40 * 86_400_000);
  const closeDay = await shop.ask("POST", "/v1/daily-close", {});
  return { closeDay, waiveLate: await shop.ask("POST", `${plan}/late-waivers`, { amount: 1 }) };
}

/** Every route about plans, on a server with the store's own book. */
async function planCalls() {
  const acceptPlan = await shop.accept("own-12");
  const plan = `/v1/plans/${acceptPlan.json.id}`;
  const makePlanLink = await shop.ask("POST", "/v1/plan-links", EXAMPLES.makePlanLink);
  const createTestClock = await shop.ask("POST", "/v1/test-clocks", EXAMPLES.createTestClock);
  const clock = `/v1/test-clocks/${createTestClock.json.id}`;
  const running = async (option: string) => `/v1/plans/${(await shop.active(option)).json.id}`;
  const move = async (of: string, name: string, body: object = {}) => shop.ask("POST", `${of}/${name}`, body);
  const [early, given, leased, bought, lost, argued] = [
    await running("own-12"),
    await running("own-12"),
    await running("own-lease"),
    await running("own-lease"),
    await running("own-12"),
    await running("own-12"),
  ];
  await move(given, "repayments", { amount: 599_900, reference: "r" });
  const refundPlan = await move(given, "refunds", { amount: 599_900, reason: "returned" });
  const quoteSettlement = await move(early, "settlement-quotes");
  const { settlement_quote } = quoteSettlement.json;
  const late = await running("own-12");
  const moveDueDates = await move(early, "due-dates", { next_due_on: "2026-12-28" });
  return {
    acceptPlan,
    setPlanContact: await shop.ask("PUT", `${plan}/contact`, EXAMPLES.setPlanContact),
    erasePlanContact: await shop.ask("DELETE", `${plan}/contact`),
    activatePlan: await shop.ask("POST", `${plan}/activations`, {}),
    repayPlan: await shop.ask("POST", `${plan}/repayments`, EXAMPLES.repayPlan),
    readPlan: await shop.ask("GET", plan),
    planConsent: await shop.ask("GET", `${plan}/consent`),
    listPlans: await shop.ask("GET", "/v1/plans?q=order&partner=own&sort=due&due_from=2026-01-01"),
    previewPlan: await shop.ask("POST", `${plan}/previews`, EXAMPLES.previewPlan),
    makePlanLink,
    planStatement: await shop.ask("GET", `${plan}/statement?locale=en`),
    linkedStatement: await (async () => {
      const orders = [{ order_ref: "order-1", title: "A phone" }];
      const { token } = (await shop.ask("POST", "/v1/plan-links", { orders })).json;
      return shop.ask("POST", "/v1/plan-links/statement", { token, plan: acceptPlan.json.id }, { key: null });
    })(),
    openPlanLink: await shop.ask("POST", "/v1/plan-links/open", { token: makePlanLink.json.token }, { key: null }),
    trialBalance: await shop.ask("GET", "/v1/ledger/trial-balance"),
    ledgerEntries: await shop.ask("GET", "/v1/ledger/entries"),
    ledgerStatement: await shop.ask("GET", "/v1/ledger/statement?account=cash_in_transit&currency=CNY"),
    cancelPlan: await (async () =>
      move(`/v1/plans/${(await shop.accept("own-3")).json.id}`, "cancellations", { reason: "changed_mind" }))(),
    quoteSettlement,
    moveDueDates,
    settlePlan: await move(early, "settlements", { settlement_quote }),
    refundPlan,
    useCredit: await (async () => {
      const over = await running("own-3");
      await move(over, "repayments", { amount: 600_900, reference: "r", arrived: true });
      return move(over, "credit-uses", EXAMPLES.useCredit as object);
    })(),
    payOut: await move(given, "pay-outs", { amount: 1_000, reference: "out-1" }),
    openDispute: await move(argued, "disputes", { reason: "not_received" }),
    closeDispute: await move(argued, "dispute-outcomes", { given_back: 0 }),
    writeOff: await move(lost, "write-offs", { reason: "insolvent" }),
    returnLease: await move(leased, "returns", { damage: 0 }),
    buyOut: await move(bought, "buyouts"),
    ...(await overdue(late)),
    createTestClock,
    advanceTestClock: await shop.ask("POST", `${clock}/advance`, EXAMPLES.advanceTestClock),
    readTestClock: await shop.ask("GET", clock),
    events: await shop.ask("GET", "/v1/events"),
    ...(await proposalsOf(await running("own-12"))),
    ...(await failedMovement(await running("own-12"))),
  };
}

/** Two write-offs proposed by one person: another agrees to the one and refuses the other. */
async function proposalsOf(plan: string) {
  const second = { kind: "secret", mode: "test", name: "p", role: "finance", person: "p" };
  const other = { key: (await shop.ask("POST", "/v1/keys", second)).json.key as string };
  const proposeChange = await shop.ask("POST", `${plan}/proposals`, EXAMPLES.proposeChange);
  const again = await shop.ask("POST", `${plan}/proposals`, EXAMPLES.proposeChange);
  const decide = (id: string, what: string) =>
    shop.ask("POST", `/v1/proposals/${id}/${what}`, { note: "looked at" }, other);
  return {
    proposeChange,
    rejectProposal: await decide(again.json.id, "reject"),
    approveProposal: await decide(proposeChange.json.id, "approve"),
    listProposals: await shop.ask("GET", "/v1/proposals"),
  };
}

/** A movement that failed, listed and asked for again. */
async function failedMovement(plan: string) {
  await sql`update plan_movement set state = 'failed', fault = 'refused' where plan_id = ${plan.split("/").at(-1)}`.execute(
    shop.store.db,
  );
  return {
    listMovements: await shop.ask("GET", "/v1/movements?state=failed"),
    retryMovement: await shop.ask("POST", `${plan}/movement-retries`, { movement: 1 }),
  };
}

async function webhookCalls(id: string) {
  const { ask } = server;
  const deliveries = `/v1/webhook-deliveries?endpoint=${id}&state=delivered`;
  const delivered = async () => (await ask("GET", deliveries)).json.items[0]?.id;
  await expect.poll(delivered, { timeout: 15_000 }).toBeTruthy();
  const endpoint = `/v1/webhook-endpoints/${id}`;
  return {
    listWebhookEndpoints: await ask("GET", "/v1/webhook-endpoints"),
    readWebhookEndpoint: await ask("GET", endpoint),
    rotateWebhookSecret: await ask("POST", `${endpoint}/rotate-secret`, {}),
    enableWebhookEndpoint: await ask("POST", `${endpoint}/enable`, {}),
    replayWebhookPeriod: await ask("POST", `${endpoint}/replay`, EXAMPLES.replayWebhookPeriod),
    replayWebhookDelivery: await ask("POST", `/v1/webhook-deliveries/${await delivered()}/replay`, {}),
    listWebhookDeliveries: await ask("GET", deliveries),
    deleteWebhookEndpoint: await ask("DELETE", endpoint),
  };
}

/** The life of a draft and of an emergency, by two people. */
async function lifeOf() {
  const { ask } = server;
  const { json } = await ask("POST", "/v1/keys", {
    kind: "secret",
    mode: "test",
    name: "b",
    role: "admin",
    person: "b",
  });
  const second = { key: json.key as string };
  const ramp = {
    steps: [100_000, 500_000, 1_000_000].map((share_ppm) => ({ share_ppm, dwell_minutes: 60 })),
  };
  const draft = async () => {
    const whole = { ...fixtureAdjustment, alternatives: "auto", compensation: "none", apply: false, ramp };
    return (await ask("POST", "/v1/adjustments", whole)).json.id as string;
  };
  const [id, other] = [await draft(), await draft()];
  const move = (name: string, body: object = {}, of = id) => ask("POST", `/v1/adjustments/${of}/${name}`, body, second);
  const emergency = { cause: "incident", scope: { partner: "bank" }, explanation: "off.incident" };
  return {
    pauseInEmergency: await ask("POST", "/v1/adjustments/emergency", { ...emergency, back: { kind: "none" } }),
    submitAdjustment: await move("submit"),
    rejectAdjustment: await move("reject", { note: "later" }),
    editAdjustment: await ask(
      "PATCH",
      `/v1/adjustments/${id}`,
      { version: 3, starts_at: null },
      { headers: { "idempotency-key": "edit" } },
    ),
    approveAdjustment: await (async () => [await move("submit"), await move("approve")][1]!)(),
    applyAdjustment: await move("apply"),
    extendAdjustment: await move("extend", { back: { kind: "at", at: "2030-01-01T00:00:00Z" } }),
    advanceRamp: await (async () => [await move("lift"), await move("advance")][1]!)(),
    rollBackRamp: await move("roll-back"),
    withdrawAdjustment: await move("withdraw", {}, other),
  };
}

/** A file with one row that nobody knows, resolved by two people and undone. */
async function reconciliationOf() {
  const { ask } = server;
  const { json } = await ask("POST", "/v1/keys", {
    kind: "secret",
    mode: "test",
    name: "f",
    role: "finance",
    person: "f",
  });
  const raw = "reference,request,kind,amount,fee,currency,at\nplan_0,,capture,5000000,0,CNY,2026-11-24T04:00:00Z";
  const headers = { "content-type": "text/csv" };
  const importSettlementFile = await ask("POST", "/v1/settlement-files?partner=wallet", undefined, { raw, headers });
  const { id } = importSettlementFile.json;
  const listExceptions = await ask("GET", `/v1/reconciliations/${id}/exceptions`);
  const exception = `/v1/reconciliations/${id}/exceptions/${listExceptions.json.items[0].id}`;
  const resolution = { resolution: "claimed", note: "not ours" };
  return {
    importSettlementFile,
    listExceptions,
    listReconciliations: await ask("GET", "/v1/reconciliations"),
    readReconciliation: await ask("GET", `/v1/reconciliations/${id}`),
    resolveException: await ask("POST", `${exception}/resolve`, resolution),
    approveException: await ask("POST", `${exception}/approve`, {}, { key: json.key }),
    undoResolution: await ask("POST", `${exception}/undo`, { note: "it is" }),
  };
}

/** A case from its question to its end, by two people. */
async function casesOf(code: string) {
  const { ask } = server;
  const { json } = await ask("POST", "/v1/keys", {
    kind: "secret",
    mode: "test",
    name: "c",
    role: "approver",
    person: "c",
  });
  const other = { key: json.key as string };
  const question = { ...(EXAMPLES.openCase as object), quote_code: code, offer: "wallet-12", review: true };
  const openCase = await ask("POST", "/v1/cases", question);
  const { id, token } = openCase.json;
  const move = (name: string, body: unknown, options = {}) => ask("POST", `/v1/cases/${id}/${name}`, body, options);
  const askGoodwill = await move("goodwill", EXAMPLES.askGoodwill);
  const goodwill = askGoodwill.json.goodwill[0].id;
  return {
    why: await ask("GET", `/v1/why?code=${code}&locale=en`),
    openCase,
    readCaseLink: await ask("POST", "/v1/links/case", { token }),
    writeCaseLink: await ask("POST", "/v1/links/case/messages", { token, text: "More" }),
    listCases: await ask("GET", "/v1/cases?state=open"),
    readCase: await ask("GET", `/v1/cases/${id}`),
    viewCase: await ask("GET", `/v1/cases/${id}/view`),
    writeCase: await move("messages", EXAMPLES.writeCase),
    assignCase: await move("assign", EXAMPLES.assignCase),
    reviewCase: await move("review", EXAMPLES.reviewCase),
    askGoodwill,
    decideGoodwill: await move("goodwill/decide", { goodwill, decision: "granted", note: "yes" }, other),
    closeCase: await move("close", {}),
  };
}

/** A compensation from its preview to the voucher used. */
async function compensationOf() {
  const { ask } = server;
  const compensation = {
    kind: "voucher",
    amount: 5_000,
    currency: "CNY",
    budget: 50_000,
    valid_until: "2100-01-01T00:00:00Z",
    audience: "missed_way",
  };
  const paused = await ask("POST", "/v1/adjustments", {
    ...fixtureAdjustment,
    scope: { offer: "card-full" },
    compensation,
  });
  const adjustment = paused.json.id as string;
  await ask("POST", "/v1/quotes", { ...fixtureRequest, shopper: { ref: "s-1" } });
  const preview = () => ask("POST", "/v1/compensations/preview", { adjustment });
  await expect.poll(async () => (await preview()).json.shoppers, { timeout: 15_000 }).toBe(1);
  const drafts = await Promise.all([1, 2].map(() => ask("POST", "/v1/compensations", { adjustment })));
  const [first, other] = drafts.map(({ json }) => `/v1/compensations/${json.id}`) as [string, string];
  const key = { kind: "secret", mode: "test", name: "c", role: "approver", person: "c" };
  const second = { key: (await ask("POST", "/v1/keys", key)).json.key as string };
  const submitCompensation = await ask("POST", `${first}/submit`, {});
  await ask("POST", `${other}/submit`, {});
  const approveCompensation = await ask("POST", `${first}/approve`, {}, second);
  await expect.poll(async () => (await ask("GET", first)).json.state, { timeout: 15_000 }).toBe("granted");
  const listVouchers = await ask("GET", "/v1/vouchers?shopper=s-1");
  const { code } = listVouchers.json.items[0];
  const redeemVoucher = await ask("POST", "/v1/vouchers/redeem", { code, order: "1", currency: "CNY", most: 5_000 });
  await ask("POST", `/v1/adjustments/${adjustment}/lift`, {});
  return {
    previewCompensation: await preview(),
    createCompensation: drafts[0]!,
    listCompensations: await ask("GET", `/v1/compensations?adjustment=${adjustment}`),
    readCompensation: await ask("GET", first),
    submitCompensation,
    approveCompensation,
    rejectCompensation: await ask("POST", `${other}/reject`, { note: "once is enough" }, second),
    listGrants: await ask("GET", `${first}/grants`),
    listVouchers,
    readVoucher: await ask("GET", `/v1/vouchers/${code}`),
    redeemVoucher,
    findShopper: await ask("POST", "/v1/shoppers/searches", { shopper_ref: "s-1" }),
    exportShopper: await ask("POST", "/v1/shoppers/exports", { shopper_ref: "s-1" }),
    eraseShopper: await ask("POST", "/v1/shoppers/erasures", { shopper_ref: "s-1" }),
  };
}

/** Every action in a server's audit log. */
async function auditedBy({ ask }: TestServer): Promise<string[]> {
  const actions: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { json } = await ask("GET", `/v1/audit?limit=100${cursor && `&cursor=${cursor}`}`);
    actions.push(...json.items.map(({ action }: { action: string }) => action));
    cursor = json.next_cursor;
  }
  return actions;
}

describe("the OpenAPI document", () => {
  test("says what is answered: every route's answer has the form that it describes", async () => {
    const answers = await callAll();
    for (const [id, answer] of Object.entries(answers) as [RouteId, Answered][]) {
      const { status, schema } = ROUTES[id].answer;
      expect([id, answer.status]).toEqual([id, status]);
      expect([id, checkShape(schema, answer.json ?? answer.text)]).toEqual([id, []]);
    }
  }, 120_000);

  test("whatever the audit log then holds has words in both languages", async () => {
    const actions = new Set([...(await auditedBy(server)), ...(await auditedBy(shop))]);
    expect(actions.size).toBeGreaterThan(60);
    expect([...actions].filter((action) => !auditAction(action, "zh-CN") || !auditAction(action, "en"))).toEqual([]);
  });

  test("a missing way has the form that it describes, whatever keeps it out", async () => {
    const small = {
      ...fixtureRequest,
      cart: { ...fixtureRequest.cart, total: 5_000, items: [{ ...fixtureRequest.cart.items[0]!, unit_amount: 5_000 }] },
    };
    const { json } = await server.ask("POST", "/v1/quotes", small);
    expect(json.missing.length).toBeGreaterThan(0);
    expect(checkShape(ROUTES.createQuote.answer.schema, json)).toEqual([]);
  });

  test("is served, and is the contract's", async () => {
    const { status, json } = await server.ask("GET", "/openapi.json", undefined, { key: null });
    expect(status).toBe(200);
    expect(json).toEqual(JSON.parse(JSON.stringify(openapi(json.info.version, json.servers[0].url))));
  });

  test("names every route that the server has, and no other", () => {
    const told = Object.values<Route>(ROUTES).map(({ method, path }) => `${method} ${path}`);
    const had = told.filter((route) => {
      const [method, url] = route.split(" ") as ["GET", string];
      return server.app.hasRoute({ method, url });
    });
    expect(had).toEqual(told);
    const printed = server.app.printRoutes({ commonPrefix: false });
    expect(
      printed
        .match(/\((?:[A-Z, ]+)\)/g)
        ?.join(" ")
        .match(/POST|DELETE|PUT|PATCH/g)?.length,
    ).toBe(told.filter((route) => !route.startsWith("GET")).length);
  });

  test("a refusal has the form of a problem, with a code that its route lists", async () => {
    const refusals: [RouteId, Answered][] = [
      ["createQuote", await server.ask("POST", "/v1/quotes", {})],
      ["createQuote", await server.ask("POST", "/v1/quotes", fixtureRequest, { key: null })],
      ["replayQuote", await server.ask("POST", "/v1/quotes/replay", { token: "x" })],
      ["readAdjustment", await server.ask("GET", "/v1/adjustments/none")],
      ["readEffects", await server.ask("GET", "/v1/adjustments/none/effects")],
      ["createAdjustment", await server.ask("POST", "/v1/adjustments", { ...fixtureAdjustment, scope: { count: 99 } })],
    ];
    for (const [id, { json }] of refusals) {
      expect(checkShape(Problem, json)).toEqual([]);
      expect(problemsOf(ROUTES[id])).toContain(json.code);
    }
  });

  test("every problem code is some route's, or everybody's", () => {
    const listed = new Set(Object.values<Route>(ROUTES).flatMap(problemsOf));
    expect(PROBLEM_CODES.filter((code) => !listed.has(code))).toEqual(["company_refused", "method_not_allowed"]);
  });
});
