import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needsTwo } from "../engine/by-hand.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

describe.each(PLACES)("money moved by hand on %s", (_, make) => {
  let place: TestPlace;
  let server: PlanServer;
  const keys: { [name: string]: { readonly key: string } } = {};

  beforeAll(async () => {
    place = await make();
    server = await planServer(place, { approvals: "two_people", refundAloneUpTo: 1_000 });
    const people = [
      ["ann", "finance"],
      ["ann", "admin"],
      ["bob", "approver"],
      ["shop", "store"],
    ] as const;
    for (const [person, role] of people) {
      const body = { kind: "secret", mode: "test", name: role, role, person };
      keys[`${person} ${role}`] = { key: (await server.ask("POST", "/v1/keys", body)).json.key };
    }
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const running = async (): Promise<string> => (await server.active("own-12")).json.id;
  const ask = (who: string, path: string, body: object) => server.ask("POST", path, body, keys[who]!);
  const waiting = async (who: string, plan: string) => {
    const { items } = (await server.ask("GET", "/v1/waiting", undefined, keys[who]!)).json;
    return items
      .filter(({ id }: { readonly id: string }) => id === plan)
      .map(({ kind }: { readonly kind: string }) => kind);
  };
  const state = async (id: string) => (await server.ask("GET", `/v1/plans/${id}`)).json.state;

  test("a write-off is proposed by one person and done by another; a second key is no second person", async () => {
    const plan = await running();
    const alone = await ask("ann finance", `/v1/plans/${plan}/write-offs`, { reason: "insolvent" });
    expect([alone.status, alone.json.code]).toEqual([403, "second_person_needed"]);
    const made = await ask("ann finance", `/v1/plans/${plan}/proposals`, { write_off: { reason: "insolvent" } });
    expect([made.status, made.json.state, made.json.by]).toEqual([201, "proposed", "ann"]);
    expect([await waiting("ann admin", plan), await waiting("bob approver", plan)]).toEqual([[], ["proposal"]]);
    const approve = (who: string) => ask(who, `/v1/proposals/${made.json.id}/approve`, { note: "seen the letter" });
    expect((await approve("ann admin")).json.code).toBe("four_eyes");
    expect(await state(plan)).toBe("active");
    expect((await approve("bob approver")).json).toMatchObject({ state: "done", decided_by: "bob", refusal: null });
    expect(await state(plan)).toBe("written_off");
    expect(await waiting("bob approver", plan)).toEqual([]);
    expect((await approve("bob approver")).json.code).toBe("move_not_allowed");
    const { json } = await server.ask("GET", `/v1/audit?subject=${made.json.id}`);
    const told = json.items.map(({ action, by }: { action: string; by: string }) => `${action} ${by}`);
    expect(told.sort()).toEqual(["proposal.approved bob", "proposal.done bob", "proposal.proposed ann"]);
  });

  test("of many who approve at once the plan is changed once", async () => {
    const plan = await running();
    const refund = { amount: 5_000, reason: "came back" };
    expect((await ask("ann finance", `/v1/plans/${plan}/refunds`, refund)).json.code).toBe("second_person_needed");
    const { json } = await ask("ann finance", `/v1/plans/${plan}/proposals`, { refund });
    await Promise.all(Array.from({ length: 8 }, () => ask("bob approver", `/v1/proposals/${json.id}/approve`, {})));
    expect((await server.ask("GET", `/v1/plans/${plan}`)).json.refunded).toBe(5_000);
    const { json: all } = await server.ask("GET", "/v1/proposals?state=done");
    expect(all.items.map(({ id }: { id: string }) => id)).toContain(json.id);
  });

  test("a small refund, and whatever the store's own key does, needs one", async () => {
    const plan = await running();
    expect((await ask("ann finance", `/v1/plans/${plan}/refunds`, { amount: 1_000, reason: "a scratch" })).status).toBe(
      200,
    );
    expect((await ask("shop store", `/v1/plans/${plan}/write-offs`, { reason: "insolvent" })).status).toBe(200);
  });

  test("what the plan refuses by then is refused; what is rejected or too old is not done", async () => {
    const plan = await running();
    const propose = async () =>
      (await ask("ann finance", `/v1/plans/${plan}/proposals`, { write_off: { reason: "gone" } })).json.id;
    const [late, rejected, old] = [await propose(), await propose(), await propose()];
    const decide = async (id: string, what: string) =>
      (await ask("bob approver", `/v1/proposals/${id}/${what}`, { note: "no" })).json;
    expect(await decide(rejected, "reject")).toMatchObject({ state: "rejected", note: "no" });
    expect(await decide(rejected, "approve")).toMatchObject({ code: "move_not_allowed" });
    await ask("shop store", `/v1/plans/${plan}/write-offs`, { reason: "insolvent" });
    expect(await decide(late, "approve")).toMatchObject({ state: "refused", refusal: "wrong_state" });
    server.pass(25 * 3_600_000);
    expect(await decide(old, "approve")).toMatchObject({ code: "move_not_allowed", detail: "It is expired." });
    const nothing = await ask("ann finance", `/v1/plans/${plan}/proposals`, {});
    expect(nothing.json).toMatchObject({ code: "invalid_request" });
  });

  test("where the policy asks for no approval, an admin acts alone and finance still proposes", () => {
    const policy = { approvals: "none", refundAloneUpTo: 1_000 } as const;
    const refund = { kind: "refund", amount: 1_001, reason: "came back", recompute: "lower_instalments" } as const;
    const needing = (["admin", "finance", "store"] as const).filter((role) => needsTwo(policy, role, refund));
    expect(needing).toEqual(["finance"]);
  });

  test("the database refuses one pair of eyes too", async () => {
    const plan = await running();
    const made = await ask("ann finance", `/v1/plans/${plan}/proposals`, { write_off: { reason: "gone" } });
    const alone = sql`update plan_proposal set state = 'done', decided_by = by, decided_at = now()
      where id = ${made.json.id}`.execute(server.store.db);
    await expect(alone).rejects.toThrow(/check/);
  });
});
