import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPerson, letIn, OWN_PAGE, signInAs, TEST_PASSWORD } from "../testing/people.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { newKey, type TestServer, testServer } from "../testing/test-server.ts";

const DAY = 86_400_000;
let server: TestServer;
let nowMs = Date.parse("2026-11-25T09:00:00Z");

beforeAll(async () => {
  server = await testServer(await anyPlace(), { now: () => nowMs, publicUrl: "https://pay.test" });
}, START_MS);
afterAll(() => server.close());

const open = { key: null, headers: OWN_PAGE };
const post = (path: string, body: object) => server.ask("POST", path, body, open);
const invite = async (email: string, role = "operator") =>
  (await server.ask("POST", "/v1/users/invitations", { email, role, locale: "en" })).json;
const tokenOf = ({ link }: { link: string }) => link.split("#")[1]!;
const people = async () => (await server.ask("GET", "/v1/users")).json.items as { id: string; role: string }[];
const audited = async (action: string) =>
  (await server.ask("GET", `/v1/audit?stream=people&action=${action}`)).json.items[0] as Record<string, unknown>;

describe("the first person", () => {
  test("becomes an admin with the token of the start, once", async () => {
    const first = { token: server.setupToken!, email: "Su@Shop.Test", name: "Su", password: "short" };
    expect((await post("/v1/setup", first)).json.errors[0]).toMatchObject({ pointer: "/password", code: "too_short" });
    const accept = { token: first.token, name: "Su", password: TEST_PASSWORD };
    expect((await post("/v1/invitations/accept", accept)).json.code).toBe("link_invalid");
    const setUp = await post("/v1/setup", { ...first, password: TEST_PASSWORD });
    expect([setUp.status, setUp.json.role, setUp.json.user]).toEqual([
      201,
      "admin",
      { id: "su", email: "su@shop.test", name: "Su" },
    ]);
    expect(setUp.headers.get("set-cookie")).toMatch(/^fenqi_session=[0-9A-Z]{32}; .*Secure$/);
    const again = await post("/v1/setup", { ...first, email: "eve@shop.test", password: TEST_PASSWORD });
    expect(again.json.code).toBe("link_invalid");
    expect(JSON.stringify(server.lines)).not.toContain(first.token);
    expect(await server.dump()).not.toContain(first.token);
  });
});

