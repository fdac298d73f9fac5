import type { Adjustment } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import type { Explanation } from "@fenqi/core/explanation";

/** An adjustment as far as it is written: it is looked at before its words are. */
export type Proposed = Pick<Adjustment, "id" | "kind" | "cause" | "scope"> &
  Partial<Omit<Adjustment, "explanation">> & { readonly explanation?: Partial<Explanation> };

const UNWRITTEN = { "zh-CN": "暂不可用", en: "Not available now" } as const;

/**
 * The adjustment as though it were in force for everybody from `from` on: recorded quotes are older than what is proposed.
 * What is not written yet stands as the rules have it.
 */
export function inForceThroughout(proposed: Proposed, from: Instant): Adjustment {
  const { lifted_at: _, admits_ppm: __, explanation, ...rest } = proposed;
  return {
    back: { kind: "none" },
    alternatives: "auto",
    compensation: "none",
    ...rest,
    starts_at: from,
    explanation: { id: `${proposed.id}.why`, version: 1, ...UNWRITTEN, ...explanation },
  };
}
