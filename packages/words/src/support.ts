import { returnSentence } from "./announcement.ts";
import type { Locale } from "./locale.ts";

type Words = { readonly [L in Locale]: string };
type Back = Parameters<typeof returnSentence>[0]["back"];

/** Something to say, or not to. */
export interface Saying {
  readonly code: string;
  readonly words: Words;
  /** Whose words these are, to be said as they stand. */
  readonly explanation?: { readonly id: string; readonly version: number };
}

interface Cause {
  readonly category: string;
  readonly personal: boolean;
  readonly explanation: Words & { readonly id: string; readonly version: number };
}

/** What an agent knows of a missing way before they answer. */
export interface SupportFacts {
  /** As the shopper read them, and as they hold now. */
  readonly causes: readonly Cause[];
  /** Whether the way is there now; null where nobody asks about one. */
  readonly available: boolean | null;
  readonly back: Back | null;
  readonly zone: string;
  /** Now. */
  readonly at: string;
}

const say = (code: string, zh: string, en: string): Saying => ({ code, words: { "zh-CN": zh, en } });

const BACK_NOW = say(
  "back_now",
  "现在已经可以使用，请重新打开付款页",
  "It can be used now: please open the payment page again",
);
const NOT_PERSONAL = say(
  "not_personal",
  "与您个人无关，其他顾客同样遇到",
  "It has nothing to do with you; other shoppers meet it too",
);
const EXISTING = say("existing_plans", "已有分期照常，不受影响", "Existing plans go on as before");
const NO_REASON = say("lender_gave_no_reason", "资金方未提供原因", "No reason given by the lender");
const ASK_REVIEW = say(
  "human_review",
  "由本店使用规则决定，您可以申请人工复核",
  "Our own rules decide this; you can ask for a human review",
);

/** Explanations word for word, when it returns, and what follows from them. */
export function mayOf({ causes, available, back, zone, at }: SupportFacts): readonly Saying[] {
  const said = causes.map(
    ({ explanation: { id, version, "zh-CN": zh, en } }): Saying => ({
      ...say("explanation", zh, en),
      explanation: { id, version },
    }),
  );
  const sentence = (locale: Locale) => returnSentence({ back: back! }, { zone, near: at }, locale);
  const returns = back && back.kind !== "none" ? [say("return", sentence("zh-CN"), sentence("en"))] : [];
  const categories = new Set(causes.map(({ category }) => category));
  return [
    ...said,
    ...(available === true ? [BACK_NOW] : returns),
    ...(causes.length > 0 && !causes.some(({ personal }) => personal) ? [NOT_PERSONAL] : []),
    ...(categories.has("lender") ? [NO_REASON] : []),
    ...(categories.has("store") ? [ASK_REVIEW] : []),
    ...(causes.length > 0 ? [EXISTING] : []),
  ];
}

const NEVER: readonly Saying[] = [
  say("guesses", "对资金方或原因的猜测", "Guesses about a partner or a reason"),
  say(
    "unpublished_times",
    "“大概下午就好”等未公布的时间",
    "Times that are not published, such as “probably this afternoon”",
  ),
  say("judgement", "对顾客信用的任何评价", "Any judgement of the shopper's credit"),
];
const NO_LENDER_REASON = say(
  "lender_reasons",
  "资金方拒绝的个人原因：我们不知道，也不推测",
  "A lender's personal reason: we do not know it and do not guess",
);
const NO_RULE_FACTS = say(
  "rule_facts",
  "条件轨迹里标为“个人”的内容：哪一条规则、哪一项资料",
  "What the trace marks as personal: which rule, which fact",
);

/** What must not reach the shopper, whoever asks. */
export function mustNotOf({ causes }: Pick<SupportFacts, "causes">): readonly Saying[] {
  const categories = new Set(causes.map(({ category }) => category));
  return [
    ...NEVER,
    ...(categories.has("lender") ? [NO_LENDER_REASON] : []),
    ...(causes.some(({ personal, category }) => personal && category === "store") ? [NO_RULE_FACTS] : []),
  ];
}
