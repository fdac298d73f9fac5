import { expect, test } from "vitest";
import { compare } from "./compare.ts";
import { AT, compiledSample, inputFor } from "./sample-catalogue.ts";

function lay(months: number, resale: number) {
  const result = compare(compiledSample(), inputFor(), AT, { months, resale });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

test("the worked example: 18 months, resold for ¥1,800, buying costs ¥2,003 less than renting", () => {
  const { verdict, break_even, ways } = lay(18, 1_800_00);
  expect(verdict).toEqual({ cheaper: "buy", by: 2_003_00 });
  expect(break_even).toEqual({ month: 11, on: "2027-10-22", payment: 12 });
  const net = ways.map(({ option, kind, net_cost, lowest }) => [option, kind, net_cost, lowest]);
  expect(net).toEqual([
    ["card-full", "buy", 3_199_00, true],
    ["yunshan-12", "buy", 3_199_00, true],
    ["qinghe-12", "buy", 3_558_93, false],
    ["lease-12", "rent_to_own", 3_867_00, false],
    ["lease-12", "rent", 5_202_00, false],
    ["qinghe-24", "buy", 3_918_86, false],
  ]);
});

test("a short use makes renting cheaper", () => {
  expect(lay(6, 1_800_00).verdict).toEqual({ cheaper: "rent", by: 3_199_00 - 6 * 289_00 });
});

test("rent stops when it is returned before the buyout", () => {
  const early = lay(6, 0).ways.find(({ kind }) => kind === "rent_to_own")!;
  expect(early.net_cost).toBe(6 * 289_00);
  expect(early.total_to_own).toBe(5_667_00);
});

test("what is paid by each month, deposits left out", () => {
  const { ways } = lay(12, 0);
  const paid = (kind: string, option: string) =>
    ways.find((w) => w.kind === kind && w.option === option)!.paid_by_month;
  expect(paid("rent", "lease-12").slice(0, 3)).toEqual([289_00, 578_00, 867_00]);
  expect(paid("rent_to_own", "lease-12")[12]).toBe(5_667_00);
  expect(paid("buy", "qinghe-12").slice(0, 2)).toEqual([0, 446_58]);
  expect(paid("buy", "qinghe-12")[24]).toBe(5_358_93);
});
