import type { CaseView } from "@fenqi/contract";
import { MACROS } from "@fenqi/words/macros";
import { mayOf, mustNotOf } from "@fenqi/words/support";
import type { CaseMoment } from "../engine/case-timeline.ts";
import type { SaidCause, SeenQuote } from "../engine/case-view.ts";
import { NEVER_SAID } from "../engine/case-words.ts";
import { goodwillLeft } from "../engine/goodwill.ts";
import type { WholeCase } from "../engine/ports.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";

/** Everything beside the conversation: what was seen and why, what may be said, what to offer. */
export function toView(
  record: CaseView["case"],
  { goodwill }: WholeCase,
  seen: SeenQuote | undefined,
  timeline: readonly CaseMoment[],
  { support, zone, at }: { readonly support: SupportPolicy; readonly zone: string; readonly at: string },
): CaseView {
  const said = [...(seen?.told ?? []), ...(seen?.now.causes ?? [])];
  const causes = [...new Map(said.map((cause) => [keyOf(cause), cause])).values()];
  const facts = { causes, available: seen?.now.available ?? null, back: seen?.now.back ?? null, zone, at };
  const left = Object.keys(support.goodwill_limits).map(
    (currency) => [currency, goodwillLeft(support, currency, goodwill)] as const,
  );
  return {
    case: record,
    shopper: seen?.shopper ?? null,
    timeline: [...timeline],
    never_said: [...NEVER_SAID],
    seen: seen ? JSON.parse(new TextDecoder().decode(seen.seen)) : null,
    trace: (seen?.trace ?? []) as CaseView["trace"],
    told: (seen?.told ?? []).map(toCause),
    now: seen ? ({ ...seen.now, causes: seen.now.causes.map(toCause) } as unknown as CaseView["now"]) : null,
    may_say: mayOf(facts) as CaseView["may_say"],
    must_not_say: mustNotOf(facts) as CaseView["must_not_say"],
    macros: [...MACROS],
    goodwill_left: Object.fromEntries(left),
  };
}

const keyOf = ({ explanation }: SaidCause) => `${explanation.id} ${explanation.version} ${explanation["zh-CN"]}`;

const toCause = ({ code, category, explanation, personal }: SaidCause) => ({ code, category, explanation, personal });
