import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { EXAMPLES, ROUTES, type Route, type RouteId } from "@fenqi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holds, ROLE_PERMISSIONS, type Role } from "../engine/permissions.ts";
import type { UserRole } from "../engine/ports.ts";
import { oneOfEach, type RealIds } from "../testing/one-of-each.ts";
import { addPerson, OWN_PAGE, signInAs, TEST_PASSWORD } from "../testing/people.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type PlanServer, planCatalogue, planServer } from "../testing/plan-fixture.ts";
import { plantedIn } from "../testing/planted-fields.ts";
import { type Answered, newKey } from "../testing/test-server.ts";

const roles = Object.keys(ROLE_PERMISSIONS) as Role[];
const people = roles.filter((role) => role !== "store") as UserRole[];
/** What ends a session or a record comes last. */
const isLast = ({ method, path }: Route) => Number(method === "DELETE") + Number(path === "/v1/session");
const routes = (Object.entries(ROUTES) as [RouteId, Route][]).sort(([, a], [, b]) => isLast(a) - isLast(b));

/** Somebody who asks: with which headers, and as what the table knows them. */
interface Asker {
  readonly headers: Record<string, string>;
  readonly kind: "nobody" | "publishable" | "secret" | "session";
  readonly role?: Role;
}

let server: PlanServer;
let ids: RealIds;
/** By name, at the server's merchant; and admins and others of another one. */
const askers = new Map<string, Asker>();
const foreigners = new Map<string, Asker>();

beforeAll(async () => {
  const often = { perSecond: 1e6, burst: 1e6 };
  server = await planServer(await anyPlace(), { limits: { key: often, address: often } });
  ids = await oneOfEach(server);
  const otherKey = newKey();
  await server.addMerchant("other", otherKey);
  const catalogue = { base_version: null, catalogue: planCatalogue("other") };
  await server.ask("POST", "/v1/catalogue", catalogue, { key: otherKey });
  const issue = async (body: object, key = server.secret) => {
    const draft = { kind: "secret", mode: "test", name: "n", ...body };
    return { authorization: `Bearer ${(await server.ask("POST", "/v1/keys", draft, { key })).json.key}` };
  };
  askers.set("nobody", { kind: "nobody", headers: {} });
  askers.set("a publishable key", { kind: "publishable", headers: await issue({ kind: "publishable" }) });
  for (const role of roles) {
    const body = { role, person: `a-${role}` };
    askers.set(`a key of ${role}`, { kind: "secret", role, headers: await issue(body) });
    foreigners.set(`a key of ${role}`, { kind: "secret", role, headers: await issue(body, otherKey) });
  }
  for (const role of people) {
    const { cookie } = await signInAs(server, await addPerson(server, `in-${role}`, role));
    askers.set(`${role}, signed in`, { kind: "session", role, headers: { ...OWN_PAGE, cookie } });
    const foreign = await addPerson({ ...server, merchant: "other" }, `out-${role}`, role);
    const { cookie: theirs } = await signInAs(server, foreign);
    foreigners.set(`${role}, signed in`, { kind: "session", role, headers: { ...OWN_PAGE, cookie: theirs } });
  }
}, START_MS);
afterAll(() => server.close());

/** Asks a route; `id` stands in each place of its address, or the real one where it is undefined. */
function askRoute(
  [name, route]: readonly [RouteId, Route],
  { headers }: Asker,
  id?: string,
  body?: unknown,
): Promise<Answered> {
  // A stream that stands for minutes is asked to end at once.
  const path = pathOf(route, id) + (name === "liveUpdates" ? "?seconds=0" : "");
  const once = { "idempotency-key": randomUUID(), ...headers };
  if (route.upload) {
    const [type] = route.upload;
    return server.ask(route.method, path, undefined, {
      key: null,
      headers: { "content-type": type, ...once },
      raw: "x",
    });
  }
  const sent = route.body === undefined ? undefined : (body ?? { nonsense: true });
  return server.ask(route.method, path, sent, { key: null, headers: once });
}

/** Each place of an address filled; the real id of a place is known by what stands before it. */
function pathOf({ path }: Route, id?: string): string {
  const parts = path.split(/:\w+/);
  return parts.reduce((before, part) => {
    const under = before.endsWith("/exceptions/") ? "/exceptions/" : before;
    return `${before}${id ?? ids[under]}${part}`;
  });
}

