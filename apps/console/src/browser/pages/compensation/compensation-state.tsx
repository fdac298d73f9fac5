import { CircleCheck, CircleSlash, FilePen, Hourglass, Loader } from "lucide-react";
import type { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { compensationWords } from "../../words/compensation.ts";

const words = wordsOf(compensationWords);
export type Compensation = Awaited<ReturnType<typeof api.compensation>>;

const LOOKS = {
  draft: [FilePen, "plain"],
  submitted: [Hourglass, "waiting"],
  finding: [Loader, "good"],
  granting: [Loader, "good"],
  granted: [CircleCheck, "good"],
  rejected: [CircleSlash, "plain"],
} as const;

export function CompensationState({ state, filled = false }: Pick<Compensation, "state"> & { filled?: boolean }) {
  const [icon, tone] = LOOKS[state];
  return (
    <State icon={icon} tone={tone} filled={filled}>
      {words.states[state]}
    </State>
  );
}
