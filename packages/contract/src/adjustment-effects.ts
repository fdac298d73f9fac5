import Type, { type Static } from "typebox";
import { closed, Instant, list, nullable, oneOf } from "./values.ts";

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Calls to the ways that an adjustment reaches, and how they ended. */
const Calls = closed("WatchedCalls", { calls: count, approvals: count, errors: count });

/** What an adjustment leaves alone, who was told of it, and how its ways do since. */
export const AdjustmentEffects = closed("AdjustmentEffects", {
  as_of: Instant,
  /** Plans of these ways that run on unchanged. */
  running_plans: count,
  /** `subscribers` hear of the next step; messages of the last 90 days by how far they are. */
  told: list(
    closed("ToldByChannel", {
      channel: oneOf("email", "sms", "wechat", "inbox", "webhook"),
      subscribers: count,
      waiting: count,
      sent: count,
      dead: count,
    }),
    10,
  ),
  /** Events that webhooks delivered to other programs. */
  programs: closed("ToldPrograms", { waiting: count, delivered: count, dead: count }),
  /** Since it began, or since the step of its return that stands; null before. `baseline`: the day before it began. */
  watch: nullable(
    closed("AdjustmentWatch", {
      since: Instant,
      calls: Calls,
      baseline: Calls,
      cases: count,
      baseline_cases: count,
      waiting: count,
    }),
  ),
});

export type AdjustmentEffects = Static<typeof AdjustmentEffects>;
