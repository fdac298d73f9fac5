import { execFileSync } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import type { PlanStatement } from "../../engine/ports.ts";
import { statementPrinter } from "./statement-printer.ts";

const IDLE_MS = 200;
const printer = statementPrinter({ idleMs: IDLE_MS });
afterAll(() => printer.close());

const name = { "zh-CN": "禾田商城", en: "Hetian" };
const plan = {
  id: "plan_1",
  state: "active",
  order_ref: "o-1",
  method: "store_instalments",
  currency: "CNY",
  rows: [],
};
const statement = {
  at: "2026-11-30T10:00:00.000Z",
  today: "2026-11-30",
  zone: "Asia/Shanghai",
  merchant: name,
  partner: { id: "own", name, legalName: null },
  code: null,
  stored: {
    plan: {
      ...plan,
      agreed_on: "2026-11-22",
      interval: { every: 1, unit: "month" },
      credit: 0,
      refunded: 0,
      refund_payable: 0,
      lease: null,
    },
    facts: { count: 12 },
  },
  consent: undefined,
  events: [],
} as unknown as PlanStatement;

/** The processes that this one has started to draw. */
const drawing = (): readonly string[] =>
  execFileSync("ps", ["-axo", "ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes("print-process"));

test("a process draws while there is something to draw, ends when there is not, and starts again", async () => {
  expect(drawing()).toEqual([]);
  const first = await printer.print(statement, "zh-CN");
  expect(drawing()).toHaveLength(1);
  expect(await printer.print(statement, "zh-CN")).toEqual(first);
  expect(drawing()).toHaveLength(1);
  await expect.poll(drawing).toEqual([]);
  expect(await printer.print(statement, "zh-CN")).toEqual(first);
});

test("what cannot be drawn fails, and what comes after it is drawn", async () => {
  const broken = { ...statement, zone: "Nowhere/At all" };
  await expect(printer.print(broken, "en")).rejects.toThrow("a statement was not drawn");
  expect((await printer.print(statement, "en")).length).toBeGreaterThan(1_000);
});
