import { formatInstant } from "@fenqi/core/calendar";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planNoticeStore } from "../adapters/store/plan-notice-store.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { PLANS_BEGIN, type PlanServer, planServer } from "../testing/plan-fixture.ts";

interface Sent {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

describe.each(PLACES)("what shoppers are told of their plans, on %s", (_, make) => {
  let place: TestPlace;
  let server: PlanServer;
  beforeAll(async () => {
    place = await make();
    server = await planServer(place);
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const move = (plan: string, name: string, body: object = {}) => server.ask("POST", `/v1/plans/${plan}/${name}`, body);
  const contact = (title: string, locale: "zh-CN" | "en" = "en") => ({
    contact: { channel: "email", address: `${title}@shopper.example`, locale, title },
  });
  /** Letters about an order. */
  const letters = async (title: string): Promise<readonly Sent[]> => {
    const { json } = await server.ask("GET", "/v1/outbox");
    return json.items.filter(({ text }: Sent) => text.includes(`“${title}”`));
  };
  const saying = async (title: string, what: string) =>
    (await letters(title)).find(({ subject }) => subject.endsWith(what))!.text;
  const subjects = async (title: string) =>
    (await letters(title)).map(({ subject }) => subject.replace(/^.*?[:：]\s?/, "")).sort();

  test("a plan's life in letters: made, paid, reminded, missed, moved, waived, refunded, settled; each once", async () => {
    const clock = (await server.ask("POST", "/v1/test-clocks", { at: "2026-11-22T02:00:20.000Z" })).json.id as string;
    const choice = await server.choose("own-12", "2026-11-22T02:00:00.000Z");
    const made = await server.ask("POST", "/v1/plans", { ...choice, ...contact("life"), test_clock: clock });
    expect(made.status).toBe(201);
    const { id, schedule } = made.json;
    await move(id, "activations");
    const advance = (to: string) => server.ask("POST", `/v1/test-clocks/${clock}/advance`, { to });

    await advance("2026-12-20T02:00:00.000Z");
    await expect.poll(() => subjects("life")).toEqual(["a payment comes up", "how you chose to pay"]);
    await move(id, "repayments", { amount: schedule[0].total, reference: "bank-1" });
    await advance("2027-01-24T02:00:00.000Z");
    const late = await server.ask("GET", `/v1/plans/${id}`);
    await move(id, "late-waivers", { amount: late.json.schedule[1].late });
    await move(id, "repayments", { amount: schedule[1].total, reference: "bank-2" });
    await move(id, "due-dates", { next_due_on: "2027-02-26" });
    await move(id, "refunds", { amount: 100_000, reason: "price_match" });
    const { settlement_quote } = (await move(id, "settlement-quotes")).json;
    await move(id, "settlements", { settlement_quote, reference: "bank-3" });

    const whole = [
      "a payment comes up",
      "a payment comes up",
      "a refund",
      "how you chose to pay",
      "news on your plan",
      "payment days have moved",
      "payment received",
      "payment received",
      "please look at your plan",
      "your plan is settled",
    ];
    await expect.poll(() => subjects("life")).toEqual(whole);
    // A worker that looks at everything again, and a close that begins its day again, tell nobody anything.
    await sql`update plan_notice_place set seq = 0`.execute(server.store.db);
    await sql`delete from plan_reminded`.execute(server.store.db);
    await Promise.all([server.ask("POST", "/v1/daily-close", {}), server.ask("POST", "/v1/daily-close", {})]);
    const behind = () => sql`select from plan_notice_place where seq = 0`.execute(server.store.db);
    await expect.poll(async () => (await behind()).rows).toEqual([]);
    const sent = async () => (await sql`select from outbox where state = 'waiting'`.execute(server.store.db)).rows;
    await expect.poll(sent).toEqual([]);
    expect(await subjects("life")).toEqual(whole);

    const all = await letters("life");
    expect(all.map(({ text }) => text).join()).toContain("¥533.00 is due on 22 Dec: payment 1 of “life”.");
    expect(await saying("life", "at your plan")).toContain(
      "We have not received ¥533.00, due on 22 Jan for “life”, yet.",
    );
    const end = await saying("life", "is settled");
    expect(end).toMatch(/received ¥[\d,.]+ for “life”.\n\n“life” is settled early/);
    for (const { to, subject, text } of all) {
      expect(to).toBe("l…@shopper.example");
      expect(subject).not.toMatch(/\d|overdue|late|life/i);
      expect(text).not.toMatch(/overdue|default|fail/i);
    }
    const token = /\/plans\?lang=en&token=(\S+)/.exec(end)![1]!;
    const opened = await server.ask("POST", "/v1/plan-links/open", { token }, { key: null });
    expect(opened.json.plans).toMatchObject([{ title: "life", plan: { id, state: "settled" } }]);
  });

  test("in Chinese, and a plan that is cancelled", async () => {
    const { json } = await server.accept("own-3", contact("取消", "zh-CN"));
    await move(json.id, "cancellations");
    await expect.poll(() => subjects("取消")).toEqual(["您确认的付款方式", "订单的付款安排已取消"].sort());
    const made = await saying("取消", "付款方式");
    expect(made).toContain("本店 3 期");
    expect(made).toContain("与全款相同，没有息费");
    expect(await saying("取消", "已取消")).toContain("您不需要支付任何款项");
  });

  test("an address can be set later, changed and erased; without one nobody is told", async () => {
    const { json: quiet } = await server.active("own-3");
    const { contact: address } = contact("later");
    const at = `/v1/plans/${quiet.id}/contact`;
    expect((await server.ask("PUT", at, { ...address, address: "nobody" })).json).toMatchObject({
      code: "address_unusable",
      errors: [{ pointer: "/address" }],
    });
    expect((await server.ask("PUT", "/v1/plans/plan_none/contact", address)).status).toBe(404);
    expect((await server.ask("PUT", at, address)).json).toEqual({ plan: quiet.id });
    await move(quiet.id, "repayments", { amount: 100, reference: "bank-4" });
    await expect.poll(() => subjects("later")).toEqual(["payment received"]);

    expect((await server.dump()).includes('shopper.example"')).toBe(false);
    expect((await server.ask("DELETE", at)).status).toBe(200);
    expect((await server.ask("DELETE", at)).status).toBe(404);
    await move(quiet.id, "repayments", { amount: 100, reference: "bank-5" });
    const behind = () =>
      sql`select from plan_notice_place w join plan_event e using (merchant_id) where e.seq > w.seq`.execute(
        server.store.db,
      );
    await expect.poll(async () => (await behind()).rows).toEqual([]);
    expect(await subjects("later")).toEqual(["payment received"]);
  });

  test("a wrong address with the acceptance is refused, and makes no plan", async () => {
    const refused = await server.accept("own-3", { contact: { channel: "email", address: "nobody", locale: "en" } });
    expect(refused.json).toMatchObject({ code: "address_unusable", errors: [{ pointer: "/contact/address" }] });
    expect((await server.accept("own-3", contact("again"))).status).toBe(201);
  });

  test("an address is erased half a year after its plan has ended, by the plan's own clock where it has one", async () => {
    const { json } = await server.accept("own-3", contact("ended"));
    await move(json.id, "cancellations");
    const clock = (await server.ask("POST", "/v1/test-clocks", { at: "2026-11-22T02:00:20.000Z" })).json.id as string;
    const choice = await server.choose("own-3", "2026-11-22T02:00:00.000Z");
    const slow = await server.ask("POST", "/v1/plans", { ...choice, ...contact("slow"), test_clock: clock });
    await move(slow.json.id, "cancellations");

    const notices = planNoticeStore(server.store.db);
    const kept = async (...plans: readonly string[]) => {
      const { rows } = await sql<{ plan: string }>`
        select plan_id as plan from plan_contact where plan_id = any(${plans})`.execute(server.store.db);
      return rows.map(({ plan }) => plan);
    };
    const both = [json.id, slow.json.id] as const;
    const inDays = (days: number) => formatInstant(Date.parse(PLANS_BEGIN) + days * 86_400_000);
    await notices.eraseEnded(inDays(179), 180);
    expect((await kept(...both)).sort()).toEqual([...both].sort());
    // Years pass in the world, and none by the clock.
    await notices.eraseEnded(inDays(10_000), 180);
    expect(await kept(...both)).toEqual([slow.json.id]);
    await server.ask("POST", `/v1/test-clocks/${clock}/advance`, { to: "2027-05-21T02:00:20.000Z" });
    await notices.eraseEnded(inDays(0), 180);
    expect(await kept(...both)).toEqual([slow.json.id]);
    await server.ask("POST", `/v1/test-clocks/${clock}/advance`, { to: "2027-05-21T02:00:21.000Z" });
    await notices.eraseEnded(inDays(0), 180);
    expect(await kept(...both)).toEqual([]);
  });
});
