import { CircleAlert, CircleCheck, CircleSlash, Hourglass, Undo2 } from "lucide-react";
import type { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { plansWords } from "../../words/plans.ts";

type Plan = Awaited<ReturnType<typeof api.plan>>;
const words = wordsOf(plansWords);

export const PLAN_STATE_NAMES: Readonly<Record<Plan["state"], string>> = words.states;

const LOOKS = {
  pending_partner: [Hourglass, "waiting"],
  accepted: [Hourglass, "waiting"],
  active: [CircleCheck, "good"],
  overdue: [CircleAlert, "bad"],
  disputed: [CircleAlert, "paused"],
  settled: [CircleCheck, "plain"],
  cancelled: [CircleSlash, "plain"],
  refunded: [Undo2, "plain"],
  declined: [CircleSlash, "plain"],
  written_off: [CircleSlash, "plain"],
  returned: [Undo2, "plain"],
} as const satisfies Record<Plan["state"], readonly unknown[]>;

/** A plan's state; while it is being paid, how many of its rows are. */
export function PlanState({ plan, filled = false }: { readonly plan: Plan; readonly filled?: boolean }) {
  const [icon, tone] = LOOKS[plan.state];
  const paid = plan.schedule.filter(({ state }) => state === "paid").length;
  return (
    <State icon={icon} tone={tone} filled={filled}>
      {words.states[plan.state]}
      {plan.state === "active" && ` ${paid}/${plan.schedule.length}`}
    </State>
  );
}