describe("an invitation", () => {
  test("goes by mail with a link that works once", async () => {
    const made = await invite("Lin.Wei@Shop.Test");
    expect(made).toMatchObject({ email: "lin.wei@shop.test", role: "operator", ends_at: "2026-11-28T09:00:00.000Z" });
    const mail = async () =>
      (await server.ask("GET", "/v1/outbox")).json.items.find(
        (one: { template: string }) => one.template === "invitation",
      );
    await expect.poll(mail, { timeout: 15_000 }).toMatchObject({ to: "l…@shop.test", locale: "en" });
    expect((await mail()).text).toContain(made.link);

    const token = tokenOf(made);
    expect((await post("/v1/invitations/show", { token })).json).toMatchObject({
      merchant: { id: "shop" },
      email: "lin.wei@shop.test",
      role: "operator",
      person: "new",
    });
    const accept = { token, name: "Lin Wei", password: TEST_PASSWORD };
    expect((await post("/v1/invitations/accept", { token, password: TEST_PASSWORD })).json.code).toBe("name_needed");
    const [one, other] = await Promise.all([1, 2].map(() => post("/v1/invitations/accept", accept)));
    expect([one!.status, other!.status].sort()).toEqual([201, 422]);
    const joined = one!.status === 201 ? one! : other!;
    expect(joined.json).toMatchObject({ user: { id: "lin.wei" }, role: "operator", merchant: { id: "shop" } });
    expect(await audited("user.join")).toMatchObject({ subject: "lin.wei", by: "lin.wei" });
    expect((await post("/v1/invitations/show", { token })).json.code).toBe("link_invalid");
    expect(await people()).toContainEqual(expect.objectContaining({ id: "lin.wei", email: "lin.wei@shop.test" }));
    const { signedIn } = await signInAs(server, { email: "lin.wei@shop.test", password: TEST_PASSWORD });
    expect(signedIn.status).toBe(201);
  });

  test("is seen by who manages people only, also in the sandbox", async () => {
    await invite("seen@shop.test", "admin");
    const mails = async (key: string) =>
      JSON.stringify((await server.ask("GET", "/v1/outbox", undefined, { key })).json.items);
    await expect.poll(() => mails(server.secret), { timeout: 15_000 }).toContain("s…@shop.test");
    const operator = { kind: "secret", mode: "test", name: "o", role: "operator", person: "o" };
    const { key } = (await server.ask("POST", "/v1/keys", operator)).json;
    expect(await mails(key)).not.toContain("/console/join#");
    const listed = (await server.ask("GET", "/v1/users", undefined, { key })).json.items;
    expect(listed[0]).toMatchObject({ id: "lin.wei", name: "Lin Wei", email: null });
  });

  test("ends after three days, and when it is taken back", async () => {
    const late = await invite("late@shop.test");
    const back = await invite("back@shop.test");
    expect((await server.ask("DELETE", `/v1/users/invitations/${back.id}`)).status).toBe(200);
    expect((await server.ask("DELETE", `/v1/users/invitations/${back.id}`)).status).toBe(404);
    const accept = (made: { link: string }) =>
      post("/v1/invitations/accept", { token: tokenOf(made), name: "X", password: TEST_PASSWORD });
    expect((await accept(back)).json.code).toBe("link_invalid");
    nowMs += 3 * DAY;
    expect((await accept(late)).json.code).toBe("link_invalid");
    expect((await server.ask("GET", "/v1/users/invitations")).json.items).toEqual([]);
  });

  test("to another merchant is accepted by whoever they are already, with their own password", async () => {
    await server.addMerchant("branch", newKey());
    const key = newKey();
    await server.addMerchant("other", key);
    const asked = { email: "lin.wei@shop.test", role: "approver" };
    const made = (await server.ask("POST", "/v1/users/invitations", asked, { key })).json;
    const token = tokenOf(made);
    expect((await post("/v1/invitations/show", { token })).json.person).toBe("known");
    const wrong = await post("/v1/invitations/accept", { token, password: "not the right password" });
    expect(wrong.json.code).toBe("password_wrong");
    const joined = await post("/v1/invitations/accept", { token, password: TEST_PASSWORD });
    expect(joined.json.user.id).toBe("lin.wei");
    expect(joined.json.merchants.map(({ id }: { id: string }) => id)).toEqual(["other", "shop"]);
    const again = await server.ask("POST", "/v1/users/invitations", asked, { key });
    expect([again.status, again.json.code]).toEqual([409, "already_member"]);
  });

  test("gives everybody an id of their own", async () => {
    const ids: string[] = [];
    for (const email of ["lin.wei@two.test", "+@two.test", "系统@two.test", "system@two.test"]) {
      const accept = { token: tokenOf(await invite(email)), name: "x", password: TEST_PASSWORD };
      ids.push((await post("/v1/invitations/accept", accept)).json.user.id);
    }
    expect(ids).toEqual(["lin.wei-2", "user", "user-2", "user-system"]);
  });
});

