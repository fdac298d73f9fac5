import type { Instant } from "@fenqi/core/calendar";
import { formatInstant } from "@fenqi/core/calendar";
import type { CaseQueue } from "./case-ports.ts";

/** How a store helps: configuration, shown wherever help is offered. */
export interface SupportPolicy {
  /** `9:00–21:00`; null where nobody chats. */
  readonly hours: string | null;
  readonly telephone: string | null;
  /** Within how many minutes a message is answered, by queue. */
  readonly reply_minutes: { readonly [Q in CaseQueue]: number };
  /** What one person may give for one case, in minor units by currency; above, another person decides. */
  readonly goodwill_limits: { readonly [currency: string]: number };
  /** Days that a voucher given as goodwill can be used. */
  readonly voucher_days: number;
  /** Days that a closed case is kept before it is erased. */
  readonly keep_days: number;
}

const HOUR = 60;

export const DEFAULT_SUPPORT: SupportPolicy = {
  hours: null,
  telephone: null,
  reply_minutes: { availability: 2 * HOUR, review: 24 * HOUR, plans: 4 * HOUR, general: 8 * HOUR },
  goodwill_limits: {},
  voucher_days: 90,
  keep_days: 365,
};

/** When a message of this queue is to be answered. */
export const dueAt = (policy: SupportPolicy, queue: CaseQueue, nowMs: number): Instant =>
  formatInstant(nowMs + policy.reply_minutes[queue] * 60_000);
