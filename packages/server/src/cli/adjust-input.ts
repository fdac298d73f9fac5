import type { AdjustmentRequest } from "@fenqi/contract";
import type { Back } from "@fenqi/core/offer";
import { Usage } from "./command.ts";
import { needed, oneOf, wholeNumber } from "./flags.ts";

const CAUSES = ["partner_terms", "compliance", "maintenance", "business", "incident", "risk"] as const;
const METHODS = ["card", "debit", "card_instalments", "wallet_instalments", "store_instalments", "lease"] as const;
const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

export const REQUEST_FLAGS = {
  cause: text,
  zh: text,
  en: text,
  back: text,
  starts: text,
  alternatives: text,
  partner: text,
  method: text,
  offer: text,
  count: text,
  market: text,
  channel: text,
  category: text,
  segment: text,
  all: flag,
  key: text,
  json: flag,
} as const;

export const LIFT_FLAGS = { "better-zh": text, "better-en": text, key: text, json: flag } as const;

type Values = { readonly [K in Exclude<keyof typeof REQUEST_FLAGS, "all" | "json">]?: string } & {
  readonly all: boolean;
};

/** The body of POST /v1/adjustments that the flags make. */
export function adjustmentRequest(kind: AdjustmentRequest["kind"], values: Values): AdjustmentRequest {
  return {
    kind,
    cause: oneOf(needed(values.cause, "--cause"), "--cause", CAUSES),
    scope: scopeOf(values),
    ...(values.starts && { starts_at: values.starts }),
    back: kind === "withdraw" ? { kind: "none" } : parseBack(needed(values.back, "--back")),
    explanation: { "zh-CN": needed(values.zh, "--zh"), en: needed(values.en, "--en") },
    ...(values.alternatives && { alternatives: values.alternatives.split(",") }),
  };
}

function scopeOf(values: Values): AdjustmentRequest["scope"] {
  const { partner, method, offer, count, market, channel, category, segment } = values;
  const scope = {
    ...(partner && { partner }),
    ...(method && { method: oneOf(method, "--method", METHODS) }),
    ...(offer && { offer }),
    ...(count && { count: wholeNumber(count, "--count", 1, 480) }),
    ...(market && { market }),
    ...(channel && { channel }),
    ...(category && { category }),
    ...(segment && { segment }),
  };
  const named = Object.keys(scope).length > 0;
  if (named === values.all) throw new Usage("Say what it reaches (--partner, --offer, …), or --all for everything.");
  return scope;
}

/** `INSTANT`, `FROM..UNTIL`, `by:INSTANT` or `none`. The server checks the instants. */
export function parseBack(said: string): Back {
  if (said === "none") return { kind: "none" };
  if (said.startsWith("by:")) return { kind: "update_by", by: said.slice(3) };
  const [from, until] = said.split("..");
  return until === undefined ? { kind: "at", at: said } : { kind: "window", from: from!, until };
}
