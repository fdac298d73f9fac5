import { type Comparison, compare, type Option, quoteOption } from "@fenqi/core/quote";
import type { Result } from "./refusals.ts";
import { openToken, type ReplayDeps } from "./replay-quote.ts";

type TokenDeps = Pick<ReplayDeps, "live" | "tokens" | "isErased">;

/** One option of a quote whole: its rows and its cost table, at the quote's instant. */
export async function showOption(
  deps: TokenDeps,
  merchant: string,
  ask: { readonly token: string; readonly option: string },
): Promise<Result<Option>> {
  const opened = await openToken(deps, merchant, ask.token);
  if (!opened.ok) return opened;
  const { body, compiled } = opened.value;
  return quoteOption(compiled, body.input, body.at, ask.option);
}

/** A quote's ways side by side, for a length of use and a resale value. */
export async function compareWays(
  deps: TokenDeps,
  merchant: string,
  ask: { readonly token: string; readonly months: number; readonly resale?: number },
): Promise<Result<Comparison>> {
  const opened = await openToken(deps, merchant, ask.token);
  if (!opened.ok) return opened;
  const { body, compiled } = opened.value;
  const { token: _, ...use } = ask;
  return compare(compiled, body.input, body.at, use);
}
