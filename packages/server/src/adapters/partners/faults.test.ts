import { type Faults, type SandboxPartner, startSandboxPartner } from "@fenqi/sandbox-partner";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FundingAsk, PartnerCall, PartnerPort } from "../../engine/ports.ts";
import { DEADLINES, type Deadlines, guard } from "./guard.ts";
import { sandbox } from "./sandbox/sandbox.ts";

const product = {
  method: "store_instalments",
  count: 6,
  currency: "CNY",
  min: 1,
  max: 10 ** 9,
  rate_ppm: 0,
  fee_ppm: null,
};
const ask: FundingAsk = { reference: "r", method: "store_instalments", count: 6, amount: 599_900, currency: "CNY" };
const deadlines = Object.fromEntries(Object.keys(DEADLINES).map((name) => [name, 250])) as unknown as Deadlines;

let server: SandboxPartner;
let calls: PartnerCall[];
let openings: number;
let port: PartnerPort;

const newPort = (url = server.url, secret = "s") =>
  guard(sandbox({ url, partner: "p", secret }, Date.now), {
    merchant: "shop",
    partner: "p",
    now: Date.now,
    record: (call) => void calls.push(call),
    opened: () => {
      openings += 1;
    },
    deadlines,
  });

beforeAll(async () => {
  server = await startSandboxPartner({ port: 0, secret: "s", terms: { p: [product] } });
});
beforeEach(() => {
  calls = [];
  openings = 0;
  server.faults.clear();
  port = newPort();
});
afterAll(() => server.close());

const asking = (n: number): FundingAsk => ({ ...ask, reference: `r${n}-${Math.random()}` });

describe("a fault on the line is never a yes", () => {
  const matrix: readonly (readonly [Faults, string, tries: number])[] = [
    [{ timeout: true }, "timeout", 2],
    [{ latency_ms: 5_000 }, "timeout", 2],
    [{ drip: true }, "timeout", 2],
    [{ status: 500 }, "server_error", 2],
    [{ status: 429 }, "server_error", 2],
    [{ reset: true }, "broken_off", 2],
    [{ garbage: true }, "garbage", 1],
    [{ wrong_schema: true }, "wrong_schema", 1],
    [{ huge: true }, "too_large", 1],
    [{ wrong_amount: true }, "mismatch", 1],
    [{ wrong_currency: true }, "mismatch", 1],
  ];

  test.each(matrix)("%j is %s, after %d tries at most", async (faults, fault, tries) => {
    const asked = asking(1);
    server.faults.set("p", undefined, faults);
    const moneyOnly = fault === "mismatch";
    expect(await port.authorise(asked, asked.reference)).toEqual({ kind: "unclear", fault });
    expect(calls.map(({ result }) => result)).toEqual(Array(tries).fill(fault));
    expect(await port.preCheck(asked)).toEqual({ kind: "failed", fault });
    if (!moneyOnly) expect(await port.describeTerms(ask.method)).toMatchObject({ kind: "failed" });
    expect(await port.lookUp(asked)).toMatchObject({ kind: "failed" });
  });

  test.each(matrix)("after %j the same key funds once, and the look-up says what happened", async (faults) => {
    const asked = asking(2);
    server.faults.set("p", undefined, faults);
    await port.authorise(asked, asked.reference);
    server.faults.clear();
    const again = await newPort().authorise(asked, asked.reference);
    expect(again).toMatchObject({ kind: "answered", value: { state: "approved" } });
    expect(await newPort().lookUp(asked)).toEqual(again);
  });
});

test("nobody there: certainly without effect", async () => {
  const gone = await startSandboxPartner({ port: 0, secret: "s" });
  await gone.close();
  expect(await newPort(gone.url).authorise(ask, "k")).toEqual({ kind: "failed", fault: "unreachable" });
});

test("a wrong secret is refused, and opens no breaker", async () => {
  const stranger = newPort(server.url, "other");
  for (let n = 0; n < 12; n += 1) {
    expect(await stranger.preCheck(ask)).toEqual({ kind: "failed", fault: "refused" });
  }
  expect(openings).toBe(0);
});

test("a lender's no is one word: the reason goes no further", async () => {
  server.faults.set("p", undefined, { decline: true });
  expect(await port.preCheck(ask)).toEqual({ kind: "answered", value: { state: "declined" } });
  const made = await port.authorise(asking(3), "k3");
  expect(JSON.stringify(made)).not.toContain("score");
  expect(calls.map(({ result }) => result)).toEqual(["declined", "declined"]);
});

describe("the breaker", () => {
  test("opens within ten failures, also after a long good time; then nobody is called", async () => {
    for (let n = 0; n < 30; n += 1) await port.preCheck(ask);
    calls = [];
    server.faults.set("p", undefined, { status: 503 });
    for (let n = 0; n < 20; n += 1) await port.preCheck(ask);
    expect(calls.length).toBeLessThanOrEqual(10);
    expect([openings, port.breaker(ask.method)]).toEqual([1, "open"]);
    expect(await port.preCheck(ask)).toEqual({ kind: "failed", fault: "breaker_open" });
    expect(port.breaker("lease")).toBe("closed");
  });

  test("lets one probe through at a time, and closes when it succeeds", async () => {
    server.faults.set("p", undefined, { status: 503 });
    while (port.breaker(ask.method) !== "open") await port.preCheck(ask);
    server.faults.set("p", undefined, { latency_ms: 100 });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    calls = [];
    const probes = Array.from({ length: 8 }, () => port.preCheck(ask));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(port.breaker(ask.method)).toBe("half_open");
    expect((await Promise.all(probes)).every(({ kind }) => kind === "answered")).toBe(true);
    const [first, second] = calls;
    expect(second!.atMs).toBeGreaterThanOrEqual(first!.atMs + first!.ms - 2);
    expect(port.breaker(ask.method)).toBe("closed");
  });

  test("retries end with their budget", async () => {
    let made = 0;
    server.faults.set("p", undefined, { status: 500 });
    for (let n = 0; n < 40; n += 1) {
      await port.preCheck(ask);
      made += calls.length;
      calls = [];
    }
    expect(made).toBeLessThanOrEqual(40 + 10 + 4);
  });
});
