import { expect, test } from "vitest";
import { fenqi, withFile } from "./testing/run.ts";

const flows = (...said: string[]) => ["cost", ...said.flatMap((flow) => ["--flow", flow])];

test("every regime answers by its own method", async () => {
  const args = flows("2026-11-22:1000.00", "2026-12-22:-340.00", "2027-01-22:-340.00", "2027-02-22:-340.00");
  const { code, out } = await fenqi([...args, "--json"]);
  expect(code).toBe(0);
  const { cost, rates } = JSON.parse(out);
  expect(cost).toBe(2000);
  expect(rates.map(({ regime }: { regime: string }) => regime)).toEqual(
    expect.arrayContaining(["cn", "us", "eu", "uk", "in", "br", "jp", "hk", "tw", "au"]),
  );
  // 340 a month for three months against 1,000: 0.996705 % a month.
  expect(rates.find((rate: { regime: string }) => rate.regime === "cn")).toMatchObject({
    nominal: "11.960461",
    headline: "11.960461",
    label: "simple",
  });
  const table = await fenqi(args);
  expect(table.out).toMatch(/^eu +12\.638398 % +aprc/m);
});

test("a one-payment loan of a year costs what it says, in every regime that compounds or not", async () => {
  const { out } = await fenqi([...flows("2026-11-22:1000.00", "2027-11-22:-1100.00"), "--json"]);
  for (const { headline } of JSON.parse(out).rates) expect(headline).toBe("10.000000");
});

test("dates off the interval count as they are", async () => {
  const late = await fenqi([...flows("2026-11-22:1000.00", "2026-12-25:-510.00", "2027-01-22:-510.00"), "--json"]);
  const onTime = await fenqi([...flows("2026-11-22:1000.00", "2026-12-22:-510.00", "2027-01-22:-510.00"), "--json"]);
  const us = ({ out }: { out: string }) =>
    Number(JSON.parse(out).rates.find((rate: { regime: string }) => rate.regime === "us").headline);
  expect(us(late)).toBeLessThan(us(onTime));
});

test("flows come from a file, in minor units; what is wrong has a line", async () => {
  const file =
    "currency: CNY\nflows:\n  - { on: 2026-11-22, amount: 100000 }\n  - { on: 2026-12-22, amount: -101000 }\n";
  expect((await withFile("flows.yaml", file, (path) => fenqi(["cost", path]))).out).toContain("cost 10.00 CNY");
  const wrong = await withFile("flows.yaml", file.replace("-101000", "-1010.5"), (path) => fenqi(["cost", path]));
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/flows\.yaml:4:23 \/flows\/1\/amount/);
});

test.each([
  [["2026-11-22:-1000.00", "2026-12-22:-340.00"], "on the first day"],
  [["2026-11-22:1000.00", "2026-12-22:340.00"], "on the first day"],
  [["2026-11-22:1000.00", "2026-11-22:-340.00"], "Nothing is paid after the first day"],
])("refused: %j", async (said, message) => {
  const { code, err } = await fenqi(flows(...said));
  expect(code).toBe(1);
  expect(err).toContain(message);
});
