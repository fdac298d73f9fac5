import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeAt, fromBase32 } from "../adapters/passwords/one-time-codes.ts";
import { addPerson, OWN_PAGE, signInAs, TEST_PASSWORD } from "../testing/people.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;
let nowMs = Date.parse("2026-11-25T09:00:00Z");

beforeAll(async () => {
  server = await testServer(await anyPlace(), { now: () => nowMs, trustProxy: true });
}, START_MS);
afterAll(() => server.close());

/** Tries to sign in from an address. */
async function attempt(email: string, password: string, ip = "203.0.113.7", code?: string) {
  const body = { email, password, ...(code === undefined ? {} : { code }) };
  const headers = { ...OWN_PAGE, "x-forwarded-for": ip };
  const { status, json, headers: answered } = await server.ask("POST", "/v1/session", body, { key: null, headers });
  return { status, code: json.code as string | undefined, waitS: Number(answered.get("retry-after")), answered };
}

const WRONG = "wrong horse battery staple";

describe("wrong passwords", () => {
  test("slow down after five, twice as long each time, and a right one starts afresh", async () => {
    const { email } = await addPerson(server, "ann", "viewer");
    for (let i = 0; i < 5; i++) expect((await attempt(email, WRONG)).code).toBe("sign_in_failed");
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      const slowed = await attempt(email, TEST_PASSWORD);
      expect([slowed.status, slowed.code]).toEqual([429, "sign_in_slowed"]);
      waits.push(slowed.waitS);
      nowMs += slowed.waitS * 1000;
      expect((await attempt(email, WRONG)).code).toBe("sign_in_failed");
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    nowMs += 16_000;
    expect((await attempt(email, TEST_PASSWORD)).status).toBe(201);
    for (let i = 0; i < 5; i++) expect((await attempt(email, WRONG)).code).toBe("sign_in_failed");
  });

  test("at one address shut nobody else out, nor the person at their own place", async () => {
    const { email } = await addPerson(server, "bea", "viewer");
    const other = await addPerson(server, "cat", "viewer");
    expect((await attempt(email, TEST_PASSWORD, "198.51.100.4")).status).toBe(201);
    let tried = 0;
    for (let network = 0; network < 30; network++) {
      for (let i = 0; i < 5; i++) {
        const { code } = await attempt(email, WRONG, `192.0.${network}.1`);
        if (code === "sign_in_failed") tried++;
      }
    }
    expect(tried).toBe(100);
    expect(await attempt(email, TEST_PASSWORD, "192.0.99.1")).toMatchObject({ code: "sign_in_slowed", waitS: 86_400 });
    expect((await attempt(email, TEST_PASSWORD, "198.51.100.200")).status).toBe(201);
    expect((await attempt(other.email, TEST_PASSWORD, "192.0.3.1")).status).toBe(201);
  });

  test("from one address at many people wait for an hour; at what belongs to nobody too", async () => {
    let tried = 0;
    for (let i = 0; i < 110; i++) {
      if ((await attempt(`nobody-${i}@shop.test`, WRONG, "192.0.2.99")).code === "sign_in_failed") tried++;
    }
    expect(tried).toBe(100);
    expect(await attempt("somebody@shop.test", WRONG, "192.0.2.99")).toMatchObject({ status: 429, waitS: 3_600 });
    nowMs += 3_600_000;
    expect((await attempt("somebody@shop.test", WRONG, "192.0.2.99")).code).toBe("sign_in_failed");
  });

  test("slow down alike for an address that is nobody's", async () => {
    const { email } = await addPerson(server, "dan", "viewer");
    const answers = async (address: string) => {
      const said = [];
      for (let i = 0; i < 7; i++) said.push(await attempt(address, WRONG, "203.0.113.80"));
      return said.map(({ answered: _, ...rest }) => rest);
    };
    expect(await answers("nobody@shop.test")).toEqual(await answers(email));
  });

  test("are counted also when they come at once", async () => {
    const { email } = await addPerson(server, "eve", "viewer");
    const all = await Promise.all(Array.from({ length: 40 }, () => attempt(email, WRONG, "203.0.113.90")));
    expect(all.filter(({ code }) => code === "sign_in_failed").length).toBe(5);
  });
});

