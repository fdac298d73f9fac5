import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { ROUTES, type Route } from "@fenqi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mayDo, ROLE_PERMISSIONS, type Role } from "../engine/permissions.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const roles = Object.keys(ROLE_PERMISSIONS) as Role[];
const routes = Object.entries<Route>(ROUTES).filter(([, { needs }]) => needs !== undefined);
const keys = new Map<Role, string>();
let server: TestServer;

beforeAll(async () => {
  server = await testServer(await anyPlace());
  for (const role of roles) {
    const body = { kind: "secret", mode: "test", name: role, role, person: `a-${role}` };
    keys.set(role, (await server.ask("POST", "/v1/keys", body)).json.key);
  }
}, START_MS);
afterAll(() => server.close());

test.each(roles.flatMap((role) => routes.map(([id, route]) => [role, id, route] as const)))(
  "%s asks %s",
  async (role, id, { method, path, needs }) => {
    const body = method === "GET" || method === "DELETE" ? undefined : { nonsense: true };
    const headers = { "idempotency-key": randomUUID() };
    // A stream that stands for minutes is asked to end at once.
    const query = id === "liveUpdates" ? "?seconds=0" : "";
    const answer = await server.ask(method, path.replace(":id", "none") + query, body, {
      key: keys.get(role)!,
      headers,
    });
    if (mayDo(role, needs!)) expect(answer.json?.code).not.toBe("forbidden");
    else {
      expect([answer.status, answer.json.code]).toEqual([403, "forbidden"]);
      expect(answer.json.detail).toContain(needs);
    }
  },
);

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
