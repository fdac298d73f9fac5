import { type QuoteAnswer, type QuoteInput, quote } from "@fenqi/core/quote";
import type { CaseQuote } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { openToken, plainCode, type ReadQuoteDeps } from "./replay-quote.ts";

/**
 * Why ways are missing in the quote of this code, as anybody may know it: the same cart at the same instant for a shopper of
 * whom nothing is known. Two shoppers who differ only in private facts get the same answer, to the byte.
 * A quote whose shopper was erased is as good as unknown.
 */
export async function explainCode(
  deps: ReadQuoteDeps,
  merchant: string,
  code: string,
  locale: QuoteInput["locale"],
): Promise<Result<{ readonly answer: QuoteAnswer; readonly quote: CaseQuote }>> {
  const token = await deps.quotes.tokenByCode(merchant, plainCode(code));
  if (!token) return refuse({ code: "not_found" });
  const opened = await openToken(deps, merchant, token);
  if (!opened.ok) return opened.error.code === "gone" ? refuse({ code: "not_found" }) : opened;
  const { body, compiled } = opened.value;
  const { shopper: _, ...known } = body.input;
  const answer = quote(compiled, { ...known, locale }, body.at, { schedules: false });
  return answer.ok ? done({ answer: answer.value, quote: { id: body.id, code: body.code, token } }) : answer;
}