describe("a second factor", () => {
  async function withFactor(id: string) {
    const credentials = await addPerson(server, id, "operator");
    const person = await signInAs(server, credentials);
    const begun = await person.ask("POST", "/v1/session/second-factor", { password: TEST_PASSWORD });
    const secret = fromBase32(begun.json.secret);
    const code = () => codeAt(secret, Math.floor(nowMs / 30_000));
    const confirmed = await person.ask("POST", "/v1/session/second-factor/confirm", { code: code() });
    return { ...person, ...credentials, begun, confirmed, code };
  }

  test("is asked for once it was confirmed, and a code is taken once", async () => {
    const { email, begun, confirmed, code, ask } = await withFactor("fay");
    expect(begun.json.uri).toContain(`otpauth://totp/Fenqi%3Afay%40shop.test?secret=${begun.json.secret}&issuer=Fenqi`);
    expect(confirmed.json.recovery_codes).toHaveLength(10);
    expect((await ask("GET", "/v1/session")).json.second_factor).toBe(true);
    expect(await attempt(email, TEST_PASSWORD)).toMatchObject({ status: 401, code: "second_factor_needed" });
    expect((await attempt(email, WRONG)).code).toBe("sign_in_failed");
    // The code that confirmed it was taken then.
    expect((await attempt(email, TEST_PASSWORD, undefined, code())).code).toBe("second_factor_wrong");
    nowMs += 30_000;
    const next = code();
    expect((await attempt(email, TEST_PASSWORD, undefined, next)).status).toBe(201);
    expect((await attempt(email, TEST_PASSWORD, undefined, next)).code).toBe("second_factor_wrong");
    expect(await server.dump()).not.toContain(begun.json.secret);
  });

  test("gives its codes in the order of time: one of before is not taken after", async () => {
    const { email, code } = await withFactor("gus");
    const before = code();
    nowMs += 30_000;
    expect((await attempt(email, TEST_PASSWORD, undefined, code())).status).toBe(201);
    expect((await attempt(email, TEST_PASSWORD, undefined, before)).code).toBe("second_factor_wrong");
  });

  test("is recovered from its loss, each code once, written as one likes", async () => {
    const { email, confirmed } = await withFactor("hal");
    const [first, second] = confirmed.json.recovery_codes;
    expect((await attempt(email, TEST_PASSWORD, undefined, first)).status).toBe(201);
    expect((await attempt(email, TEST_PASSWORD, undefined, first)).code).toBe("second_factor_wrong");
    expect((await attempt(email, TEST_PASSWORD, undefined, second.toLowerCase().replaceAll("-", " "))).status).toBe(
      201,
    );
    expect(await server.dump()).not.toContain(second);
  });

  test("cannot be guessed: wrong codes slow down like wrong passwords", async () => {
    const { email } = await withFactor("ivy");
    for (let i = 0; i < 5; i++)
      expect((await attempt(email, TEST_PASSWORD, undefined, "000000")).code).toBe("second_factor_wrong");
    expect((await attempt(email, TEST_PASSWORD, undefined, "000000")).status).toBe(429);
  });

  test("lets a shorter password stand, and stays as long as that is so", async () => {
    const { ask, code } = await withFactor("jon");
    expect(
      (await ask("PUT", "/v1/session/password", { password: TEST_PASSWORD, new_password: "short one" })).status,
    ).toBe(200);
    nowMs += 30_000;
    const removal = { password: "short one", code: code() };
    expect((await ask("POST", "/v1/session/second-factor/remove", removal)).json.code).toBe("second_factor_kept");
    await ask("PUT", "/v1/session/password", { password: "short one", new_password: TEST_PASSWORD });
    const removed = await ask("POST", "/v1/session/second-factor/remove", { ...removal, password: TEST_PASSWORD });
    expect(removed.json).toEqual({ second_factor: false });
  });
});

describe("another password", () => {
  test("ends one's other sessions, and takes the place of the old one", async () => {
    const credentials = await addPerson(server, "kim", "viewer");
    const [here, there] = [await signInAs(server, credentials), await signInAs(server, credentials)];
    const next = "the river runs uphill today";
    const changed = await here.ask("PUT", "/v1/session/password", { password: TEST_PASSWORD, new_password: next });
    expect([changed.status, changed.json]).toEqual([200, { sessions_ended: 1 }]);
    expect((await there.ask("GET", "/v1/session")).status).toBe(401);
    expect((await here.ask("GET", "/v1/session")).status).toBe(200);
    expect((await attempt(credentials.email, TEST_PASSWORD)).code).toBe("sign_in_failed");
    expect((await attempt(credentials.email, next)).status).toBe(201);
  });

  test("needs the old one, which cannot be tried without end, and must be a good one", async () => {
    const { ask } = await signInAs(server, await addPerson(server, "lea", "viewer"));
    const change = async (password: string, new_password: string) =>
      (await ask("PUT", "/v1/session/password", { password, new_password })).json;
    expect((await change(TEST_PASSWORD, "too short")).errors).toEqual([
      { pointer: "/new_password", code: "too_short", detail: "needs 15 characters or more" },
    ]);
    for (let i = 0; i < 5; i++) expect((await change(WRONG, TEST_PASSWORD)).code).toBe("password_wrong");
    expect((await change(TEST_PASSWORD, "the river runs uphill today")).code).toBe("sign_in_slowed");
  });
});
