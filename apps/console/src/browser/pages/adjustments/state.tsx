import {
  Archive,
  CalendarClock,
  CircleCheck,
  CircleSlash,
  Hourglass,
  Megaphone,
  PauseCircle,
  PencilLine,
  TrendingUp,
} from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

const LOOKS = {
  draft: [PencilLine, "plain"],
  submitted: [Hourglass, "waiting"],
  approved: [CircleCheck, "waiting"],
  scheduled: [CalendarClock, "waiting"],
  active: [PauseCircle, "paused"],
  ramping: [TrendingUp, "paused"],
  lifted: [CircleCheck, "good"],
  closed: [Archive, "plain"],
  withdrawn: [CircleSlash, "plain"],
} as const satisfies Record<AdjustmentRecord["state"], readonly unknown[]>;

/** Where an adjustment stands; one that comes back says how far. */
export function AdjustmentState({ record, filled = false }: { record: AdjustmentRecord; filled?: boolean }) {
  const { state, adjustment } = record;
  const informs = adjustment.kind === "inform";
  const [icon, tone] = informs && state === "active" ? ([Megaphone, "plain"] as const) : LOOKS[state];
  const admitted = adjustment.admits_ppm;
  return (
    <State icon={icon} tone={tone} filled={filled}>
      {informs && state === "lifted" ? words.states.closed : words.states[state]}
      {state === "ramping" && admitted !== undefined && ` ${admitted / 10_000}%`}
    </State>
  );
}
