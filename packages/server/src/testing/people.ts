import { hash } from "@node-rs/argon2";
import type { UserRole } from "../engine/ports.ts";
import type { Answered, TestServer } from "./test-server.ts";

export const TEST_PASSWORD = "correct horse battery staple";

/** Cheap on purpose: what it costs to check is not what these tests are about. */
const COSTS = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };

/** Puts somebody into the database who can sign in, as if they had accepted an invitation. */
export async function addPerson(
  { store, merchant }: Pick<TestServer, "store" | "merchant">,
  id: string,
  role: UserRole,
  password = TEST_PASSWORD,
): Promise<{ readonly email: string; readonly password: string }> {
  const email = `${id}@shop.test`;
  const made = { created_at: new Date().toISOString(), created_by: "test" };
  const password_hash = await hash(password, COSTS);
  await store.db
    .insertInto("app_user")
    .values({ merchant_id: merchant, id, email, name: id, password_hash, password_long: true, ...made })
    .execute();
  await letIn({ store, merchant }, id, merchant, role);
  return { email, password };
}

/** Makes somebody a member of another merchant as well. */
export async function letIn(
  { store, merchant }: Pick<TestServer, "store" | "merchant">,
  id: string,
  at: string,
  role: UserRole,
): Promise<void> {
  const made = { created_at: new Date().toISOString(), created_by: "test" };
  const member = { merchant_id: at, user_id: id, user_home: merchant, role, ...made };
  await store.db.insertInto("membership").values(member).execute();
}

/** What a browser adds to a request of the server's own page. */
export const OWN_PAGE = { "sec-fetch-site": "same-origin" };

export interface Person {
  readonly cookie: string;
  readonly signedIn: Answered;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
}

/** Signs somebody in as a browser does, and asks with the cookie from then on. */
export async function signInAs(
  { ask }: Pick<TestServer, "ask">,
  credentials: { readonly email: string; readonly password: string },
): Promise<Person> {
  const signedIn = await ask("POST", "/v1/session", credentials, { key: null, headers: OWN_PAGE });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  return {
    cookie,
    signedIn,
    ask: (method, path, body, headers = {}) =>
      ask(method, path, body, { key: null, headers: { ...OWN_PAGE, cookie, ...headers } }),
  };
}