describe("a role", () => {
  test("changes at once, for sessions that are open too", async () => {
    const { ask } = await signInAs(server, await addPerson(server, "ann", "viewer"));
    const draft = () => ask("POST", "/v1/adjustments", {}).then(({ json }) => json.code);
    expect(await draft()).toBe("forbidden");
    const changed = await server.ask("PATCH", "/v1/users/ann", { role: "operator" });
    expect(changed.json).toMatchObject({ id: "ann", role: "operator" });
    expect(await draft()).toBe("invalid_request");
    expect(await audited("user.role")).toMatchObject({
      subject: "ann",
      before: { role: "viewer" },
      after: { role: "operator" },
    });
  });

  test("of the last admin stays, however many try at once", async () => {
    await addPerson(server, "bob", "admin");
    const answers = await Promise.all([
      server.ask("PATCH", "/v1/users/su", { role: "viewer" }),
      server.ask("DELETE", "/v1/users/bob"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await people()).filter(({ role }) => role === "admin")).toHaveLength(1);
  });
});

describe("somebody removed", () => {
  test("is signed out, erased, and never given their id again", async () => {
    const credentials = await addPerson(server, "cal", "support");
    const { ask } = await signInAs(server, credentials);
    expect((await server.ask("DELETE", "/v1/users/cal")).status).toBe(200);
    expect((await ask("GET", "/v1/session")).status).toBe(401);
    expect(await server.dump()).not.toContain(credentials.email);
    expect((await signInAs(server, credentials)).signedIn.json.code).toBe("sign_in_failed");
    const again = { token: tokenOf(await invite(credentials.email)), name: "Cal", password: TEST_PASSWORD };
    expect((await post("/v1/invitations/accept", again)).json.user.id).toBe("cal-2");
  });

  test("here stays at the other merchant, and keeps signing in there", async () => {
    const credentials = await addPerson(server, "dee", "support");
    await letIn(server, "dee", "branch", "finance");
    const { ask } = await signInAs(server, credentials);
    await ask("PUT", "/v1/session/merchant", { merchant: "branch" });
    await server.ask("DELETE", "/v1/users/dee");
    expect((await ask("GET", "/v1/session")).json).toMatchObject({
      merchant: { id: "branch" },
      merchants: [{ id: "branch" }],
    });
  });

  test("of another merchant is unknown here", async () => {
    const key = newKey();
    await server.addMerchant("third", key);
    for (const [method, body] of [
      ["PATCH", { role: "viewer" }],
      ["DELETE", undefined],
    ] as const) {
      const [foreign, unknown] = await Promise.all(
        ["lin.wei", "nobody"].map((id) => server.ask(method, `/v1/users/${id}`, body, { key })),
      );
      const plain = (answer = foreign) => ({ ...answer?.json, request_id: "" });
      expect(foreign!.status).toBe(404);
      expect(plain(foreign)).toEqual(plain(unknown));
    }
  });
});

describe("one's sessions", () => {
  test("are seen with where they are, and ended from another one", async () => {
    const credentials = await addPerson(server, "eli", "viewer");
    const [here, there] = [await signInAs(server, credentials), await signInAs(server, credentials)];
    const { items } = (await here.ask("GET", "/v1/session/all")).json;
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ merchant: "shop", address: "127.0.0.0", user_agent: "node" });
    const other = items.find(({ current }: { current: boolean }) => !current).id;
    expect((await here.ask("DELETE", `/v1/sessions/${other}`)).status).toBe(200);
    expect((await there.ask("GET", "/v1/session")).status).toBe(401);
    expect((await here.ask("GET", "/v1/session/all")).json.items).toHaveLength(1);
  });

  test("of somebody else are unknown", async () => {
    const [fay, gil] = [
      await signInAs(server, await addPerson(server, "fay", "admin")),
      await signInAs(server, await addPerson(server, "gil", "viewer")),
    ];
    const [{ id }] = (await gil.ask("GET", "/v1/session/all")).json.items;
    expect((await fay.ask("DELETE", `/v1/sessions/${id}`)).json.code).toBe("not_found");
    expect((await gil.ask("GET", "/v1/session")).status).toBe(200);
  });
});

describe("names", () => {
  const names = async () => (await server.ask("GET", "/v1/users/names")).json.items as object[];

  test("are people's own, and a key's label where it acts for nobody who signs in", async () => {
    await addPerson(server, "ni-luo", "viewer");
    const label = { kind: "secret", mode: "test", role: "operator" } as const;
    for (const [name, person] of [
      ["Nightly import", "robot"],
      ["Luo's laptop", "ni-luo"],
    ]) {
      expect((await server.ask("POST", "/v1/keys", { ...label, name, person })).status).toBe(201);
    }
    const found = await names();
    expect(found).toContainEqual({ id: "robot", kind: "key", name: "Nightly import" });
    expect(found).toContainEqual({ id: "ni-luo", kind: "person", name: "ni-luo" });
    expect(JSON.stringify(found)).not.toContain("@");
    expect(new Set(found.map((each) => (each as { id: string }).id)).size).toBe(found.length);
  });

  test("leave whoever has left out, and tell a store's own key nothing", async () => {
    await addPerson(server, "mo-gone", "viewer");
    expect(await names()).toContainEqual(expect.objectContaining({ id: "mo-gone" }));
    expect((await server.ask("DELETE", "/v1/users/mo-gone")).status).toBe(200);
    expect(await names()).not.toContainEqual(expect.objectContaining({ id: "mo-gone" }));
    const shop = { kind: "secret", mode: "test", name: "shop" };
    const { key } = (await server.ask("POST", "/v1/keys", shop)).json;
    expect((await server.ask("GET", "/v1/users/names", undefined, { key })).json.code).toBe("forbidden");
  });
});
