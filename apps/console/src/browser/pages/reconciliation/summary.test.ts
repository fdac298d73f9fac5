import { expect, test } from "vitest";
import { agesOf, type Exception, stakeOf } from "./summary.ts";

const side = (amount: number, at: string, currency = "CNY") => ({ amount, fee: 0, currency, at });
const exception = (fields: object) => ({ state: "open", there: null, here: null, ...fields }) as unknown as Exception;
const NOW = Date.parse("2026-11-25T12:00:00Z");

test.each([
  [side(100, ""), null, 100],
  [side(100, ""), side(130, ""), 30],
  [side(100, "", "USD"), side(130, ""), 130],
])("of %j against %j, %d is at stake", (there, here, stake) => {
  expect(stakeOf({ there, here })).toBe(stake);
});

test("only what is left grows old", () => {
  const ages = agesOf(
    [
      exception({ there: side(10, "2026-11-25T02:00:00Z") }),
      exception({ here: side(20, "2026-11-20") }),
      exception({ there: side(40, "2026-09-01T00:00:00Z"), state: "proposed" }),
      exception({ there: side(80, "2026-09-01T00:00:00Z"), state: "resolved" }),
    ],
    NOW,
  );
  expect(ages).toEqual([
    { count: 1, stake: 10 },
    { count: 1, stake: 20 },
    { count: 0, stake: 0 },
    { count: 1, stake: 40 },
  ]);
});
