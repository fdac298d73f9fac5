import { CircleCheck, Radar, Unplug } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { healthWords } from "../../words/health.ts";
import type { Watch } from "./model.ts";

const words = wordsOf(healthWords);
const LOOKS = {
  closed: [CircleCheck, "good"],
  open: [Unplug, "paused"],
  probing: [Radar, "waiting"],
} as const;

/** How a partner's method does: its breaker, and a person's word against it. */
export function WatchState({ watch, filled = false }: { readonly watch: Watch; readonly filled?: boolean }) {
  const [icon, tone] = LOOKS[watch.state];
  return (
    <State icon={icon} tone={tone} filled={filled}>
      {words.stateLead[watch.state]}
      {watch.hold !== "none" && ` · ${words.holds[watch.hold]}`}
    </State>
  );
}
