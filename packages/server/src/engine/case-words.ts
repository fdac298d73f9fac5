import { done, type Result, refuse } from "./refusals.ts";

/** Never written to a shopper: it judges them, or a partner. */
export const NEVER_SAID: readonly string[] = [
  "违规",
  "被停",
  "信用不足",
  "信用不好",
  "审核不通过",
  "bad credit",
  "credit score",
  "failed the check",
];

/** The text, unless it holds what must not be said. */
export function checkSaid(text: string, pointer: string): Result<string> {
  const lower = text.toLowerCase();
  const words = NEVER_SAID.filter((each) => lower.includes(each));
  return words.length === 0 ? done(text) : refuse({ code: "must_not_be_said", pointer, words });
}
