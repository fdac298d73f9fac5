import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FundingAsk, MovementAsk, MovementKind, PartnerPort } from "../../../engine/ports.ts";
import type { PartnerAdapter } from "../adapter.ts";
import { DEADLINES, type Deadlines, guard } from "../guard.ts";
import { type FaultyProxy, type LineFault, startFaultyProxy } from "./faulty-proxy.ts";
import { redirectOf } from "./port-contract.ts";

/** A partner's server, and what is reached through the proxy before it. */
export interface LineUnderTest {
  readonly url: string;
  readonly close: () => Promise<void>;
  readonly adapter: (url: string) => PartnerAdapter;
  readonly product: Pick<FundingAsk, "method" | "count">;
  readonly agree?: (redirect: string) => Promise<void>;
}

const FAULTS: readonly (readonly [LineFault, string])[] = [
  ["timeout", "timeout"],
  ["drip", "timeout"],
  ["status_500", "server_error"],
  ["status_429", "server_error"],
  ["reset", "broken_off"],
  ["garbage", "garbage"],
  ["wrong_schema", "wrong_schema"],
  ["huge", "too_large"],
];
const MOVING = ["authorise", "capture", "cancel", "refund"];
const SHORT = Object.fromEntries(Object.keys(DEADLINES).map((name) => [name, 300])) as unknown as Deadlines;

/** Every call of a port under every fault of the line: never a yes, and what had its effect is found by looking. */
export function describeFaults(name: string, make: () => Promise<LineUnderTest>): void {
  describe(`${name}, over a line with faults`, () => {
    let line: LineUnderTest;
    let proxy: FaultyProxy;
    beforeAll(async () => {
      line = await make();
      proxy = await startFaultyProxy(line.url);
    });
    afterAll(async () => {
      await proxy.close();
      await line.close();
    });
    const newPort = (deadlines = DEADLINES): PartnerPort =>
      guard(line.adapter(proxy.url), {
        merchant: "shop",
        partner: "p",
        now: Date.now,
        record: () => {},
        opened: () => {},
        deadlines,
      });

    async function fund(): Promise<{ funding: FundingAsk; partnerId: string }> {
      const reference = `plan_${randomUUID().replaceAll("-", "")}`;
      const funding: FundingAsk = { reference, ...line.product, amount: 599_900, currency: "CNY" };
      const asked = await newPort().authorise(funding, reference);
      if (line.agree) await line.agree(redirectOf(asked));
      const found = await newPort().lookUp(funding);
      if (found.kind !== "answered" || !found.value) throw new Error(JSON.stringify(found));
      return { funding, partnerId: found.value.partnerId };
    }
    const moving = (kind: MovementKind, funded: { funding: FundingAsk; partnerId: string }): MovementAsk => ({
      kind,
      ...funded,
      request: `${kind}_${funded.funding.reference.slice(5, 30)}`,
      amount: funded.funding.amount,
    });

    test.each(FAULTS)("%s is %s in every call, and never a yes", async (fault, said) => {
      const [fresh, captured, toCapture, toCancel] = [await fund(), await fund(), await fund(), await fund()];
      expect((await newPort().capture(moving("capture", captured))).kind).toBe("answered");
      const refund = moving("refund", captured);
      const calls: { readonly [operation: string]: (port: PartnerPort) => Promise<{ readonly kind: string }> } = {
        describe_terms: (port) => port.describeTerms(line.product.method),
        authorise: (port) => port.authorise(fresh.funding, fresh.funding.reference),
        look_up: (port) => port.lookUp(fresh.funding),
        capture: (port) => port.capture(moving("capture", toCapture)),
        cancel: (port) => port.cancel(moving("cancel", toCancel)),
        refund: (port) => port.refund(refund),
        look_up_movement: (port) => port.lookUpMovement(refund),
      };
      const deadlines = said === "timeout" ? SHORT : DEADLINES;
      proxy.fault = fault;
      const answers = await Promise.all(
        Object.entries(calls).map(async ([operation, ask]) => [operation, await ask(newPort(deadlines))] as const),
      );
      proxy.fault = undefined;
      const expected = Object.keys(calls).map((operation) => [
        operation,
        { kind: MOVING.includes(operation) ? "unclear" : "failed", fault: said },
      ]);
      expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
      const again = await newPort().refund(refund);
      expect(again).toMatchObject({ kind: "answered", value: { state: "done", request: refund.request } });
      expect(await newPort().lookUpMovement(refund)).toEqual(again);
      const more = await newPort().refund({ ...refund, request: `${refund.request}_2`, amount: 1 });
      expect(more).toEqual({ kind: "failed", fault: "refused" });
    });
  });
}
