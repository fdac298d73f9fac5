import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyPlace, START_MS, type TestPlace } from "../../packages/server/src/testing/places.ts";
import { type Book, openBook } from "./book.ts";

const IN_FLIGHT = 16;
const MOST_MS = 10_000;
const BODY = JSON.stringify({ amount: 10, reference: "while-stopping" });

describe("check 9: asked to stop under load", () => {
  let place: TestPlace;
  let book: Book;
  beforeAll(async () => {
    place = await anyPlace();
    book = await openBook(place.place.kind === "postgres" ? place.place.url : undefined, 4);
  }, START_MS);
  afterAll(async () => {
    await book?.remove();
    await place?.drop();
  });

  /** Repayments whose heads the server has, and whose bodies it is waiting for. */
  const begun = () =>
    Promise.all(
      Array.from({ length: IN_FLIGHT }, async (_, k) => {
        const call = request(`${book.url()}/v1/plans/${book.plans[k % book.plans.length]}/repayments`, {
          method: "POST",
          agent: false,
          headers: {
            authorization: `Bearer ${book.key}`,
            "content-type": "application/json",
            "content-length": BODY.length,
            "idempotency-key": randomUUID(),
            expect: "100-continue",
          },
        });
        call.flushHeaders();
        await once(call, "continue");
        return call;
      }),
    );

  const finished = (calls: readonly ClientRequest[]) =>
    Promise.all(
      calls.map(async (call) => {
        call.end(BODY);
        try {
          const [answer] = (await once(call, "response")) as [IncomingMessage];
          answer.resume();
          await once(answer, "end");
          return answer.statusCode;
        } catch {
          return "failed";
        }
      }),
    );

  test(
    "control: killed, it leaves every request in flight unanswered",
    async () => {
      const calls = await begun();
      for (const call of calls) call.on("error", () => {});
      const killed = book.kill();
      const answers = await finished(calls);
      await killed;
      expect(answers).toEqual(Array(IN_FLIGHT).fill("failed"));
    },
    START_MS,
  );

  test(
    "it answers every request that is in flight, takes no new one, and leaves within ten seconds",
    async () => {
      const calls = await begun();
      const stopped = book.stop();
      const answers = await finished(calls);
      const { code, ms } = await stopped;
      expect(answers).toEqual(Array(IN_FLIGHT).fill(200));
      expect(code).toBe(0);
      expect(ms).toBeLessThan(MOST_MS);
    },
    START_MS,
  );
});
