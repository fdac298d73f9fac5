import type { SupportPolicy } from "../../engine/ports.ts";

type Wrong = (name: string, what: string) => void;

const QUEUES = ["availability", "review", "plans", "general"] as const;

const FORM =
  "must be JSON {hours, telephone, reply_minutes: {availability, review, plans, general}, goodwill_limits: {CNY: 5000}, voucher_days, keep_days}";

/** FENQI_SUPPORT: when and where people help, how soon they answer, and what one of them may give. */
export function readSupport(text: string | undefined, wrong: Wrong): SupportPolicy | undefined {
  if (!text) return undefined;
  try {
    const policy: unknown = JSON.parse(text);
    if (isPolicy(policy)) return policy;
  } catch {
    // Said below, as for any other form.
  }
  wrong("FENQI_SUPPORT", FORM);
  return undefined;
}

type Fields = { readonly [name: string]: unknown };

const isWhole = (value: unknown, min: number): boolean => Number.isSafeInteger(value) && (value as number) >= min;
const isLine = (value: unknown): boolean => value === null || (typeof value === "string" && value.trim() !== "");
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

function isPolicy(value: unknown): value is SupportPolicy {
  if (!isFields(value)) return false;
  const { hours, telephone, reply_minutes: minutes, goodwill_limits: limits, voucher_days, keep_days } = value;
  if (!isFields(minutes) || !isFields(limits)) return false;
  return (
    isLine(hours) &&
    isLine(telephone) &&
    isWhole(voucher_days, 1) &&
    isWhole(keep_days, 1) &&
    QUEUES.every((queue) => isWhole(minutes[queue], 1)) &&
    Object.entries(limits).every(([currency, limit]) => /^[A-Z]{3}$/.test(currency) && isWhole(limit, 0))
  );
}
