import { FenqiProblem } from "@fenqi/client";
import { type Locale, REFUSAL_WORDS, type RefusalCode, sayRefusal, type Telling } from "@fenqi/words";
import { type Plan, standingOf } from "./standing.ts";

/** Why a payment does not go on, told to the shopper in their language. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: RefusalCode, locale: Locale, message = REFUSAL_WORDS[locale][code]) =>
  ({ ok: false, error: { code, message } }) as const;

/** What a problem of Fenqi's is to the shopper. Anything that is none is a fault, and thrown on. */
export function refuseProblem(problem: unknown, telling: Telling) {
  if (!(problem instanceof FenqiProblem)) throw problem;
  return { ok: false, error: sayRefusal(problem, telling) } as const;
}

/** Why a plan pays nothing any more; undefined where it does, or may yet. */
export function refuseEnded(plan: Plan, locale: Locale): Refusal | undefined {
  const standing = standingOf(plan);
  if (standing === "canceled") return refuse("cancelled", locale).error;
  return standing === "error" ? refuse("partner_declined", locale).error : undefined;
}
