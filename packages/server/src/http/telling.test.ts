import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const DAY = 24 * 60 * 60 * 1000;
const ADDRESS = "lin@example.com";

interface Kept {
  readonly template: string;
  readonly subject: string;
  readonly text: string;
  readonly to: string;
  readonly headers: Record<string, string>;
}

describe.each(PLACES)("telling people on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  const START = Date.parse("2026-11-22T02:28:00.000Z");
  let now = START;

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { now: () => now });
  }, START_MS);
  beforeEach(() => {
    now += 2 * DAY;
  });
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const outbox = async (template: string): Promise<Kept[]> =>
    (await server.ask("GET", "/v1/outbox")).json.items.filter((one: Kept) => one.template === template);
  /** Waits until the sandbox holds so many messages of a template. */
  const until = async (template: string, count: number) => {
    await expect.poll(async () => (await outbox(template)).length, { timeout: 15_000 }).toBe(count);
    return outbox(template);
  };
  const tokenIn = (text: string) => /token=(\S+)/.exec(text)![1]!;
  const subscribe = (components: string[], address = ADDRESS) =>
    server.ask("POST", "/v1/subscriptions", { components, channel: "email", address, locale: "en" }, { key: null });
  const follow = (what: "confirm" | "end", token: string) =>
    server.ask("POST", `/v1/links/${what}`, { token }, { key: null });
  const pause = async (more: object = {}) =>
    (
      await server.ask("POST", "/v1/adjustments", {
        ...fixtureAdjustment,
        back: { kind: "at", at: new Date(now + DAY).toISOString() },
        ...more,
      })
    ).json.adjustment;
  const lift = (id: string) => server.ask("POST", `/v1/adjustments/${id}/lift`, {});

  test("nobody is told who has not confirmed; who has hears each change once, in the record's words", async () => {
    expect((await subscribe(["wallet.wallet_instalments"])).json).toEqual({ status: "confirm_by_link" });
    const [ask] = await until("confirm", 1);
    const unheard = await pause();
    await lift(unheard.id);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await outbox("adjustment")).toEqual([]);

    const token = tokenIn(ask!.text);
    expect((await follow("confirm", token)).json).toEqual({ kind: "subscription" });
    const heard = await pause();
    const [letter] = await until("adjustment", 1);
    const { id, version, en } = heard.explanation;
    expect(letter!.text).toContain(en);
    expect(letter!.text).toContain(`Explanation ${id}, version ${version}`);
    expect(letter!.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(letter!.to).toBe("l…@example.com");

    const effects = async () => (await server.ask("GET", `/v1/adjustments/${heard.id}/effects`)).json;
    const told = [{ channel: "email", subscribers: 1, waiting: 0, sent: 1, dead: 0 }];
    await expect.poll(async () => (await effects()).told, { timeout: 15_000 }).toEqual(told);
    const { running_plans, watch } = await effects();
    expect([running_plans, watch.calls.calls, watch.cases, watch.baseline_cases]).toEqual([0, 0, 0, 0]);

    const quote = (await server.ask("POST", "/v1/quotes", fixtureRequest)).json;
    const cause = quote.missing.find((way: { adjustment?: string }) => way.adjustment === heard.id).causes[0];
    expect(cause.explanation).toEqual({ id, version, text: en });

    await lift(heard.id);
    const letters = await until("adjustment", 2);
    expect(letters.map(({ text }) => text).filter((text) => text.includes(`before: “${en}”`))).toHaveLength(1);
    expect((await follow("end", tokenIn(letter!.headers["List-Unsubscribe"]!.slice(0, -1)))).status).toBe(200);
    await lift((await pause()).id);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await outbox("adjustment")).toHaveLength(2);
    expect((await follow("confirm", token)).json.code).toBe("link_invalid");
  }, 60_000);

  test("a change of another service is not told", async () => {
    await subscribe(["bank.card_instalments"], "zhou@example.com");
    const asks = await until("confirm", 2);
    await follow("confirm", tokenIn(asks[0]!.text));
    const before = (await outbox("adjustment")).length;
    await lift((await pause()).id);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await outbox("adjustment")).toHaveLength(before);
  }, 60_000);

  test("who waits is told once, when their own cart could use the way again, and is erased", async () => {
    const paused = await pause();
    const { token: quote_token } = (await server.ask("POST", "/v1/quotes", fixtureRequest)).json;
    const wish = { quote_token, offer: "wallet-12", channel: "email", address: ADDRESS, locale: "zh-CN" };
    const asked = (await outbox("confirm")).length;
    expect((await server.ask("POST", "/v1/waitlist", wish)).status).toBe(200);
    expect((await server.ask("POST", "/v1/waitlist", { ...wish, offer: "bank-12" })).json.code).toBe("not_missing");
    const [ask] = await until("confirm", asked + 1);
    expect(ask!.text).toContain("您想在钱包 12 期恢复时");
    await follow("confirm", tokenIn(ask!.text));
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await outbox("back")).toEqual([]);
    const waiting = { offer: "wallet-12", waiting: 1, unconfirmed: 0, hours: [{ joined: 1, told: 0, gone: 0 }] };
    expect((await server.ask("GET", "/v1/waitlist")).json).toMatchObject({ items: [waiting], wave: 50 });
    await lift(paused.id);
    const [letter] = await until("back", 1);
    const told = { offer: "wallet-12", waiting: 0, since: null, hours: [{ joined: 1, told: 1, gone: 0 }] };
    expect((await server.ask("GET", "/v1/waitlist")).json).toMatchObject({ items: [told] });
    expect(letter!.text).toContain("您等候的钱包 12 期");
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await outbox("back")).toHaveLength(1);
    const { rows } = await server.store.db.executeQuery<{ count: number }>(
      server.store.db
        .selectFrom("waitlist_entry")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .compile(),
    );
    expect(Number(rows[0]!.count)).toBe(0);
  }, 60_000);

  test("a form tells nobody who is on a list, and floods nobody", async () => {
    const address = "often@example.com";
    const before = (await outbox("confirm")).length;
    const answers = [];
    for (let i = 0; i < 8; i++) answers.push((await subscribe(["all"], address)).text);
    expect(new Set(answers).size).toBe(1);
    await until("confirm", before + 5);
  }, 60_000);

  test.each([
    ["email", "a@b.example\r\nBcc: c@d.example", "address_unusable"],
    ["email", "not an address", "address_unusable"],
    ["webhook", "https://hooks.example/x", "channel_of_the_store"],
    ["inbox", "shopper-1", "channel_of_the_store"],
  ])("%s %j is refused", async (channel, address, code) => {
    const body = { components: ["all"], channel, address, locale: "en" };
    expect((await server.ask("POST", "/v1/subscriptions", body, { key: null })).json.code).toBe(code);
  });

  test("no address stands in the database or the log in the clear", async () => {
    expect(await server.dump()).not.toContain(ADDRESS);
    expect(server.lines.join("\n")).not.toContain(ADDRESS);
  });
});
