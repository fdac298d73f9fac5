import { expect, test } from "vitest";
import { fenqi, withFile } from "./testing/run.ts";

const ARGS = ["schedule", "--amount", "4999.00", "--count", "12", "--method", "flat_fee", "--fee-per-period", "0.6%"];

test("rows in columns, and what they come to", async () => {
  const { code, out } = await fenqi(ARGS);
  expect(code).toBe(0);
  const lines = out.split("\n");
  expect(lines[0]).toBe(" n  due         principal  interest    fee   total  outstanding");
  expect(lines[1]).toBe(" 1  2026-12-22     416.59      0.00  29.99  446.58     4,582.41");
  expect(lines[12]).toBe("12  2027-11-22     416.58      0.00  29.99  446.57         0.00");
  expect(lines.at(-2)).toBe("total 5,358.93 CNY, of which cost 359.93");
});

test("as JSON, in minor units", async () => {
  const { out } = await fenqi([...ARGS, "--json"]);
  const schedule = JSON.parse(out);
  expect(schedule).toMatchObject({ amount: 499900, total: 535893, cost: 35993, pay_today: 0 });
  expect(schedule.runs).toEqual([
    { count: 9, amount: 44658 },
    { count: 3, amount: 44657 },
  ]);
  expect(schedule.rows).toHaveLength(12);
});

test("a currency without minor units is written without places", async () => {
  const { out } = await fenqi("schedule --amount 100000 --currency JPY --count 3 --method interest_free".split(" "));
  expect(out).toContain("33,334");
  expect(out).not.toContain(".");
});

test("terms come from a file, and what is wrong with them has a line", async () => {
  const run = (text: string) =>
    withFile("terms.yaml", text, (file) => fenqi(["schedule", "--amount", "1000.00", "--count", "3", "--terms", file]));
  expect((await run("repayment: interest_free\n")).out).toContain("333.34");
  const shape = await run("repayment: annuity\nrate_ppm: lots\n");
  expect(shape.code).toBe(1);
  expect(shape.err).toMatch(/terms\.yaml:2:1 \/rate_ppm wrong_type/);
  const range = await run("repayment: annuity\nrate_ppm: 45000\ngrace:\n  principal: 9\n");
  expect(range.code).toBe(1);
  expect(range.err).toMatch(/terms\.yaml:4:3 \/grace\/principal /);
});
