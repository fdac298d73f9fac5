import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FundingAsk, PartnerPort } from "../../../engine/ports.ts";

/** What a port's contract needs: a port, and a method and count by which it funds ¥5,999.00. */
export interface PortUnderTest {
  readonly port: PartnerPort;
  readonly close: () => Promise<void>;
}

const asking = (): FundingAsk => ({
  reference: `plan_${randomUUID()}`,
  method: "store_instalments",
  count: 6,
  amount: 599_900,
  currency: "CNY",
});

/** What every partner's port does, whoever the partner is. */
export function describePort(name: string, make: () => Promise<PortUnderTest>): void {
  describe(name, () => {
    let made: PortUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.close());

    test("describes ways of the method that was asked for, and of no other", async () => {
      const answer = await made.port.describeTerms("store_instalments");
      expect(answer.kind).toBe("answered");
      if (answer.kind !== "answered") return;
      expect(answer.value).toContainEqual(expect.objectContaining({ count: 6, currency: "CNY" }));
      expect(new Set(answer.value.map(({ method }) => method))).toEqual(new Set(["store_instalments"]));
      expect(await made.port.describeTerms("lease")).toEqual({ kind: "answered", value: [] });
    });

    test("a pre-check is likely or declined, and nothing else is said", async () => {
      expect(await made.port.preCheck(asking())).toEqual({ kind: "answered", value: { state: "likely" } });
    });

    test("an authorisation is made once, and found again", async () => {
      const ask = asking();
      const first = await made.port.authorise(ask, "key-1");
      expect(first).toMatchObject({ kind: "answered", value: { state: "approved", reference: ask.reference } });
      expect(await made.port.authorise(ask, "key-1")).toEqual(first);
      expect(await made.port.lookUp(ask)).toEqual(first);
    });

    test("the same authorisation for other money is refused, without effect", async () => {
      const ask = asking();
      await made.port.authorise(ask, ask.reference);
      const other = await made.port.authorise({ ...ask, amount: 1 }, ask.reference);
      expect(other).toEqual({ kind: "failed", fault: "refused" });
    });

    test("what was never authorised is not found", async () => {
      expect(await made.port.lookUp(asking())).toEqual({ kind: "answered", value: undefined });
    });

    test("its breaker is closed", () => expect(made.port.breaker("store_instalments")).toBe("closed"));
  });
}
