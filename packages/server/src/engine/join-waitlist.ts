import { quote } from "@fenqi/core/quote";
import { askConsent, type ConsentDeps, type Wish } from "./ask-consent.ts";
import { type Result, refuse } from "./refusals.ts";
import { openToken, type ReplayDeps } from "./replay-quote.ts";

export interface JoinWaitlist extends Wish {
  readonly quoteToken: string;
  readonly offer: string;
}

/** Keeps the wish to be told, once, when a way that this quote lacks is back for this very cart. */
export async function joinWaitlist(
  deps: ConsentDeps & ReplayDeps,
  { quoteToken, offer, ...wish }: JoinWaitlist,
): Promise<Result<{ readonly confirm: boolean }>> {
  const opened = await openToken(deps, wish.merchant, quoteToken, "/quote_token");
  if (!opened.ok) return opened;
  const { body, compiled } = opened.value;
  // In the language of the wish: a quote in another one names its partners in that.
  const answer = quote(compiled, { ...body.input, locale: wish.locale }, body.at, { schedules: false });
  if (!answer.ok) return answer;
  const way = answer.value.missing.find((missing) => missing.offer === offer);
  if (!way) return refuse({ code: "not_missing", offer });
  const { name } = deps.live.of(wish.merchant)!.record.catalogue.merchant;
  const about = { merchant: name, way: { partner: way.partner, method: way.method, count: way.count } };
  return askConsent(deps, wish, "waitlist", about, (change, kept) =>
    change.addWaitlistEntry({ ...kept, offer, quoteToken }),
  );
}
