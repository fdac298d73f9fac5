import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Faults, isSigned, requestContent, type SandboxPartner, sign, startSandboxPartner } from "./index.ts";

const SECRET = "s";
let heard: { readonly id: string; readonly signed: boolean; readonly type: string; readonly state: string }[] = [];
let sandbox: SandboxPartner;
const receiver = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const { type, data } = JSON.parse(body);
  const signed = isSigned(SECRET, request.headers, Date.now(), body);
  heard.push({ id: String(request.headers["webhook-id"]), signed, type, state: data.state });
  response.end();
});

beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve)));
beforeEach(async () => {
  heard = [];
  const callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  sandbox = await startSandboxPartner({ port: 0, secret: SECRET, callbackUrl });
});
afterEach(() => sandbox.close());
afterAll(() => void receiver.close());

async function ask(method: string, address: string, body?: { readonly request?: string; readonly reference?: string }) {
  const path = `/partners/sandbox/${address}`;
  const text = body ? JSON.stringify(body) : "";
  const key = body?.request ?? body?.reference;
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      ...sign(SECRET, "m1", Date.now(), requestContent(method, path, text)),
      ...(key ? { "idempotency-key": key } : {}),
    },
    ...(text ? { body: text } : {}),
  });
  const answer = await response.text();
  return { status: response.status, text: answer, json: answer.startsWith("{") ? JSON.parse(answer) : undefined };
}
const authorise = (reference: string) =>
  ask("POST", "authorisations", {
    reference,
    ...{ method: "card_instalments", count: 12, amount: 599_900, currency: "CNY" },
  });
const move = (reference: string, kind: string, request: string, amount: number) =>
  ask("POST", `authorisations/${reference}/${kind}`, { request, ...{ amount, currency: "CNY" } });
const faults = (switched: Faults) => sandbox.faults.set(undefined, undefined, switched);

test("takes once, gives back no more than was taken, and lets go only of what was not taken", async () => {
  await authorise("r1");
  const statuses = [];
  for (const [kind, request, amount] of [
    ["refunds", "early", 1],
    ["captures", "big", 599_901],
    ["captures", "c1", 500_000],
    ["captures", "c1", 500_000],
    ["captures", "c1", 1],
    ["captures", "c2", 1],
    ["cancellations", "x1", 599_900],
    ["refunds", "b1", 300_000],
    ["refunds", "b2", 200_001],
    ["refunds", "b3", 200_000],
  ] as const) {
    statuses.push((await move("r1", kind, request, amount)).status);
  }
  expect(statuses).toEqual([409, 409, 201, 200, 422, 409, 409, 201, 409, 201]);
  expect((await ask("GET", "authorisations/r1/refunds/b1")).json).toMatchObject({ amount: 300_000, state: "done" });
  expect((await ask("GET", "authorisations/r1/refunds/b9")).json).toEqual({ error: "movement_unknown" });
  expect((await move("r9", "captures", "c1", 1)).json).toEqual({ error: "reference_unknown" });
});

test("each movement is called back, signed", async () => {
  await authorise("r1");
  await move("r1", "captures", "c1", 599_900);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard.map(({ type, state, signed }) => [type, state, signed])).toEqual([
    ["authorisation.updated", "approved", true],
    ["capture.updated", "done", true],
  ]);
});

test("pending until the callback, which comes late", async () => {
  faults({ pending: true, callback_late_ms: 150 });
  expect((await authorise("r1")).json.state).toBe("pending");
  expect((await authorise("r1")).json.state).toBe("pending");
  expect(heard).toEqual([]);
  await expect.poll(() => heard.map(({ state }) => state)).toEqual(["approved"]);
  expect((await ask("GET", "authorisations/r1")).json.state).toBe("approved");
});

test("callbacks are lost, doubled, forged, and overtake each other", async () => {
  faults({ callback_lost: true });
  await authorise("lost");
  faults({ callback_out_of_order: true });
  await authorise("r1");
  faults({ callback_duplicate: true });
  await move("r1", "captures", "c1", 599_900);
  await expect.poll(() => heard.length).toBe(3);
  expect(heard.map(({ type }) => type)).toEqual(["capture.updated", "capture.updated", "authorisation.updated"]);
  expect(heard[0]!.id).toBe(heard[1]!.id);
  faults({ callback_forged: true });
  await authorise("r2");
  await expect.poll(() => heard.length).toBe(4);
  expect(heard.map(({ signed }) => signed)).toEqual([true, true, true, false]);
});

test("the settlement file tells every movement, with differences on demand", async () => {
  for (const reference of ["r1", "r2", "r3"]) {
    await authorise(reference);
    await move(reference, "captures", "c1", 100_000);
  }
  await move("r1", "refunds", "b1", 40_000);
  const rows = async (query = "") =>
    (await ask("GET", `settlement${query}`)).text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").slice(0, 6).join());
  const right = ["r1,c1,capture,100000,600,CNY", "r1,b1,refund,-40000,0,CNY", "r2,c1,capture,100000,600,CNY"];
  expect(await rows()).toEqual([...right, "r3,c1,capture,100000,600,CNY"]);
  expect(await rows("?differences=missing,amount,duplicate,fee")).toEqual([
    "r1,b1,refund,-39999,0,CNY",
    right[2],
    right[2],
    "r3,c1,capture,100000,601,CNY",
  ]);
  expect(await rows("?differences=currency,unknown")).toEqual([
    "r1,c1,capture,100000,600,EUR",
    right[1],
    "nobody_knows,,refund,-40000,0,CNY",
    right[2],
    "r3,c1,capture,100000,600,CNY",
  ]);
  expect((await ask("GET", "settlement?differences=all")).status).toBe(400);
});
