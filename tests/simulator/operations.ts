import type { PlanCommand } from "../../packages/core/src/plan/index.ts";
import { acceptPlan } from "../../packages/server/src/engine/accept-plan.ts";
import { canonical } from "../../packages/server/src/engine/canonical.ts";
import { changePlan } from "../../packages/server/src/engine/change-plan.ts";
import { type ErasedShopper, eraseShopper } from "../../packages/server/src/engine/erase-shopper.ts";
import type { Once, TestClock } from "../../packages/server/src/engine/ports.ts";
import { retryMovement } from "../../packages/server/src/engine/retry-movement.ts";
import { advanceTestClock, createTestClock } from "../../packages/server/src/engine/test-clocks.ts";
import type { Consent } from "../../packages/server/src/engine/verify-choice.ts";
import { changedAnswer } from "../../packages/server/src/http/plans.ts";
import { MERCHANT, type SimulatedServer } from "./server.ts";

/** What a client may ask for. */
export type Wish =
  | {
      readonly kind: "accept";
      readonly token: string;
      readonly option: string;
      readonly consent: Consent;
      readonly mandate: boolean;
      readonly told: boolean;
      readonly person: string;
      /** The test clock that the plan lives by; null: the world's. */
      readonly clock: string | null;
    }
  | { readonly kind: "change"; readonly plan: string; readonly command: PlanCommand }
  | { readonly kind: "retry"; readonly plan: string; readonly movement: number }
  | { readonly kind: "clock"; readonly at: string }
  | { readonly kind: "advance"; readonly clock: string; readonly to: string }
  | { readonly kind: "erase"; readonly person: string };

/** What a client knows of it: `open` nothing, for an answer was lost; `given_up` nothing, and it does not ask again. */
export type Known = "open" | "done" | "refused" | "given_up";

/** Something that a client wants done once, and what it was told of it. */
export interface Operation {
  /** Also who asks, and the money's reference: so it is found again wherever it has left a trace. */
  readonly id: string;
  readonly wish: Wish;
  /** The plan that it is about; of an acceptance the one that it was told of. */
  plan?: string;
  /** The Idempotency-Key: one for all tries, unless a client is careless. */
  key: string;
  known: Known;
  tries: number;
  /** Tries that have no answer yet. */
  asking: number;
  /** The answer, byte for byte. */
  answer?: string;
  /** Why not. */
  refusal?: string;
}

/** By which a person could be known: a reference, and an address. */
export const namesOf = (person: string) => ({ ref: person, address: `${person}@example.com` });

/** Of commands that come with the payer's word for the money. */
const REFERENCED: ReadonlySet<string> = new Set([
  "repay",
  "settle",
  "buy_out",
  "apply_credit",
  "return_credit",
  "pay_out",
]);

const clockAnswer = (clock: TestClock) => ({ status: 200, body: JSON.stringify(clock) });

/** Asks the server once. */
export async function ask({ deps }: SimulatedServer, { id, wish, key }: Operation) {
  const once: Once = { merchant: MERCHANT, key, requestHash: deps.digest(canonical(wish)) };
  const answerOf = (status: number) => changedAnswer(deps.live, MERCHANT, status);
  switch (wish.kind) {
    case "accept": {
      const { token, option, consent, mandate, told, person, clock } = wish;
      const { address } = namesOf(person);
      return acceptPlan(deps, {
        once,
        by: id,
        quoteToken: token,
        option,
        orderRef: id,
        consent,
        ...(mandate ? { mandate: `mandate_${person}` } : {}),
        ...(told ? { contact: { channel: "email", address, locale: "zh-CN" } } : {}),
        ...(clock === null ? {} : { testClock: clock }),
        answer: answerOf(201),
      });
    }
    case "change": {
      const { plan, command } = wish;
      const reference = REFERENCED.has(command.kind) ? { reference: id } : {};
      return changePlan(deps, { once, by: id, id: plan, command, ...reference, answer: answerOf(200) });
    }
    case "retry":
      return retryMovement(deps, { once, by: id, plan: wish.plan, n: wish.movement, answer: answerOf(200) });
    case "clock":
      return createTestClock(deps, { once, by: id, at: wish.at, answer: clockAnswer });
    case "advance":
      return advanceTestClock(deps, { once, id: wish.clock, to: wish.to, answer: clockAnswer });
    case "erase": {
      const { ref, address } = namesOf(wish.person);
      const shopper = { ref, address: { channel: "email", address } } as const;
      const answer = (erased: ErasedShopper) => ({ status: 200, body: JSON.stringify(erased) });
      return eraseShopper(deps, { once, by: id, shopper, reason: "asked_for", answer });
    }
  }
}