/** What the table of permissions says: the problem's code, or undefined where the gate lets in. */
function expected(route: Route, { kind, role }: Asker): string | undefined {
  if (route.access === "public") return route.sameSite && kind !== "session" ? "cross_site_refused" : undefined;
  if (route.access === "session") return kind === "session" ? undefined : "session_missing";
  if (kind === "nobody") return "key_missing";
  if (kind === "publishable") return route.access === "secret" ? "secret_key_needed" : undefined;
  return route.needs === undefined || holds({ role: role! }, route.needs) ? undefined : "forbidden";
}

const TURNED_AWAY = ["key_missing", "key_unknown", "secret_key_needed", "session_missing", "forbidden"];
const NAMES = [
  "nobody",
  "a publishable key",
  ...roles.map((role) => `a key of ${role}`),
  ...people.map((role) => `${role}, signed in`),
];

/** What is refused for another reason before the id is looked up; alike for every id. */
const BEFORE_THE_ID: { readonly [I in RouteId]?: string } = {
  // Sealed for one plan: none can be sound for a plan that is unknown.
  settlePlan: "settlement_quote_invalid",
  // Typed in by people: the field is named.
  readVoucher: "voucher_unknown",
};
/** Clocks are for keys of test mode; people who sign in outside the demo are not in it. */
const LIVE_ONLY = "test_mode_only";

/** Every row, but what jobs write beside: seals of the log, how far messages are, and that somebody asked at all. */
async function kept(): Promise<string> {
  const beside = new Set(["audit_head", "audit_seal", "user_session", "outbox", "sandbox_message"]);
  let table = "";
  const rows = (await server.dump()).split("\n").filter((line) => {
    if (/^[a-z_]+$/.test(line)) table = line;
    return !beside.has(table);
  });
  return rows.join("\n");
}

// First: nothing may change by it, and what comes after ends sessions and revokes keys.
describe("check 33: what a role may not write", () => {
  const written = routes.filter(([, { body, upload }]) => body !== undefined && upload === undefined);

  test.each(NAMES)("%s: no body takes the server's own fields, at any depth, and nothing changes", async (name) => {
    const asker = askers.get(name)!;
    const mine = written.filter(([, route]) => expected(route, asker) === undefined);
    const wrong: unknown[] = [];
    const before = await kept();
    let planted = 0;
    for (const route of mine) {
      for (const { body, pointers, forms } of plantedIn(EXAMPLES[route[0]] ?? {}, route[1].body!)) {
        const { status, json } = await askRoute(route, asker, undefined, body);
        const errors = (json?.errors ?? []) as { pointer: string; code: string }[];
        const whole = forms !== undefined && errors.some(({ pointer }) => `${pointer}/`.startsWith(`${forms}/`));
        const unknown = new Set(errors.filter(({ code }) => code === "unknown_field").map(({ pointer }) => pointer));
        const taken = whole ? [] : pointers.filter((pointer) => !unknown.has(pointer));
        planted += pointers.length;
        if (status !== 400 || taken.length > 0) wrong.push([route[0], status, taken, json?.code]);
      }
    }
    expect(wrong).toEqual([]);
    expect(planted).toBeGreaterThan(mine.length * 15);
    expect(await kept()).toBe(before);
  });
});

describe("check 34: a partner's keys", () => {
  const named = /secret|credential|private_key|api_key|password/;
  /** Fields of a body by these names, wherever they stand. */
  const secretsIn = (schema: unknown): readonly string[] =>
    typeof schema === "object" && schema !== null
      ? Object.entries(schema).flatMap(([key, part]) => [
          ...(key === "properties" ? Object.keys(part as object).filter((field) => named.test(field)) : []),
          ...secretsIn(part),
        ])
      : [];

  test("are the environment's: no body of any route has a place for them", () => {
    const found = routes.flatMap(([name, { body }]) => secretsIn(body).map((field) => `${name} ${field}`));
    // People's own passwords, and no other secret.
    expect(found.filter((each) => !/ (new_)?password$/.test(each))).toEqual([]);
    expect(found).toContain("signIn password");
    const written = routes
      .filter(([, { path, method }]) => path.includes("partners") && method !== "GET")
      .map(([name]) => name);
    expect(written.sort()).toEqual(["holdPartner", "partnerCallback"]);
  });
});

