import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { requestContent, type SandboxPartner, sign, startSandboxPartner } from "./index.ts";
import { seededRandom } from "./random.ts";
import { isSigned } from "./signature.ts";

const SECRET = "whsec_c2VjcmV0LWZvci10ZXN0cy1vbmx5LTEyMzQ=";
const calls: { headers: Record<string, unknown>; body: string }[] = [];
let sandbox: SandboxPartner;
const receiver = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  calls.push({ headers: request.headers, body });
  response.end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  sandbox = await startSandboxPartner({ port: 0, secret: SECRET, callbackUrl: `http://127.0.0.1:${port}/` });
});
afterEach(() => sandbox.faults.clear());
afterAll(async () => {
  await sandbox.close();
  receiver.close();
});

const ASKED = { reference: "r1", method: "card_instalments", count: 12, amount: 599_900, currency: "CNY" };

async function ask(
  method: string,
  path: string,
  body?: unknown,
  { key, secret = SECRET }: { key?: string; secret?: string } = {},
) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      ...sign(secret, "m1", Date.now(), requestContent(method, path, text)),
      ...(key ? { "idempotency-key": key } : {}),
    },
    ...(text ? { body: text } : {}),
    signal: AbortSignal.timeout(1_000),
  });
  return { status: response.status, json: await response.json() };
}
const faults = (body: object) => fetch(`${sandbox.url}/faults`, { method: "POST", body: JSON.stringify(body) });
const preCheck = () => ask("POST", "/partners/sandbox/pre-checks", ASKED);

test("describes its terms for one method", async () => {
  const { json } = await ask("GET", "/partners/sandbox/terms?method=card_instalments");
  expect(json.products.map((p: { count: number; rate_ppm: number }) => [p.count, p.rate_ppm])).toEqual([
    [3, 0],
    [6, 100_000],
    [12, 120_000],
  ]);
  expect((await ask("GET", "/partners/nobody/terms?method=card")).status).toBe(404);
});

test("unsigned, forged and altered requests are refused", async () => {
  expect((await fetch(`${sandbox.url}/partners/sandbox/terms?method=card`)).status).toBe(401);
  expect((await ask("POST", "/partners/sandbox/pre-checks", ASKED, { secret: "other" })).status).toBe(401);
  const content = requestContent("POST", "/a", "{}");
  const headers = { ...sign(SECRET, "m", 1_000_000, content) };
  expect(isSigned(SECRET, headers, 1_000_000, content)).toBe(true);
  expect(isSigned(SECRET, headers, 1_000_000, `${content} `)).toBe(false);
  expect(isSigned(SECRET, headers, 1_000_000 + 301_000, content)).toBe(false);
});

test("the limits decide, and one key authorises once", async () => {
  expect((await preCheck()).json.state).toBe("approved");
  expect((await ask("POST", "/partners/sandbox/pre-checks", { ...ASKED, amount: 9 })).json.state).toBe("declined");
  const first = await ask("POST", "/partners/sandbox/authorisations", ASKED, { key: "k1" });
  const again = await ask("POST", "/partners/sandbox/authorisations", ASKED, { key: "k1" });
  const other = await ask("POST", "/partners/sandbox/authorisations", { ...ASKED, amount: 1 }, { key: "k1" });
  expect([first.status, again.status, other.status]).toEqual([201, 200, 422]);
  expect(again.json).toEqual(first.json);
  expect((await ask("GET", "/partners/sandbox/authorisations/r1")).json).toEqual(first.json);
  expect((await ask("GET", "/partners/sandbox/authorisations/r2")).status).toBe(404);
});

test("an authorisation is called back, signed as Standard Webhooks", async () => {
  calls.length = 0;
  await ask("POST", "/partners/sandbox/authorisations", { ...ASKED, reference: "r9" }, { key: "k9" });
  await expect.poll(() => calls.length).toBe(1);
  const [call] = calls;
  expect(isSigned(SECRET, call!.headers as Record<string, string>, Date.now(), call!.body)).toBe(true);
  expect(JSON.parse(call!.body)).toMatchObject({
    type: "authorisation.updated",
    data: { reference: "r9", state: "approved" },
  });
});

test.each([
  [{ status: 500 }, async () => expect((await preCheck()).status).toBe(500)],
  [{ garbage: true }, () => expect(preCheck()).rejects.toThrow(/JSON/)],
  [{ wrong_schema: true }, async () => expect((await preCheck()).json.state).toBeUndefined()],
  [{ reset: true }, () => expect(preCheck()).rejects.toThrow()],
  [{ timeout: true }, () => expect(preCheck()).rejects.toThrow(/timeout/)],
  [{ drip: true }, () => expect(preCheck()).rejects.toThrow(/timeout/)],
  [{ latency_ms: 2_000 }, () => expect(preCheck()).rejects.toThrow(/timeout/)],
  [{ wrong_amount: true }, async () => expect((await preCheck()).json.amount).toBe(599_901)],
  [{ wrong_currency: true }, async () => expect((await preCheck()).json.currency).toBe("EUR")],
  [{ decline: true }, async () => expect((await preCheck()).json.state).toBe("declined")],
])("fault %j", async (switched, seen) => {
  expect((await faults({ partner: "sandbox", ...switched })).status).toBe(200);
  await seen();
  await fetch(`${sandbox.url}/faults`, { method: "DELETE" });
  expect((await preCheck()).json.state).toBe("approved");
});

test("drifted terms are dearer, and for half the amount", async () => {
  await faults({ drifted_terms: true });
  const { json } = await ask("GET", "/partners/sandbox/terms?method=card_instalments");
  expect(json.products.at(-1)).toMatchObject({ rate_ppm: 132_000, max: 2_500_000 });
});

test("an error rate fails the same calls for the same seed", async () => {
  const series = async () => {
    await faults({ error_rate: 0.5, seed: 7 });
    const statuses = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await preCheck()).status);
    return statuses;
  };
  const [first, second] = [await series(), await series()];
  expect(second).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 503]));
  expect(seededRandom(1)()).not.toBe(seededRandom(2)());
});

test("faults touch only whom they name, and wrong ones are refused", async () => {
  await faults({ partner: "sandbox", method: "wallet_instalments", status: 500 });
  expect((await preCheck()).status).toBe(200);
  expect((await faults({ latency: 5 })).status).toBe(400);
  expect((await faults({ status: 200 })).status).toBe(400);
});
