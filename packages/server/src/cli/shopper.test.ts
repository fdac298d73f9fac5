import { expect, test } from "vitest";
import { type Call, fenqi } from "./testing/run.ts";

test("a shopper is named by reference, address or both, and the answer is JSON", async () => {
  const asked: Pick<Call, "url" | "body">[] = [];
  const answer = ({ url, body }: Call) => {
    asked.push({ url, body });
    return { status: 200, body: { exported_at: "2026-11-22T02:00:00.000Z" } };
  };
  const { code, out } = await fenqi(["shopper", "export", "--ref", "s-1", "--email", "lin@example.com"], answer);
  expect([code, JSON.parse(out)]).toEqual([0, { exported_at: "2026-11-22T02:00:00.000Z" }]);
  expect((await fenqi(["shopper", "erase", "--sms", "+8613800000000", "--reason", "asked"], answer)).code).toBe(0);
  expect(asked).toEqual([
    {
      url: "http://server/v1/shoppers/exports",
      body: { shopper_ref: "s-1", channel: "email", address: "lin@example.com" },
    },
    { url: "http://server/v1/shoppers/erasures", body: { channel: "sms", address: "+8613800000000", reason: "asked" } },
  ]);
});

test.each([
  [["shopper", "export"], "Name the shopper"],
  [["shopper", "erase", "--ref", "s-1", "--reason", "whim"], "--reason is asked"],
  [["shopper", "forget", "--ref", "s-1"], "Say export or erase."],
  [["shopper", "erase", "--sms", "+8613800000000", "--email", "lin@example.com"], "one address at a time"],
])("%j is called wrongly", async (args, why) => {
  const { code, err } = await fenqi(args);
  expect([code, err]).toEqual([2, expect.stringContaining(why)]);
});
