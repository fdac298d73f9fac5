import type { CauseCategory } from "./types.ts";

/**
 * Every code that can make a way missing, in the fixed order in which causes are named, with its category and the id of
 * its standard explanation. `null`: the category and words are the adjustment's own.
 */
export const CAUSES = {
  withdrawn: { category: null, explanation: null },
  suspended: { category: null, explanation: null },
  restricted: { category: null, explanation: null },
  no_longer_offered: { category: "validity", explanation: "off.withdrawn" },
  not_yet_offered: { category: "validity", explanation: "off.not_yet" },
  partner_unavailable: { category: "incident", explanation: "off.incident" },
  rate_above_cap: { category: "compliance", explanation: "off.cap" },
  cost_above_cap: { category: "compliance", explanation: "off.cap.cost" },
  quota_used_up: { category: "promotion", explanation: "off.quota" },
  outside_window: { category: "calendar", explanation: "off.window" },
  amount_below_min: { category: "order", explanation: "off.order" },
  amount_above_max: { category: "order", explanation: "off.order" },
  category_not_covered: { category: "order", explanation: "off.goods" },
  category_excluded: { category: "order", explanation: "off.goods.excluded" },
  tag_not_covered: { category: "order", explanation: "off.goods" },
  tag_excluded: { category: "order", explanation: "off.goods.excluded" },
  share_too_low: { category: "order", explanation: "off.share" },
  line_excluded: { category: "order", explanation: "off.line" },
  order_rule: { category: "order", explanation: null },
  shopper_unknown: { category: "store", explanation: "off.shopper.unknown" },
  shopper_unverified: { category: "store", explanation: "off.shopper.unverified" },
  store_rule: { category: "store", explanation: "off.personal.store" },
  lender_declined: { category: "lender", explanation: "off.personal.lender" },
} as const satisfies Record<string, { category: CauseCategory | null; explanation: string | null }>;

export type CauseCode = keyof typeof CAUSES;
export const CAUSE_CODES = Object.keys(CAUSES) as readonly CauseCode[];