describe("check 33: who may call what", () => {
  test.each(NAMES)("%s: every route answers as the table of permissions says", async (name) => {
    const asker = askers.get(name)!;
    const wrong: unknown[] = [];
    for (const route of routes) {
      const { json } = await askRoute(route, asker, "none");
      const code = TURNED_AWAY.includes(json?.code) || json?.code === "cross_site_refused" ? json.code : undefined;
      const should = expected(route[1], asker);
      if (code !== should) wrong.push([route[0], code, "not", should]);
      if (code === "forbidden" && !json.detail.includes(route[1].needs)) wrong.push([route[0], json.detail]);
    }
    expect(wrong).toEqual([]);
  });

  /** A case's and an invitation's page are for whoever holds the link; an announcement is public. */
  const placed = routes.filter(([, { path, access }]) => path.includes(":") && access !== "public");

  /** What is answered for an id of nobody's, by route and kind of asker. */
  const unknowns = new Map<string, Answered>();

  test.each(NAMES.slice(2))(
    "%s of another merchant: an id of this one is as unknown as one of nobody's",
    async (name) => {
      const asker = foreigners.get(name)!;
      const wrong: unknown[] = [];
      for (const route of placed.filter(([, each]) => expected(each, asker) === undefined)) {
        const body = EXAMPLES[route[0]] ?? {};
        const of = `${route[0]} ${asker.kind}`;
        const unknown = unknowns.get(of) ?? (await askRoute(route, asker, "none", body));
        unknowns.set(of, unknown);
        const foreign = await askRoute(route, asker, undefined, body);
        const bytes = ({ json }: Answered) => JSON.stringify({ ...json, request_id: undefined });
        const { code } = foreign.json;
        const known = [BEFORE_THE_ID[route[0]] ?? "not_found", ...(asker.kind === "session" ? [LIVE_ONLY] : [])];
        if (
          !known.includes(code) ||
          (code === "not_found" && foreign.status !== 404) ||
          bytes(foreign) !== bytes(unknown)
        )
          wrong.push([route[0], foreign.text, unknown.text]);
      }
      expect(wrong).toEqual([]);
    },
  );

  test("the ids of this merchant are real: its own admin finds every one of them", async () => {
    const admin = askers.get("a key of admin")!;
    const { cookie } = await signInAs(server, { email: "elsewhere@shop.test", password: TEST_PASSWORD });
    const elsewhere: Asker = { kind: "session", role: "viewer", headers: { ...OWN_PAGE, cookie } };
    const missed: unknown[] = [];
    // Names another id in its body, of what nobody has asked for here.
    for (const route of placed.filter(([name]) => name !== "decideGoodwill")) {
      const asker = route[1].access === "session" ? elsewhere : admin;
      const { status, text } = await askRoute(route, asker, undefined, EXAMPLES[route[0]] ?? {});
      if (status === 404 || status >= 500) missed.push([route[0], text]);
    }
    expect(missed).toEqual([]);
  });
});

test("the guide's table is the table that is enforced", () => {
  const page = readFileSync(new URL("../../../../docs/guide/people.md", import.meta.url), "utf8");
  const [head, ...rows] = page.split("\n").filter((line) => /^\| (permission|`\w+:\w+`) /.test(line));
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [, ...columns] = cells(head!);
  expect(columns.sort()).toEqual([...roles].sort());
  const told = rows.flatMap((row) => {
    const [permission, ...marks] = cells(row);
    return cells(head!)
      .slice(1)
      .flatMap((role, at) => (marks[at] === "●" ? [`${role} ${permission!.replaceAll("`", "")}`] : []));
  });
  const held = Object.entries(ROLE_PERMISSIONS).flatMap(([role, list]) => list.map((each) => `${role} ${each}`));
  expect(told.sort()).toEqual(held.sort());
});

test("no publishable key has another role than the store's", async () => {
  const body = { kind: "publishable", mode: "test", name: "p", role: "approver" };
  const refused = await server.ask("POST", "/v1/keys", body);
  expect([refused.status, refused.json.errors[0].pointer]).toEqual([400, "/role"]);
});
