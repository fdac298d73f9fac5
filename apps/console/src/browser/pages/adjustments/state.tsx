import {
  Archive,
  CalendarClock,
  CircleCheck,
  CircleSlash,
  Hourglass,
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
  const [icon, tone] = LOOKS[record.state];
  const admitted = record.adjustment.admits_ppm;
  return (
    <State icon={icon} tone={tone} filled={filled}>
      {words.states[record.state]}
      {record.state === "ramping" && admitted !== undefined && ` ${admitted / 10_000}%`}
    </State>
  );
}
