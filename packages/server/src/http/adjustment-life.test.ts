import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADJUSTMENT_MOVES, type AdjustmentState } from "../engine/adjustment-moves.ts";
import { fixtureAdjustment, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

describe.each(PLACES)("the life of an adjustment on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;
  let now = Date.parse("2026-11-22T02:28:00.000Z");
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { now: () => now, approvals: "two_people" });
    const people = [
      ["operator", "op-lin"],
      ["approver", "ap-zhou"],
      ["support", "su-he"],
      ["finance", "fi-wu"],
      ["store", "shop"],
    ] as const;
    for (const [role, person] of people) {
      const { json } = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: role, role, person });
      keys[role] = json.key;
    }
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const draft = () => ({
    ...fixtureAdjustment,
    back: { kind: "at", at: iso(now + 1_000 * HOUR) },
    alternatives: "auto",
    compensation: "none",
  });
  const as = (role: string, method: string, path: string, body?: object) =>
    server.ask(method, `/v1/adjustments${path}`, body, {
      key: keys[role] ?? server.secret,
      headers: { "idempotency-key": randomUUID() },
    });
  const make = async (body: object = draft()) => (await as("operator", "POST", "", body)).json.id as string;
  const move = (role: string, id: string, name: string, body: object = {}) => as(role, "POST", `/${id}/${name}`, body);
  const read = async (id: string) => (await as("support", "GET", `/${id}`)).json;

  /** Brings a new adjustment to a state by the moves of the table. */
  async function standing(state: AdjustmentState): Promise<string> {
    const scheduled = state === "scheduled" ? { starts_at: iso(now + HOUR) } : {};
    const steps = [300_000, 600_000, 1_000_000].map((share_ppm) => ({ share_ppm, dwell_minutes: 60 }));
    const id = await make({ ...draft(), ...scheduled, ...(state === "ramping" ? { ramp: { steps } } : {}) });
    if (state === "draft") return id;
    if (state === "withdrawn") return (await move("operator", id, "withdraw")).json.id;
    await move("operator", id, "submit");
    if (state === "submitted") return id;
    await move("approver", id, "approve");
    if (state === "approved") return id;
    await move("operator", id, "apply");
    if (state === "ramping" || state === "lifted" || state === "closed") await move("operator", id, "lift");
    if (state === "closed") now += 31 * 24 * HOUR;
    return id;
  }

  /** So that it is over, whatever was made of it. */
  async function clear(id: string): Promise<void> {
    const { state } = await read(id);
    if (state === "scheduled") await move("operator", id, "withdraw");
    if (state === "active" || state === "ramping") await move("operator", id, "lift");
    if ((await read(id)).state === "ramping") await move("operator", id, "lift");
  }

  const MOVES = [
    ["edit", "edit", "operator"],
    ["submit", "submit", "operator"],
    ["approve", "approve", "approver"],
    ["reject", "reject", "approver"],
    ["apply", "apply", "operator"],
    ["extend", "extend", "operator"],
    ["lift", "lift", "operator"],
    ["advance", "advance", "operator"],
    ["roll_back", "roll-back", "operator"],
    ["withdraw", "withdraw", "operator"],
  ] as const;
  const BODIES: { readonly [move: string]: () => object } = {
    reject: () => ({ note: "not yet" }),
    extend: () => ({ back: { kind: "at", at: iso(now + 900 * HOUR) } }),
  };

  describe.each(Object.keys(ADJUSTMENT_MOVES) as AdjustmentState[])("in state %s", (state) => {
    test.each(MOVES)("%s", async (name, path, role) => {
      const id = await standing(state);
      const before = await read(id);
      expect(before.state).toBe(state);
      const made =
        name === "edit"
          ? await as(role, "PATCH", `/${id}`, { version: before.version, cause: "risk" })
          : await move(role, id, path, BODIES[name]?.() ?? {});
      const allowed: { readonly [move: string]: AdjustmentState | undefined } = ADJUSTMENT_MOVES[state];
      const next = allowed[name];
      if (next === undefined) {
        expect([made.status, made.json.code]).toEqual([409, "move_not_allowed"]);
        expect(await read(id)).toEqual(before);
      } else {
        expect([made.status, made.json.state]).toEqual([200, next]);
      }
      await clear(id);
    });
  });

  test("an operator's is a draft that nobody sees, until another person approves and it is applied", async () => {
    const id = await make();
    const gone = async () => (await server.ask("POST", "/v1/quotes", fixtureRequest)).json.missing.length;
    const told = async () =>
      JSON.stringify((await server.ask("GET", "/v1/announcements", undefined, { key: null })).json).includes(id);
    for (const [role, step] of [
      ["operator", "submit"],
      ["approver", "approve"],
    ] as const) {
      expect([await gone(), await told()]).toEqual([0, false]);
      expect((await move(role, id, step)).status).toBe(200);
    }
    expect([await gone(), await told()]).toEqual([0, false]);
    expect((await move("operator", id, "apply")).json).toMatchObject({ state: "active", authority: "two_people" });
    expect([await gone(), await told()]).toEqual([2, true]);
    expect((await move("operator", id, "lift", { terms: "new" })).json.errors[0].pointer).toBe("/terms");
    const lifted = await move("operator", id, "lift", { terms: "same" });
    expect(lifted.json).toMatchObject({ state: "lifted", returned: "same", promises: [{ outcome: "kept" }] });
    expect((await read(id)).history.map(({ move, by }: { move: string; by: string }) => [move, by])).toEqual([
      ["create", "op-lin"],
      ["submit", "op-lin"],
      ["approve", "ap-zhou"],
      ["apply", "op-lin"],
      ["lift", "op-lin"],
    ]);
  });

  test("nothing is submitted with an open part, and each is named", async () => {
    const { kind, cause, scope } = fixtureAdjustment;
    const id = await make({ kind, cause, scope, explanation: { "zh-CN": "升级" } });
    const refused = await move("operator", id, "submit");
    expect([refused.status, refused.json.code]).toEqual([422, "adjustment_incomplete"]);
    expect(refused.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/explanation/en",
      "/back",
      "/alternatives",
      "/compensation",
    ]);
  });

  test("an edit revokes the approval, names its version, and makes the editor an author", async () => {
    const id = await standing("approved");
    const { version, approval } = await read(id);
    expect(approval).toMatchObject({ by: "ap-zhou" });
    const words = { "zh-CN": "新的说明", en: "Other words" };
    const edited = await as("approver", "PATCH", `/${id}`, { version, explanation: words });
    expect(edited.json).toMatchObject({
      state: "draft",
      approval: null,
      authors: ["op-lin", "ap-zhou"],
      adjustment: { explanation: { version: 2, ...words } },
    });
    const late = await as("operator", "PATCH", `/${id}`, { version, cause: "risk" });
    expect([late.status, late.json.code]).toEqual([409, "version_conflict"]);
    await move("operator", id, "submit");
    const own = await move("approver", id, "approve");
    expect([own.status, own.json.code]).toEqual([403, "four_eyes"]);
    expect((await move("admin", id, "approve")).json).toMatchObject({ state: "approved", approval: { by: "first" } });
  });

  test("a second key of the same person is no second person, for the engine and for the database", async () => {
    const id = await standing("submitted");
    const second = await server.ask("POST", "/v1/keys", {
      kind: "secret",
      mode: "test",
      name: "second",
      role: "approver",
      person: "op-lin",
    });
    keys.second = second.json.key;
    expect((await move("second", id, "approve")).json.code).toBe("four_eyes");
    const { db } = server.store;
    const forged = (set: string) => sql.raw(`update adjustment set ${set} where id = '${id}'`).execute(db);
    await expect(forged("state = 'approved', approved_by = 'op-lin', approved_at = now()")).rejects.toThrow(
      "four_eyes",
    );
    await expect(forged("state = 'active'")).rejects.toThrow("approved_before_force");
    await expect(forged("authors = '{}'")).rejects.toThrow("stay");
    await expect(forged("authority = 'one_request', state = 'active'")).rejects.toThrow("stay");
    const issued = await server.ask("POST", "/v1/keys", { kind: "secret", mode: "test", name: "plain" });
    expect(issued.json).toMatchObject({ role: "store", person: "first" });
  });

  test("an extension keeps the promise before it on record, kept or not", async () => {
    const id = await make({ ...draft(), back: { kind: "at", at: iso(now + HOUR) } });
    await move("operator", id, "submit");
    await move("approver", id, "approve");
    await move("operator", id, "apply");
    const back = { kind: "at", at: iso(now + 2 * HOUR) };
    expect((await move("operator", id, "extend", { back })).json.promises).toMatchObject([
      { outcome: "slipped" },
      { back, outcome: null },
    ]);
    const past = await move("operator", id, "extend", { back: { kind: "at", at: iso(now - HOUR) } });
    expect([past.status, past.json.errors[0].pointer]).toEqual([422, "/back"]);
    now += 2 * HOUR + 1;
    const outcomes = async () => (await read(id)).promises.map(({ outcome }: { outcome: string }) => outcome);
    expect(await outcomes()).toEqual(["slipped", "missed"]);
    await expect.poll(async () => (await read(id)).history.at(-1).move, { timeout: 20_000 }).toBe("missed");
    await move("operator", id, "extend", { back: { kind: "update_by", by: iso(now + HOUR) } });
    await move("operator", id, "lift");
    expect(await outcomes()).toEqual(["slipped", "missed", "kept"]);
  });

  test("a start with an offset comes by itself, and others on the same ways are named", async () => {
    const local = iso(now + HOUR + 8 * HOUR).replace("Z", "+08:00");
    const id = await make({ ...draft(), starts_at: local });
    const other = await standing("active");
    expect((await move("operator", id, "submit")).json.overlaps).toEqual([other]);
    await move("approver", id, "approve");
    expect((await move("operator", id, "apply")).json).toMatchObject({
      state: "scheduled",
      adjustment: { starts_at: iso(now + HOUR) },
    });
    now += HOUR;
    expect((await read(id)).state).toBe("active");
    await expect.poll(async () => (await read(id)).history.at(-1).move, { timeout: 20_000 }).toBe("start");
    for (const one of [id, other]) await move("operator", one, "lift");
  });

  test("an emergency takes one person and approved words, and waits for its review", async () => {
    const pause = {
      cause: "incident",
      scope: { partner: "wallet" },
      back: { kind: "update_by", by: iso(now + HOUR) },
      explanation: "off.incident",
    };
    for (const explanation of ["nothing", "off.order"]) {
      const refused = await as("operator", "POST", "/emergency", { ...pause, explanation });
      expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, "/explanation"]);
    }
    const past = await as("operator", "POST", "/emergency", {
      ...pause,
      back: { kind: "update_by", by: iso(now - HOUR) },
    });
    expect([past.status, past.json.errors[0].pointer]).toEqual([422, "/back"]);
    const { json } = await as("operator", "POST", "/emergency", pause);
    expect(json).toMatchObject({ state: "active", authority: "emergency", review: { state: "due" } });
    const waiting = async (review: string) =>
      (await as("approver", "GET", `?review=${review}`)).json.items.map(({ id }: { id: string }) => id);
    expect([await waiting("due"), await waiting("overdue")]).toEqual([[json.id], []]);
    now += 25 * HOUR;
    expect([await waiting("due"), await waiting("overdue")]).toEqual([[], [json.id]]);
    expect((await move("approver", json.id, "approve")).json).toMatchObject({
      state: "active",
      approval: { by: "ap-zhou" },
      review: { state: "done_late" },
    });
    expect(await waiting("overdue")).toEqual([]);
    expect((await move("approver", json.id, "approve")).json.code).toBe("move_not_allowed");
    await move("operator", json.id, "lift");
  });

  test("a ramp opens step by step to the same shoppers, each a new version, and rolls back by hand", async () => {
    const id = await standing("active").then(async (plain) => {
      await move("operator", plain, "lift");
      return standing("ramping");
    });
    expect(await read(id)).toMatchObject({ state: "ramping", ramp: { step: 0 }, adjustment: { admits_ppm: 300_000 } });
    const admitted = async () => {
      const refs = Array.from({ length: 40 }, (_, n) => `shopper-${n}`);
      const answers = await Promise.all(
        refs.map((ref) => server.ask("POST", "/v1/quotes", { ...fixtureRequest, shopper: { ref } })),
      );
      return refs.filter((_, n) => answers[n]!.json.missing.length === 0);
    };
    const few = await admitted();
    expect((await move("operator", id, "advance")).json).toMatchObject({ ramp: { step: 1 } });
    const more = await admitted();
    expect(more.length).toBeGreaterThan(few.length);
    expect(more).toEqual(expect.arrayContaining(few));
    const back = await move("operator", id, "roll-back", { note: "refusals" });
    expect([back.json.state, back.json.ramp, back.json.adjustment.admits_ppm]).toEqual(["active", null, undefined]);
    expect(await admitted()).toEqual([]);
    await move("operator", id, "lift");
    now += HOUR;
    await expect.poll(async () => (await read(id)).ramp?.step, { timeout: 20_000 }).toBe(1);
    await move("operator", id, "lift");
    expect((await read(id)).state).toBe("lifted");
  });

  test("in one request only where the policy asks for no approval, and never an operator's", async () => {
    for (const role of ["operator", "admin"]) {
      const refused = await as(role, "POST", "", { ...draft(), apply: true });
      expect([refused.status, refused.json.code]).toEqual([403, "forbidden"]);
      expect(refused.json.detail).toContain("adjustments:alone");
      expect((await as(role, "POST", "", draft())).json.state).toBe("draft");
    }
  });
});
