import { useQuery } from "@tanstack/react-query";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import { planWords } from "../../words/plan.ts";
import type { Plan } from "./commands.ts";
import { eventsQuery } from "./queries.ts";

const words = wordsOf(planWords);
const UNWELCOME = /missed|late_charged|disputed|declined|written_off|failed/;

/** What happened to a plan, the newest first. */
export function TimelineCard({ plan }: { readonly plan: Plan }) {
  const events = useQuery(eventsQuery(plan.id));
  return (
    <Card title={words.timeline}>
      <Loaded query={events}>
        {(items) => (
          <Timeline
            moments={items.toReversed().map(({ at, type, data }) => ({
              at,
              tone: UNWELCOME.test(type) ? "paused" : "good",
              text: (
                <>
                  {words.events[type] ?? type}
                  {typeof data.row === "number" && ` ${data.row}`}
                  {typeof data.amount === "number" && ` ${written.money(data.amount, plan.currency)}`}
                </>
              ),
            }))}
          />
        )}
      </Loaded>
    </Card>
  );
}
