import { expect, test } from "vitest";
import { readSupport } from "./support.ts";

const policy = {
  hours: "9:00–21:00",
  telephone: null,
  reply_minutes: { availability: 120, review: 1_440, plans: 240, general: 480 },
  goodwill_limits: { CNY: 5_000 },
  voucher_days: 90,
  keep_days: 365,
};

const read = (value: unknown) => {
  const wrong: string[] = [];
  const said = readSupport(typeof value === "string" ? value : JSON.stringify(value), (name) => void wrong.push(name));
  return { said, wrong };
};

test("a whole policy is taken as it is; none leaves the defaults", () => {
  expect(read(policy)).toEqual({ said: policy, wrong: [] });
  expect(read("")).toEqual({ said: undefined, wrong: [] });
});

test.each([
  ["no JSON", "{"],
  ["nothing", "null"],
  ["a queue left out", { ...policy, reply_minutes: { availability: 120 } }],
  ["a fraction of a fen", { ...policy, goodwill_limits: { CNY: 0.5 } }],
  ["no currency", { ...policy, goodwill_limits: { yuan: 5 } }],
  ["kept no day", { ...policy, keep_days: 0 }],
  ["blank hours", { ...policy, hours: " " }],
])("refuses %s", (_, value) => {
  expect(read(value)).toEqual({ said: undefined, wrong: ["FENQI_SUPPORT"] });
});
