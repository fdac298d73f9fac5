import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleHelp, Hourglass } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { State } from "../../parts/state.tsx";
import { When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { planWords } from "../../words/plan.ts";
import type { Plan } from "./commands.ts";

const words = wordsOf(planWords);
type Movement = Plan["movements"][number];

const LOOKS = {
  wanted: [Hourglass, "waiting"],
  asked: [Hourglass, "waiting"],
  unclear: [CircleHelp, "paused"],
  done: [CircleCheck, "good"],
  failed: [CircleAlert, "bad"],
} as const satisfies Record<Movement["state"], readonly unknown[]>;

/** What the partner was told to move, and where each stands; one that failed can be asked for again. */
export function MovementsCard({ plan }: { readonly plan: Plan }) {
  const queries = useQueryClient();
  const may = useMay()("plans:write");
  const retrying = useMutation({
    mutationFn: (n: number) => api.retryMovement(plan.id, n),
    onSettled: () => queries.invalidateQueries({ queryKey: ["plans"] }),
  });
  if (plan.movements.length === 0) return null;
  return (
    <Card title={words.movements}>
      <ul className="movements">
        {plan.movements.map(({ n, kind, state, amount, wanted_at, ended_at, fault }) => {
          const [icon, tone] = LOOKS[state];
          return (
            <li key={n}>
              <State icon={icon} tone={tone}>
                {words.movementStates[state]}
              </State>
              <span>
                {words.movementKinds[kind]} {written.money(amount, plan.currency)}
                {fault !== null && <code> {fault}</code>}
              </span>
              <When at={ended_at ?? wanted_at} />
              {state === "failed" && (
                <button
                  type="button"
                  className="btn"
                  disabled={!may || retrying.isPending}
                  onClick={() => retrying.mutate(n)}
                >
                  {words.retry}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <Refusal of={retrying.error} />
    </Card>
  );
}
