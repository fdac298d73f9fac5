import { LIMITS, type ROUTES, type RouteId } from "@fenqi/contract";
import { canonical } from "../engine/canonical.ts";
import type { Digest, Once, OnceOutcome } from "../engine/ports.ts";
import type { Refusal, Result } from "../engine/refusals.ts";
import type { Answer, Call } from "./call.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";

/** Routes that need an Idempotency-Key. */
type OnceRoute = { [I in RouteId]: (typeof ROUTES)[I] extends { readonly once: true } ? I : never }[RouteId];

const FORM = new RegExp(`^[\\x21-\\x7e]{1,${LIMITS.idempotencyKeyLength}}$`);

/** The request's Idempotency-Key, with a hash of what it asks. Throws when the key is missing or malformed. */
export function onceOf(call: Call<OnceRoute>, digest: Digest): Once {
  const key = call.request.headers["idempotency-key"];
  if (typeof key !== "string" || !FORM.test(key)) {
    const detail = `needs 1 to ${LIMITS.idempotencyKeyLength} visible ASCII characters`;
    throw new ProblemAnswer("idempotency_key_missing", {
      errors: [{ pointer: "#/headers/idempotency-key", code: "required", detail }],
    });
  }
  const { method, url } = call.request;
  return { merchant: call.key.merchant, key, requestHash: digest(`${method} ${url}\n${canonical(call.body)}`) };
}

/** The answer of a change: the first one, word for word, however often it is asked. */
export function answerOnce<T>(outcome: OnceOutcome<Result<T, Refusal>>): Answer {
  switch (outcome.kind) {
    case "done":
      return outcome.remembered;
    case "replayed":
      return { ...outcome.remembered, headers: { "idempotent-replayed": "true" } };
    case "running":
      throw new ProblemAnswer("idempotency_running", {}, { "retry-after": "1" });
    case "other_request":
      throw new ProblemAnswer("idempotency_other_request");
    case "refused":
      if (outcome.value.ok) throw new Error("a change that was made counts as refused");
      return answerRefusal(outcome.value.error);
  }
}
