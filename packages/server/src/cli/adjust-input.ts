import type { AdjustmentDraft, AdjustmentRequest, EmergencyRequest } from "@fenqi/contract";
import type { Back } from "@fenqi/core/offer";
import { parseAmount } from "./amount.ts";
import { Usage } from "./command.ts";
import { needed, oneOf, wholeNumber } from "./flags.ts";
import { instantOf } from "./instant.ts";

const CAUSES = ["partner_terms", "compliance", "maintenance", "business", "incident", "risk"] as const;
const METHODS = ["card", "debit", "card_instalments", "wallet_instalments", "store_instalments", "lease"] as const;
const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

export const REQUEST_FLAGS = {
  cause: text,
  zh: text,
  en: text,
  "title-zh": text,
  "title-en": text,
  back: text,
  starts: text,
  alternatives: text,
  compensation: text,
  budget: text,
  "valid-until": text,
  currency: text,
  audience: text,
  ramp: text,
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

/** An emergency says its words by the id of an explanation that was approved before. */
export const EMERGENCY_FLAGS = { ...REQUEST_FLAGS, explanation: text } as const;

export const KINDS = ["suspend", "demote", "restrict", "reprice", "withdraw", "inform"] as const;

type Values = { readonly [K in Exclude<keyof typeof REQUEST_FLAGS, "all" | "json">]?: string } & {
  readonly all: boolean;
};

/** The body of POST /v1/adjustments that the flags make. */
export function adjustmentRequest(kind: AdjustmentRequest["kind"], values: Values, now: Date): AdjustmentRequest {
  return {
    kind,
    cause: oneOf(needed(values.cause, "--cause"), "--cause", CAUSES),
    scope: scopeOf(values),
    ...(values.starts && { starts_at: instantOf(values.starts, now) }),
    ...(kind === "inform" && {
      title: { "zh-CN": needed(values["title-zh"], "--title-zh"), en: needed(values["title-en"], "--title-en") },
    }),
    back: kind === "withdraw" ? { kind: "none" } : parseBack(needed(values.back, "--back"), now),
    explanation: { "zh-CN": needed(values.zh, "--zh"), en: needed(values.en, "--en") },
    ...decisions(values, now),
    ...(values.ramp && { ramp: parseRamp(values.ramp) }),
  };
}

/** A draft: what is not given stays open. */
export function adjustmentDraft(kind: AdjustmentRequest["kind"], values: Values, now: Date): AdjustmentDraft {
  const { zh, en, back, ramp, "title-zh": titleZh, "title-en": titleEn } = values;
  return {
    kind,
    cause: oneOf(needed(values.cause, "--cause"), "--cause", CAUSES),
    scope: scopeOf(values),
    ...(values.starts && { starts_at: instantOf(values.starts, now) }),
    ...(back && { back: parseBack(back, now) }),
    ...((zh ?? en) && { explanation: { ...(zh && { "zh-CN": zh }), ...(en && { en }) } }),
    ...((titleZh ?? titleEn) && { title: { ...(titleZh && { "zh-CN": titleZh }), ...(titleEn && { en: titleEn }) } }),
    ...decisions(values, now),
    ...(ramp && { ramp: parseRamp(ramp) }),
  };
}

/** A pause at once, in words that were approved before. */
export function emergencyRequest(values: Values & { readonly explanation?: string }, now: Date): EmergencyRequest {
  return {
    cause: oneOf(values.cause ?? "incident", "--cause", CAUSES),
    scope: scopeOf(values),
    back: parseBack(needed(values.back, "--back"), now),
    explanation: needed(values.explanation, "--explanation"),
    ...decisions(values, now),
  };
}

function decisions(values: Values, now: Date) {
  const { alternatives, compensation } = values;
  return {
    ...(alternatives && { alternatives: alternatives === "auto" ? ("auto" as const) : alternatives.split(",") }),
    ...(compensation && {
      compensation: compensation === "none" ? ("none" as const) : ruleOf(compensation, values, now),
    }),
  };
}

/** A voucher of this amount, in currency units. */
function ruleOf(amount: string, { budget, currency = "CNY", audience, ...values }: Values, now: Date) {
  return {
    kind: "voucher" as const,
    amount: parseAmount(amount, currency, "--compensation"),
    currency,
    budget: parseAmount(needed(budget, "--budget"), currency, "--budget"),
    valid_until: instantOf(needed(values["valid-until"], "--valid-until"), now),
    audience: oneOf(audience ?? "no_equal_way", "--audience", ["no_equal_way", "missed_way"]),
  };
}

/** `5%:30,25%:60,100%:120`: shares of shoppers, each with the minutes before the next. */
export function parseRamp(said: string): NonNullable<AdjustmentRequest["ramp"]> {
  const steps = said.split(",").map((step) => {
    const [, share, minutes] = /^(\d{1,3})%:(\d{1,5})$/.exec(step) ?? [];
    if (share === undefined || minutes === undefined) throw new Usage(`--ramp is like 5%:30,100%:60, not ${said}.`);
    return { share_ppm: Number(share) * 10_000, dwell_minutes: Number(minutes) };
  });
  return { steps };
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

/** `INSTANT`, `FROM..UNTIL`, `by:INSTANT` or `none`; an instant may be said from now on ({@link instantOf}). */
export function parseBack(said: string, now: Date): Back {
  if (said === "none") return { kind: "none" };
  if (said.startsWith("by:")) return { kind: "update_by", by: instantOf(said.slice(3), now) };
  const [from, until] = said.split("..").map((part) => instantOf(part, now));
  return until === undefined ? { kind: "at", at: from! } : { kind: "window", from: from!, until };
}
