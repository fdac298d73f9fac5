import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { requestContent, type SandboxPartner, sign, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallbackVerdict, FundingAsk, MovementAsk, PartnerPort } from "../../../engine/ports.ts";
import { guard } from "../guard.ts";
import { sandbox } from "./sandbox.ts";

const product = { method: "store_instalments", count: 6, currency: "CNY" } as const;
const terms = { p: [{ ...product, min: 1, max: 10 ** 9, rate_ppm: 0, fee_ppm: null }] };
const secret = "whsec_c2VjcmV0LWZvci10ZXN0cw==";
let server: SandboxPartner;
let receiver: Server;
let port: PartnerPort;
let verdicts: CallbackVerdict[];

// Each test has its own partner and receiver, so that a callback sent late is no other test's.
beforeEach(async () => {
  verdicts = [];
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    verdicts.push(await port.verifyCallback({ headers: request.headers, body }));
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  server = await startSandboxPartner({ port: 0, secret, terms, callbackUrl });
  port = newPort();
});
afterEach(async () => {
  await server.close();
  receiver.closeAllConnections();
  receiver.close();
});

const newPort = () =>
  guard(sandbox({ url: server.url, partner: "p", secret }, Date.now), {
    ...{ merchant: "shop", partner: "p", now: Date.now, record: () => {}, opened: () => {} },
  });
const asking = (): FundingAsk => ({ reference: `plan_${randomUUID().slice(0, 8)}`, ...product, amount: 599_900 });
async function fund() {
  const funding = asking();
  const made = await port.authorise(funding, funding.reference);
  if (made.kind !== "answered") throw new Error(made.fault);
  return { funding, partnerId: made.value.partnerId };
}
const toldOf = () =>
  verdicts.map((verdict) =>
    verdict.kind === "verified" ? [verdict.callback.about, verdict.callback.state] : (verdict as { why?: string }).why,
  );

test("an answer about other money is a mismatch in every movement, and its look-up tells the truth", async () => {
  for (const fault of [{ wrong_amount: true }, { wrong_currency: true }]) {
    for (const kind of ["capture", "cancel", "refund"] as const) {
      server.faults.clear();
      const funded = await fund();
      const base = { ...funded, amount: funded.funding.amount };
      if (kind === "refund") await port.capture({ ...base, kind: "capture", request: "c1" });
      const ask: MovementAsk = { ...base, kind, request: `${kind}_1` };
      server.faults.set("p", undefined, fault);
      expect(await newPort()[kind](ask)).toEqual({ kind: "unclear", fault: "mismatch" });
      expect(await newPort().lookUpMovement(ask)).toEqual({ kind: "failed", fault: "mismatch" });
      server.faults.clear();
      expect(await newPort().lookUpMovement(ask)).toMatchObject({ value: { state: "done", request: ask.request } });
    }
  }
});

test("what is pending is so in every answer, until a callback says that it is done", async () => {
  server.faults.set("p", undefined, { pending: true, callback_late_ms: 100 });
  const funded = await fund();
  expect(await port.lookUp(funded.funding)).toMatchObject({ value: { state: "pending" } });
  await expect.poll(toldOf).toEqual([["authorisation", "approved"]]);
  const ask: MovementAsk = { ...funded, kind: "capture", request: "c1", amount: funded.funding.amount };
  expect(await port.capture(ask)).toMatchObject({ value: { state: "pending" } });
  await expect.poll(() => toldOf().at(-1)).toEqual(["capture", "done"]);
  expect(await port.lookUpMovement(ask)).toMatchObject({ value: { state: "done" } });
});

test("callbacks twice, out of order, forged and lost: each counts once or not at all", async () => {
  server.faults.set("p", undefined, { callback_duplicate: true });
  await fund();
  await expect.poll(toldOf).toEqual([["authorisation", "approved"], "replay"]);
  server.faults.set("p", undefined, { callback_forged: true });
  await fund();
  await expect.poll(() => toldOf().at(-1)).toBe("signature");
  server.faults.set("p", undefined, { callback_lost: true });
  await fund();
  server.faults.set("p", undefined, { callback_out_of_order: true });
  const funded = await fund();
  server.faults.clear();
  await port.capture({ ...funded, kind: "capture", request: "c1", amount: 1 });
  await expect
    .poll(() => toldOf().slice(3))
    .toEqual([
      ["capture", "done"],
      ["authorisation", "approved"],
    ]);
});

test("the settlement file is read as the movements were made", async () => {
  const funded = await fund();
  const moves = { ...funded, amount: 100_000 };
  await port.capture({ ...moves, kind: "capture", request: "c1" });
  await port.refund({ ...moves, kind: "refund", request: "r1", amount: 40_000 });
  const path = "/partners/p/settlement";
  const headers = { ...sign(secret, "m", Date.now(), requestContent("GET", path, "")) };
  const file = await fetch(server.url + path, { headers });
  const rows = [];
  for await (const some of port.readSettlementFile(file.body!)) rows.push(...some);
  const { reference } = funded.funding;
  expect(rows.filter((row) => row.reference === reference)).toMatchObject([
    { request: "c1", kind: "capture", amount: 100_000, fee: 600, currency: "CNY" },
    { request: "r1", kind: "refund", amount: -40_000, fee: 0, currency: "CNY" },
  ]);
});
