import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { locale, wordsOf, written } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { When } from "../../parts/when.tsx";
import { planWords } from "../../words/plan.ts";
import { plansWords } from "../../words/plans.ts";
import { CommandCard } from "./command-card.tsx";
import type { CommandId, Plan } from "./commands.ts";
import { CommandsBar } from "./commands-bar.tsx";
import { ConsentCard } from "./consent-card.tsx";
import { EntriesCard } from "./entries-card.tsx";
import { MovementsCard } from "./movements-card.tsx";
import { PlanState } from "./plan-state.tsx";
import { ProposalsCard } from "./proposals-card.tsx";
import { type Preview, planQuery } from "./queries.ts";
import { ScheduleCard } from "./schedule-card.tsx";
import { StripCard } from "./strip-card.tsx";
import { TimelineCard } from "./timeline-card.tsx";

const words = wordsOf(planWords);
const UP = { to: "/plans", text: wordsOf(plansWords).title };

/** One plan: what is owed and paid, what every event booked, and what can be done, seen before it is done. */
export default function PlanPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const plan = useQuery(planQuery(id));
  if (plan.data) return <Found key={id} plan={plan.data} />;
  return (
    <Page title={id} up={UP}>
      <Loaded query={plan} rows={16}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Found({ plan }: { readonly plan: Plan }) {
  const [command, setCommand] = useState<CommandId>();
  const [preview, setPreview] = useState<Preview>();
  const [said, setSaid] = useState("");
  const close = () => {
    setCommand(undefined);
    setPreview(undefined);
  };
  const done = (text: string) => {
    close();
    setSaid(text);
  };
  return (
    <Page
      title={words.title(plan.partner.name[locale], plan.schedule.length, written.money(plan.amount, plan.currency))}
      up={UP}
      facts={
        <>
          <PlanState plan={plan} filled />
          <code>{plan.id}</code>
          <span>
            {words.order} <code>{plan.order_ref}</code>
          </span>
          <span>
            {words.made} <When at={plan.created_at} />
          </span>
          <code>{plan.offer}</code>
        </>
      }
      actions={<CommandsBar plan={plan} open={command} onOpen={setCommand} />}
    >
      <p className="said-done" role="status">
        {said}
      </p>
      <StripCard plan={plan} />
      <div className="halves plan-halves">
        <div className="column">
          <ScheduleCard plan={plan} />
          <EntriesCard plan={plan} preview={command ? preview : undefined} command={command} />
        </div>
        <div className="column">
          {command && (
            <CommandCard
              key={command}
              plan={plan}
              command={command}
              onPreview={setPreview}
              onClose={close}
              onDone={done}
            />
          )}
          <ProposalsCard plan={plan.id} currency={plan.currency} />
          <MovementsCard plan={plan} />
          <TimelineCard plan={plan} />
          <ConsentCard plan={plan.id} />
        </div>
      </div>
    </Page>
  );
}
