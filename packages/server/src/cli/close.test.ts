import { expect, test } from "vitest";
import { fenqi } from "./testing/run.ts";

test("close says how many plans were worked out", async () => {
  const { code, out } = await fenqi(["close"], ({ method, url }) => {
    expect([method, url]).toEqual(["POST", "http://server/v1/daily-close"]);
    return { status: 200, body: { plans: 3 } };
  });
  expect([code, out]).toEqual([0, "3 plans closed\n"]);
});

test("close takes no arguments", async () => {
  expect((await fenqi(["close", "now"])).code).toBe(2);
});
