import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type Answered, type TestServer, testServer } from "../testing/test-server.ts";

const MINUTE = 60_000;
const SUPPORT = {
  hours: "9:00–21:00",
  telephone: "400 000 0000",
  reply_minutes: { availability: 120, review: 1_440, plans: 240, general: 480 },
  goodwill_limits: { CNY: 5_000 },
  voucher_days: 90,
  keep_days: 30,
};
/** Over the wallet's twelve: a rule about the shopper. */
const catalogue = () => {
  const made = fixtureCatalogue("shop");
  const offers = made.offers.map((offer) =>
    offer.id === "wallet-12" ? { ...offer, conditions: { shopper: { age: { min: 21 } } } } : offer,
  );
  return { ...made, offers };
};

describe.each(PLACES)("support on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  let now = Date.parse("2026-11-22T02:28:00.000Z");
  const keys = new Map<string, string>();

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { now: () => now, support: SUPPORT, empty: true });
    await server.ask("POST", "/v1/catalogue", { base_version: null, catalogue: catalogue() });
    for (const role of ["support", "approver", "operator"]) {
      const body = { kind: "secret", mode: "test", name: role, role, person: `a-${role}` };
      keys.set(role, (await server.ask("POST", "/v1/keys", body)).json.key);
    }
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const as = (role: string) => ({ key: keys.get(role)! });
  const anybody = { key: null };
  const quoteOf = async (shopper: object = { age: 30 }, more: object = {}) =>
    (await server.ask("POST", "/v1/quotes", { ...fixtureRequest, shopper, ...more })).json;
  const openCase = (body: object, options: object = anybody) =>
    server.ask("POST", "/v1/cases", { text: "Why?", locale: "en", ...body }, options);
  const move = (id: string, name: string, body: object, role = "support") =>
    server.ask("POST", `/v1/cases/${id}/${name}`, body, as(role));
  const shown = (token: string) => server.ask("POST", "/v1/links/case", { token }, anybody);
  const refused = ({ status, json }: Answered) => [status, json.code];

  test("a question is answered on a page of its own, and the address hears only that there is an answer", async () => {
    const { code } = await quoteOf();
    const reply = { channel: "email", address: "lin@example.com" };
    const opened = await openCase({
      text: "My secret question",
      quote_code: code.toLowerCase(),
      offer: "bank-12",
      reply,
    });
    expect(opened.status).toBe(201);
    expect(opened.headers.get("cache-control")).toBe("private, no-store");
    const { id, token, due_at } = opened.json;
    expect(Date.parse(due_at) - now).toBe(120 * MINUTE);

    const text = "It is paused for everybody.";
    const answered = await move(id, "messages", { text });
    expect(answered.json).toMatchObject({ state: "answered", assignee: "a-support", due_at: null });
    await move(id, "messages", { text: "Only for us", internal: true });
    const page = await shown(token);
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.json.entries.map((one: { kind: string; text: string }) => [one.kind, one.text])).toEqual([
      ["shopper", "My secret question"],
      ["agent", text],
    ]);
    expect(page.text).not.toContain("a-support");

    const letters = async () =>
      (await server.ask("GET", "/v1/outbox")).json.items.filter((one: { template: string }) => one.template === "case");
    await expect.poll(async () => (await letters()).length, { timeout: 15_000 }).toBe(2);
    for (const letter of await letters()) {
      expect(letter.text).toContain("/support/case/");
      expect(letter.subject + letter.text).not.toMatch(/secret question|everybody/);
    }
    const rows = await server.dump();
    for (const kept of ["secret question", "paused for everybody", "lin@example.com"]) expect(rows).not.toContain(kept);
  });

  test("the queue stands in the order of what is due, and says what is overdue", async () => {
    const general = (await openCase({})).json.id;
    now += MINUTE;
    const { code } = await quoteOf();
    const urgent = (await openCase({ quote_code: code, offer: "bank-6" })).json.id;
    const list = async (query: string) =>
      (await server.ask("GET", `/v1/cases?${query}`, undefined, as("support"))).json;
    expect((await list("state=open")).items.map(({ id }: { id: string }) => id)).toEqual([urgent, general]);
    expect((await list("state=open&queue=general")).items.map(({ id }: { id: string }) => id)).toEqual([general]);
    expect((await list(`state=open&cursor=${urgent}`)).items.map(({ id }: { id: string }) => id)).toEqual([general]);
    expect((await list("state=open")).items[0]).toMatchObject({
      asked: "Why?",
      waiting_since: new Date(now).toISOString(),
      goodwill_waiting: false,
    });
    expect((await list("state=unfinished&assignee=nobody")).items).toEqual([]);
    now += 121 * MINUTE;
    const overdue = (await list("state=open")).items.map((one: { overdue: boolean }) => one.overdue);
    expect(overdue).toEqual([true, false]);
    const handed = await move(general, "assign", { queue: "review", assignee: "a-operator" }, "operator");
    expect(handed.json).toMatchObject({ queue: "review", assignee: "a-operator" });
    expect(Date.parse(handed.json.due_at) - now).toBe(1_440 * MINUTE);
    for (const id of [general, urgent]) await move(id, "close", {});
  });

  test("a case closes, is not answered when closed, and opens again when its shopper writes", async () => {
    const { id, token } = (await openCase({})).json;
    expect((await move(id, "close", {})).json).toMatchObject({ state: "closed", due_at: null });
    expect(refused(await move(id, "messages", { text: "late" }))).toEqual([409, "move_not_allowed"]);
    const again = await server.ask("POST", "/v1/links/case/messages", { token, text: "Still there" }, anybody);
    expect([again.status, again.json.state]).toEqual([201, "open"]);
    expect(refused(await shown(`${token}x`))).toEqual([422, "link_invalid"]);
    expect(refused(await server.ask("POST", "/v1/links/confirm", { token }, anybody))).toEqual([422, "link_invalid"]);
  });

  test("the agent sees what the shopper saw, every condition, what may be said, and a way out", async () => {
    const paused = (await server.ask("POST", "/v1/adjustments", fixtureAdjustment)).json.adjustment;
    const quote = await quoteOf({ age: 20 });
    const { id } = (await openCase({ quote_code: quote.code, offer: "wallet-12" })).json;
    await server.ask("POST", `/v1/adjustments/${paused.id}/lift`, {});
    const view = (await server.ask("GET", `/v1/cases/${id}/view`, undefined, as("support"))).json;
    expect(view.seen).toEqual(quote);
    expect(view.case.adjustment).toBe(paused.id);
    const { checks } = view.trace.find(({ offer }: { offer: string }) => offer === "wallet-12");
    expect(checks.filter(({ holds }: { holds: boolean }) => !holds)).toMatchObject([
      {
        check: "adjustment",
        adjustment: paused.id,
        causes: [{ explanation: { id: paused.explanation.id, version: 1 } }],
      },
      { check: "shopper.age", personal: true, found: 20, wanted: { min: 21 }, causes: [{ code: "store_rule" }] },
    ]);
    expect(checks.some(({ holds }: { holds: boolean }) => holds)).toBe(true);
    expect(view.now).toMatchObject({ available: false, causes: [{ code: "store_rule" }] });
    expect(view.now.alternatives[0].option.offer).toBe("bank-12");
    const codes = (list: { code: string }[]) => list.map(({ code }) => code);
    expect(view.may_say[0]).toMatchObject({
      words: fixtureAdjustment.explanation,
      explanation: { id: paused.explanation.id, version: 1 },
    });
    expect(codes(view.may_say)).not.toContain("not_personal");
    expect(codes(view.may_say)).toContain("human_review");
    expect(codes(view.must_not_say)).toEqual(expect.arrayContaining(["guesses", "judgement", "rule_facts"]));
    expect(view.macros.length).toBeGreaterThan(3);
    expect(view.goodwill_left).toEqual({ CNY: 5_000 });
    const moments = view.timeline.map(({ kind, what }: { kind: string; what: string }) => [kind, what]);
    expect(moments).toContainEqual(["quote", quote.code]);
    expect(moments).toContainEqual(["adjustment", "lift"]);
    expect(view.never_said).toContain("credit score");
  });

  test("an explanation goes out word for word, and stands apart from an agent's own words", async () => {
    const paused = (await server.ask("POST", "/v1/adjustments", fixtureAdjustment)).json.adjustment;
    const quote = await quoteOf({ age: 30 });
    const { id, token } = (await openCase({ quote_code: quote.code, offer: "wallet-12" })).json;
    const { may_say } = (await server.ask("GET", `/v1/cases/${id}/view`, undefined, as("support"))).json;
    const { explanation, words } = may_say[0];
    const official = { ...explanation, text: words.en };
    const others = [
      { ...official, text: `${words.en} Probably tomorrow.` },
      { ...official, text: words.en.toUpperCase() },
      { ...official, version: official.version + 1 },
      { ...official, id: "exp_of_another" },
    ];
    for (const other of others) {
      const answer = await move(id, "messages", { text: "Hello", explanations: [official, other] });
      expect([refused(answer), answer.json.errors[0].pointer]).toEqual([[422, "not_verbatim"], "/explanations/1"]);
    }
    for (const nothing of [{}, { internal: true }, { internal: true, text: "note", explanations: [official] }]) {
      expect(refused(await move(id, "messages", nothing))).toEqual([400, "invalid_request"]);
    }
    const own = `I quote: ${words.en}`;
    const answered = await move(id, "messages", { text: own, explanations: [official] });
    const said = answered.json.entries.slice(-2);
    expect(said).toMatchObject([
      { kind: "agent", text: own, facts: {} },
      { kind: "explanation", text: words.en, facts: { explanation: explanation.id, version: explanation.version } },
    ]);
    expect(answered.json.state).toBe("answered");
    const chinese = { ...explanation, text: words["zh-CN"] };
    expect((await move(id, "messages", { explanations: [chinese] })).status).toBe(201);
    const { entries } = (await shown(token)).json;
    expect(entries.slice(-3).map(({ kind }: { kind: string }) => kind)).toEqual([
      "agent",
      "explanation",
      "explanation",
    ]);
    const log = await server.ask("GET", `/v1/audit?stream=cases&action=case.answer&subject=${id}`);
    expect(log.json.items[0].after.explanations).toEqual([`${explanation.id} ${explanation.version}`]);
    expect(log.text).not.toContain(words.en);
    await server.ask("POST", `/v1/adjustments/${paused.id}/lift`, {});
    await move(id, "close", {});
  });

  test("a lender's refusal has one sentence, and nobody knows more", async () => {
    const quote = await quoteOf({ age: 30, declined_by: ["bank"] });
    const { id } = (await openCase({ quote_code: quote.code, offer: "bank-12" })).json;
    const view = (await server.ask("GET", `/v1/cases/${id}/view`, undefined, as("support"))).json;
    expect(view.told).toMatchObject([{ code: "lender_declined", personal: true }]);
    const said = view.may_say.map((each: { words: { en: string } }) => each.words.en);
    expect(said).toContain("No reason given by the lender");
    expect(said.join()).not.toContain("nothing to do with you");
  });

  test("words that judge a shopper do not go out", async () => {
    const { id } = (await openCase({})).json;
    const answer = await move(id, "messages", { text: "抱歉，您信用不足，审核不通过" });
    expect(refused(answer)).toEqual([422, "must_not_be_said"]);
    expect(answer.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/text", "/text"]);
  });

  test("goodwill within the limit is one person's; above it, another's than who asked", async () => {
    const { id, token } = (await openCase({})).json;
    const reason = "We were late twice";
    const first = await move(id, "goodwill", { currency: "CNY", amount: 3_000, reason });
    expect(first.json.goodwill).toMatchObject([{ state: "granted", amount: 3_000, decided_by: null }]);
    const second = await move(id, "goodwill", { currency: "CNY", amount: 3_000, reason }, "approver");
    const waiting = second.json.goodwill.find((one: { asked_by: string }) => one.asked_by === "a-approver");
    expect(waiting.state).toBe("waiting");
    const goodwill = waiting.id;
    const asked = (await server.ask("GET", "/v1/cases?goodwill=waiting", undefined, as("approver"))).json.items;
    expect(asked).toMatchObject([{ id, goodwill_waiting: true }]);
    const decide = { goodwill, decision: "granted", note: "Agreed" };
    expect(refused(await move(id, "close", {}))).toEqual([409, "case_unfinished"]);
    expect(refused(await move(id, "goodwill/decide", decide))).toEqual([403, "forbidden"]);
    expect(refused(await move(id, "goodwill/decide", decide, "approver"))).toEqual([403, "four_eyes"]);
    const twin = { kind: "secret", mode: "test", name: "twin", role: "admin", person: "a-approver" };
    const key = (await server.ask("POST", "/v1/keys", twin)).json.key;
    expect(refused(await server.ask("POST", `/v1/cases/${id}/goodwill/decide`, decide, { key }))[1]).toBe("four_eyes");
    const other = { kind: "secret", mode: "test", name: "b", role: "approver", person: "b" };
    keys.set("other", (await server.ask("POST", "/v1/keys", other)).json.key);
    const granted = await move(id, "goodwill/decide", decide, "other");
    expect(granted.json.goodwill.find(({ id: each }: { id: string }) => each === goodwill)).toMatchObject({
      state: "granted",
      decided_by: "b",
    });
    expect(refused(await move(id, "goodwill/decide", decide, "other"))).toEqual([409, "move_not_allowed"]);
    const page = (await shown(token)).json;
    expect(page.entries.map((one: { kind: string; text: unknown; goodwill: unknown }) => one)).toMatchObject([
      { kind: "shopper" },
      { kind: "goodwill_granted", text: null, goodwill: { currency: "CNY", amount: 3_000 } },
      { kind: "goodwill_granted", text: null, goodwill: { currency: "CNY", amount: 3_000 } },
    ]);
    const { code } = page.entries[1].goodwill;
    expect(code).toMatch(/^\w{4}(-\w{4}){3}$/);
    const record = await server.ask("GET", `/v1/cases/${id}`, undefined, as("support"));
    expect(record.text).not.toContain(code);
    expect(await server.dump()).not.toContain(code);
    const elsewhere = await move(id, "goodwill", { currency: "EUR", amount: 1, reason });
    expect(elsewhere.json.goodwill.find((one: { currency: string }) => one.currency === "EUR").state).toBe("waiting");
  });

  test("the database itself refuses one pair of eyes", async () => {
    const row = server.store.db.updateTable("case_goodwill").set({ state: "granted" }).where("state", "=", "waiting");
    await expect(row.execute()).rejects.toThrow(/check constraint/);
    const own = server.store.db
      .updateTable("case_goodwill")
      .set({ state: "granted", decided_by: "a-support", decided_at: "2026-11-22T02:28:00.000Z" });
    await expect(own.where("state", "=", "waiting").execute()).rejects.toThrow(/check constraint/);
  });

  test("a person decides on a store rule, and the shopper is told why", async () => {
    const { code } = await quoteOf({ age: 20 });
    expect(refused(await openCase({ review: true }))).toEqual([422, "quote_needed"]);
    expect(refused(await openCase({ quote_code: code, offer: "none" }))).toEqual([422, "unknown_offer"]);
    expect(refused(await openCase({ quote_code: "0000-0000" }))).toEqual([422, "unknown_quote_code"]);
    const { id, token } = (await openCase({ quote_code: code, offer: "wallet-12", review: true })).json;
    const reason = "Your papers came in since; the rule no longer stands in the way.";
    expect(refused(await move(id, "close", {}))).toEqual([409, "case_unfinished"]);
    const decided = await move(id, "review", { decision: "overturned", reason });
    expect(decided.json).toMatchObject({ state: "answered", queue: "review" });
    expect(decided.json.review).toMatchObject({ state: "overturned", by: "a-support" });
    expect(refused(await move(id, "review", { decision: "upheld", reason }))).toEqual([409, "move_not_allowed"]);
    const page = (await shown(token)).json;
    expect(page.review).toBe("overturned");
    expect(page.entries.at(-1)).toMatchObject({ kind: "review_overturned", text: reason });
    const none = (await openCase({})).json.id;
    expect(refused(await move(none, "review", { decision: "upheld", reason }))).toEqual([409, "nothing_to_decide"]);
  });

  test("everything that was done stands in the audit log, and nothing that was said", async () => {
    const { items } = (await server.ask("GET", "/v1/audit?stream=cases", undefined, as("approver"))).json;
    const actions = new Set(items.map(({ action }: { action: string }) => action));
    for (const each of [
      "open",
      "answer",
      "note",
      "assign",
      "close",
      "goodwill",
      "goodwill_granted",
      "review_overturned",
    ])
      expect(actions).toContain(`case.${each}`);
    expect(JSON.stringify(items)).not.toMatch(/secret question|late twice|papers/);
  });

  test("shoppers who differ only in private facts get the same answer by their codes, to the byte", async () => {
    const at = "2026-11-22T02:28:00.000Z";
    const one = await quoteOf({ age: 20, declined_by: ["bank"], outstanding: 9_000 }, { at });
    const two = await quoteOf({ age: 44, verified: true, segments: ["gold"] }, { at });
    expect(one.missing.length).not.toBe(two.missing.length);
    const why = (code: string) => server.ask("GET", `/v1/why?code=${code}&locale=en`, undefined, anybody);
    const [first, second] = [await why(one.code), await why(two.code)];
    expect(first.text).toBe(second.text);
    expect(first.text).not.toMatch(/lender_declined|store_rule/);
    expect(first.json.support).toEqual({ hours: "9:00–21:00", telephone: "400 000 0000", reply_minutes: 120 });
    expect(refused(await why("0000-0000"))).toEqual([404, "not_found"]);
    const openFor = async (code: string) =>
      (await openCase({ quote_code: code, offer: "wallet-12", review: true })).json;
    const pages = [await openFor(one.code), await openFor(two.code)].map(({ token }) => shown(token));
    const bare = (await Promise.all(pages)).map(({ json: { id: _, quote_code: __, ...rest } }) => JSON.stringify(rest));
    expect(bare[0]).toBe(bare[1]);
  });

  test("one key, one case; a case of another merchant is not there", async () => {
    const headers = { "idempotency-key": "same" };
    const [a, b] = [await openCase({}, { key: null, headers }), await openCase({}, { key: null, headers })];
    expect(a.json.id).toBe(b.json.id);
    const list = await server.ask("GET", "/v1/cases/cas_none", undefined, as("support"));
    expect(refused(list)).toEqual([404, "not_found"]);
  });

  test("closed cases are erased after their time, with every word", async () => {
    const { id } = (await openCase({ text: "soon gone" })).json;
    await move(id, "close", {});
    await server.store.db
      .updateTable("support_case")
      .set({ closed_at: "2026-01-01T00:00:00.000Z" })
      .where("id", "=", id)
      .execute();
    const { caseStore } = await import("../adapters/store/case-store.ts");
    await caseStore(server.store.db).eraseClosed("2026-02-01T00:00:00.000Z");
    expect((await server.ask("GET", `/v1/cases/${id}`, undefined, as("support"))).status).toBe(404);
    const left = await server.store.db.selectFrom("case_entry").select("seq").where("case_id", "=", id).execute();
    expect(left).toEqual([]);
  });
});
