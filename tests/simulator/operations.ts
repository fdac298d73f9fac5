import type { PlanCommand } from "../../packages/core/src/plan/index.ts";
import { acceptPlan } from "../../packages/server/src/engine/accept-plan.ts";
import { canonical } from "../../packages/server/src/engine/canonical.ts";
import { changePlan } from "../../packages/server/src/engine/change-plan.ts";
import type { Once } from "../../packages/server/src/engine/ports.ts";
import { retryMovement } from "../../packages/server/src/engine/retry-movement.ts";
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
    }
  | { readonly kind: "change"; readonly plan: string; readonly command: PlanCommand }
  | { readonly kind: "retry"; readonly plan: string; readonly movement: number };

/** What a client knows of it: `open` nothing, for an answer was lost; `given_up` nothing, and it does not ask again. */
export type Known = "open" | "done" | "refused" | "given_up";

/** Something that a client wants done once, and what it was told of it. */
export interface Operation {
  /** Also who asks, and the money's reference: so it is found again wherever it has left a trace. */
  readonly id: string;
  readonly wish: Wish;
  /** What it is about; of an acceptance what it was told of. */
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

/** Asks the server once. */
export async function ask({ deps }: SimulatedServer, { id, wish, key }: Operation) {
  const once: Once = { merchant: MERCHANT, key, requestHash: deps.digest(canonical(wish)) };
  const answerOf = (status: number) => changedAnswer(deps.live, MERCHANT, status);
  switch (wish.kind) {
    case "accept": {
      const { token, option, consent, mandate, told } = wish;
      return acceptPlan(deps, {
        once,
        by: id,
        quoteToken: token,
        option,
        orderRef: id,
        consent,
        ...(mandate ? { mandate: `mandate_${id}` } : {}),
        ...(told ? { contact: { channel: "email", address: `${id}@example.com`, locale: "zh-CN" } } : {}),
        answer: answerOf(201),
      });
    }
    case "change": {
      const { plan, command } = wish;
      return changePlan(deps, { once, by: id, id: plan, command, reference: id, answer: answerOf(200) });
    }
    case "retry":
      return retryMovement(deps, { once, by: id, plan: wish.plan, n: wish.movement, answer: answerOf(200) });
  }
}
