import { LIMITS, type ROUTES, type RouteId } from "@fenqi/contract";
import { canonical } from "../engine/canonical.ts";
import type { Digest, Once, OnceOutcome } from "../engine/ports.ts";
import type { Refusal, Result } from "../engine/refusals.ts";
import type { Answer, Call } from "./call.ts";
import { answerRefusal, one, ProblemAnswer } from "./problem.ts";

const USED = one(
  "#/headers/idempotency-key",
  "used",
  "was sent with another payload or to another address before: a new intention needs a new key",
);

/** Routes that need an Idempotency-Key. */
type OnceRoute = { [I in RouteId]: (typeof ROUTES)[I] extends { readonly once: true } ? I : never }[RouteId];

const FORM = new RegExp(`^[\\x21-\\x7e]{1,${LIMITS.idempotencyKeyLength}}$`);

/** Routes that anybody may call; they name their merchant. */
type PublicOnceRoute = { [I in OnceRoute]: (typeof ROUTES)[I]["access"] extends "public" ? I : never }[OnceRoute];

/** The request's Idempotency-Key, with a hash of what it asks. Throws when the key is missing or malformed. */
export const onceOf = (call: Call<Exclude<OnceRoute, PublicOnceRoute>>, digest: Digest): Once =>
  keptOnce(call, call.key.merchant, digest);

/** The same for a caller without a key. Theirs are kept apart from those of the merchant's own keys. */
export function publicOnceOf(call: Call<PublicOnceRoute>, merchant: string, digest: Digest): Once {
  const once = keptOnce(call, merchant, digest);
  return { ...once, key: digest(`public ${once.key}`) };
}

function keptOnce(call: Pick<Call<OnceRoute>, "request" | "body">, merchant: string, digest: Digest): Once {
  const key = call.request.headers["idempotency-key"];
  if (typeof key !== "string" || !FORM.test(key)) {
    const detail = `needs 1 to ${LIMITS.idempotencyKeyLength} visible ASCII characters`;
    throw new ProblemAnswer("idempotency_key_missing", one("#/headers/idempotency-key", "required", detail));
  }
  const { method, url } = call.request;
  return { merchant, key, requestHash: digest(`${method} ${url}\n${canonical(call.body)}`) };
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
      throw new ProblemAnswer("idempotency_other_request", USED);
    case "refused":
      if (outcome.value.ok) throw new Error("a change that was made counts as refused");
      return answerRefusal(outcome.value.error);
  }
}
