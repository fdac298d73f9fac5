import { ADJUSTMENT_CAUSES, type AdjustmentCause } from "@fenqi/core/adjustment";
import Type, { type Static } from "typebox";
import { byName, closed, Minor, nullable, oneOf } from "./values.ts";

const whole = Type.Integer({ minimum: 0 });
const hours = Object.fromEntries(ADJUSTMENT_CAUSES.map((cause) => [cause, whole])) as Record<
  AdjustmentCause,
  typeof whole
>;

/** How the server is run, as its environment says; nothing of it is changed here, and nothing of it is secret. */
export const Settings = closed("Settings", {
  engine: Type.String(),
  public_url: Type.String(),
  store: oneOf("embedded", "postgresql"),
  demo: Type.Boolean(),
  approvals: oneOf("two_people", "none"),
  notice_hours: closed("NoticeHours", hours, { description: "Asked for between announcement and start, by cause." }),
  reconcile_alone_up_to: Minor,
  refund_alone_up_to: Minor,
  session: closed("SessionTimes", { idle_minutes: whole, longest_hours: whole }),
  email: oneOf("smtp", "sandbox"),
  webhooks_inside: Type.Boolean({ description: "Whether webhooks may go to addresses inside the network." }),
  requests_per_second: whole,
  slo: closed(
    "ServiceLevel",
    {
      p95_ms: whole,
      error_ppm: whole,
    },
    { description: "What a call to a partner may take, 19 of 20, and how many may go without an answer." },
  ),
  support: closed("SupportSettings", {
    hours: nullable(Type.String()),
    telephone: nullable(Type.String()),
    reply_minutes: byName(whole, 20),
    goodwill_limits: byName(Minor, 200),
    voucher_days: whole,
    keep_days: whole,
  }),
});

export type Settings = Static<typeof Settings>;
