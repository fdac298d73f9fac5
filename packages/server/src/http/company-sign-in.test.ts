import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const CLIENT = { client_id: "fenqi", client_secret: "a-secret-of-the-company-and-us" };
/** Who signs in next at the company. */
let person = { sub: "p-1", email: "Wei@Company.Test", email_verified: true, name: "Wei 魏", groups: ["ops"] };
let company: Server;
let server: TestServer;

const listen = (http: Server, port = 0) =>
  new Promise<number>((resolve) => http.listen(port, "127.0.0.1", () => resolve((http.address() as AddressInfo).port)));

beforeAll(async () => {
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  company = createServer();
  const issuer = `http://127.0.0.1:${await listen(company)}`;
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`http://127.0.0.1:${port}/v1/session/oidc/callback`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: async () => ({ ...person }) }),
  });
  const answer = provider.callback();
  company.on("request", async (request, reply) => {
    if (!request.url!.startsWith("/interaction/")) return answer(request, reply);
    const { params } = await provider.interactionDetails(request, reply);
    const grant = new provider.Grant({ accountId: person.sub, clientId: params.client_id as string });
    grant.addOIDCScope("openid email profile");
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, reply, { login: { accountId: person.sub }, consent });
  });
  server = await testServer(await anyPlace(), {
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    oidc: {
      issuer,
      clientId: CLIENT.client_id,
      clientSecret: CLIENT.client_secret,
      groupsClaim: "groups",
      roles: { admins: "admin", ops: "operator", staff: "viewer" },
    },
    limits: { wrongKeys: { perSecond: 1_000, burst: 1_000 } },
  });
}, START_MS);
afterAll(async () => {
  await server.close();
  company.closeAllConnections();
  await new Promise((resolve) => company.close(resolve));
});

/** A browser that keeps cookies per server and goes where it is sent. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  const visit = async (address: string) => {
    const { origin } = new URL(address);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, { redirect: "manual", headers: cookie ? { cookie } : {} });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === "") jar.delete(name!);
      else jar.set(name!, value!);
    }
    const to = answer.headers.get("location");
    return { answer, to: to ? new URL(to, address).href : undefined };
  };
  return {
    visit,
    /** Goes to the company, and is sent back: the address of the way back, not visited yet. */
    async away(): Promise<string> {
      let { to } = await visit(`${server.url}/v1/session/oidc/start`);
      while (to && !to.includes("/v1/session/oidc/callback")) ({ to } = await visit(to));
      return to!;
    },
    session: async () => {
      const cookie = `fenqi_session=${jars.get(server.url)?.get("fenqi_session")}`;
      return (await server.ask("GET", "/v1/session", undefined, { key: null, headers: { cookie } })).json;
    },
  };
}

const outcome = async ({ answer }: { readonly answer: Response }) => [answer.status, (await answer.json()).code];
const REFUSED = [403, "company_refused"];

test("goes to the company with state, nonce and a challenge, and comes back signed in", async () => {
  const { visit, away, session } = browser();
  const { to } = await visit(`${server.url}/v1/session/oidc/start`);
  const asked = new URL(to!).searchParams;
  expect(asked.get("code_challenge_method")).toBe("S256");
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)!.length).toBeGreaterThan(30);
  const { answer } = await visit(await away());
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("url=/console")]);
  expect(await session()).toMatchObject({
    user: { id: "wei", email: "wei@company.test", name: "Wei 魏" },
    role: "operator",
    merchant: { id: "shop" },
  });
});

test("is the same person again, in the role of the groups of now", async () => {
  person = { ...person, groups: ["staff", "admins"] };
  const again = browser();
  await again.visit(await again.away());
  expect(await again.session()).toMatchObject({ user: { id: "wei" }, role: "admin" });
  expect((await server.ask("GET", "/v1/users")).json.items).toHaveLength(1);
});

test("an answer is taken once, by the browser that asked, with its own state", async () => {
  const [one, other] = [browser(), browser()];
  const back = await one.away();
  await other.away();
  expect(await outcome(await other.visit(back))).toEqual(REFUSED);
  expect(await outcome(await browser().visit(back))).toEqual(REFUSED);
  const forged = new URL(back);
  forged.searchParams.set("state", "another");
  expect(await outcome(await one.visit(forged.href))).toEqual(REFUSED);
  expect((await one.visit(back)).answer.status).toBe(200);
  expect(await outcome(await one.visit(back))).toEqual(REFUSED);
});

test("nobody without a group that has a role, or a verified address, comes in", async () => {
  const strangers = [
    { ...person, sub: "p-2", email: "two@company.test", groups: ["guests"] },
    { ...person, sub: "p-3", email: "three@company.test", email_verified: false },
  ];
  for (const stranger of strangers) {
    person = stranger;
    const { visit, away } = browser();
    expect(await outcome(await visit(await away()))).toEqual(REFUSED);
  }
});
