import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Authorisation,
  CallbackMessage,
  FundingAsk,
  MovementAsk,
  MovementKind,
  PartnerAnswer,
  PartnerPort,
} from "../../../engine/ports.ts";

/** What a port's contract needs. */
export interface PortUnderTest {
  readonly port: PartnerPort;
  readonly close: () => Promise<void>;
  /** By what it funds ¥5,999.00. Store instalments in six where absent. */
  readonly product?: Pick<FundingAsk, "method" | "count">;
  /** The shopper agrees, where they are sent to the partner for that. */
  readonly agree?: (redirect: string) => Promise<void>;
  /** A callback about this authorisation, as the partner signs it at a time. Absent where it calls nobody back. */
  readonly callback?: (ask: FundingAsk, atMs: number) => Promise<CallbackMessage>;
  /** False where only our own ledger knows what was taken. */
  readonly keepsAccounts?: boolean;
}

/** Where the shopper was sent; throws where they were not. */
export function redirectOf(answer: PartnerAnswer<Authorisation>): string {
  if (answer.kind !== "answered" || !answer.value.redirect) throw new Error(JSON.stringify(answer));
  return answer.value.redirect;
}

/** What every partner's port does, whoever the partner is. */
export function describePort(name: string, make: (now: () => number) => Promise<PortUnderTest>): void {
  describe(name, () => {
    let made: PortUnderTest;
    let ahead = 0;
    beforeAll(async () => {
      made = await make(() => Date.now() + ahead);
    });
    afterAll(() => made.close());

    const asking = (): FundingAsk => ({
      reference: `plan_${randomUUID().replaceAll("-", "")}`,
      method: "store_instalments",
      count: 6,
      ...made.product,
      amount: 599_900,
      currency: "CNY",
    });

    /** An authorisation that stands. */
    async function fund() {
      const ask = asking();
      const asked = await made.port.authorise(ask, ask.reference);
      if (made.agree) await made.agree(redirectOf(asked));
      const found = await made.port.lookUp(ask);
      if (found.kind !== "answered" || !found.value) throw new Error(JSON.stringify(found));
      return { ask, authorisation: found.value };
    }
    type Funded = Awaited<ReturnType<typeof fund>>;

    let requests = 0;
    const moving = (kind: MovementKind, { ask, authorisation }: Funded, amount = ask.amount): MovementAsk => {
      requests += 1;
      const request = `${kind}_${ask.reference.slice(-20)}_${requests}`;
      return { kind, funding: ask, partnerId: authorisation.partnerId, request, amount };
    };
    const done = ({ request }: MovementAsk) => ({
      kind: "answered",
      value: { state: "done", request, partnerId: expect.any(String) },
    });
    const refused = { kind: "failed", fault: "refused" };

    test("describes ways of the method that was asked for, and of no other", async () => {
      const { method, count } = asking();
      const answer = await made.port.describeTerms(method);
      expect(answer.kind).toBe("answered");
      if (answer.kind !== "answered") return;
      expect(answer.value).toContainEqual(expect.objectContaining({ count, currency: "CNY" }));
      expect(new Set(answer.value.map((term) => term.method))).toEqual(new Set([method]));
      expect(await made.port.describeTerms("lease")).toEqual({ kind: "answered", value: [] });
    });

    test("a pre-check is likely or declined, and nothing else is said", async () => {
      expect(await made.port.preCheck(asking())).toEqual({ kind: "answered", value: { state: "likely" } });
    });

    test("an authorisation is made once, and found again", async () => {
      const ask = asking();
      const first = await made.port.authorise(ask, ask.reference);
      const state = made.agree ? "pending" : "approved";
      expect(first).toMatchObject({ kind: "answered", value: { state, reference: ask.reference } });
      if (made.agree) await made.agree(redirectOf(first));
      const again = await made.port.authorise(ask, ask.reference);
      expect(again).toMatchObject({ kind: "answered", value: { state: "approved", reference: ask.reference } });
      expect(await made.port.lookUp(ask)).toEqual(again);
    });

    test("the same authorisation for other money is refused, without effect", async () => {
      const { ask } = await fund();
      expect(await made.port.authorise({ ...ask, amount: 1 }, ask.reference)).toEqual(refused);
      expect(await made.port.lookUp(ask)).toMatchObject({ value: { state: "approved" } });
    });

    test("what was never asked is not found", async () => {
      const nothing = { kind: "answered", value: undefined };
      expect(await made.port.lookUp(asking())).toEqual(nothing);
      expect(await made.port.lookUpMovement(moving("refund", await fund(), 1))).toEqual(nothing);
    });

    test("it is captured once, and the capture is found again", async () => {
      const capture = moving("capture", await fund());
      const first = await made.port.capture(capture);
      expect(first).toEqual(done(capture));
      expect(await made.port.capture(capture)).toEqual(first);
      expect(await made.port.lookUpMovement(capture)).toEqual(first);
      expect(await made.port.capture({ ...capture, amount: 1 })).toEqual(refused);
    });

    test("it is cancelled once; nothing is taken after that", async () => {
      const funded = await fund();
      const cancel = moving("cancel", funded);
      expect(await made.port.cancel(cancel)).toEqual(done(cancel));
      expect(await made.port.cancel(cancel)).toEqual(done(cancel));
      expect(await made.port.lookUpMovement(cancel)).toEqual(done(cancel));
      if (made.keepsAccounts !== false) expect(await made.port.capture(moving("capture", funded))).toEqual(refused);
    });

    test("parts are given back, each request once, and never more than was taken", async () => {
      const funded = await fund();
      await made.port.capture(moving("capture", funded));
      const [part, another] = [moving("refund", funded, 100_000), moving("refund", funded, 100_000)];
      const first = await made.port.refund(part);
      expect(first).toEqual(done(part));
      expect(await made.port.refund(part)).toEqual(first);
      expect(await made.port.refund(another)).toEqual(done(another));
      expect(await made.port.lookUpMovement(part)).toEqual(first);
      if (made.keepsAccounts === false) return;
      expect(await made.port.refund(moving("refund", funded, 399_901))).toEqual(refused);
      const rest = moving("refund", funded, 399_900);
      expect(await made.port.refund(rest)).toEqual(done(rest));
    });

    test("where it collects, what is due is taken by a mandate, once; elsewhere it is refused and nothing happens", async () => {
      const funded = await fund();
      await made.port.capture(moving("capture", funded));
      const collect = { ...moving("collect", funded, 50_000), mandate: "mandate_1" };
      if (!made.port.collects) {
        expect(await made.port.collect(collect)).toEqual(refused);
        return;
      }
      const first = await made.port.collect(collect);
      expect(first).toEqual(done(collect));
      expect(await made.port.collect(collect)).toEqual(first);
      expect(await made.port.lookUpMovement(collect)).toEqual(first);
      expect(await made.port.collect({ ...collect, amount: 1 })).toEqual(refused);
    });

    test("a callback counts when it is the partner's, of now, and new", async () => {
      const { port, callback } = made;
      if (!callback) {
        const unsigned = await port.verifyCallback({ headers: {}, body: "{}" });
        expect(unsigned).toEqual({ kind: "refused", why: "unsigned" });
        return;
      }
      const { ask } = await fund();
      const message = await callback(ask, Date.now());
      const { reference, amount, currency } = ask;
      expect(await port.verifyCallback(message)).toMatchObject({
        kind: "verified",
        callback: { reference, amount, currency, state: "approved" },
      });
      expect(await port.verifyCallback(message)).toEqual({ kind: "refused", why: "replay" });
      const forged = { ...message, body: message.body.replace(reference, "plan_other") };
      expect(await port.verifyCallback(forged)).toEqual({ kind: "refused", why: "signature" });
      expect(await port.verifyCallback({ headers: {}, body: "{}" })).toEqual({ kind: "refused", why: "unsigned" });
      for (const off of [-302_000, 302_000]) {
        const old = await callback(ask, Date.now() + off);
        expect(await port.verifyCallback(old)).toEqual({ kind: "refused", why: "skew" });
      }
      ahead = 60_000;
      expect(await port.verifyCallback(message)).toEqual({ kind: "refused", why: "replay" });
      ahead = 0;
    });

    test("its breaker is closed", () => expect(made.port.breaker(asking().method)).toBe("closed"));
  });
}
