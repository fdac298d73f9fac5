import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { NewAdjustment } from "../../parts/new-adjustment.tsx";
import { Page, WithRail } from "../../parts/page.tsx";
import { useSession, useZone } from "../../session.ts";
import { todayWords } from "../../words/today.ts";
import { announcementsQuery } from "../adjustments/queries.ts";
import { DueCard } from "./due-card.tsx";
import { FunnelCard } from "./funnel-card.tsx";
import { PartnersCard } from "./partners-card.tsx";
import { PromisesCard } from "./promises-card.tsx";
import { todayQuery } from "./queries.ts";
import { RunningCard } from "./running-card.tsx";
import { WaitingCard } from "./waiting-card.tsx";

const words = wordsOf(todayWords);

/** What needs the visitor, and how the day goes. */
export default function Today() {
  const zone = useZone();
  const today = useQuery(todayQuery);
  const health = useQuery({ queryKey: ["health", "today"], queryFn: ({ signal }) => api.partnersHealth({ signal }) });
  const troubled = health.data?.partners.filter(({ state }) => state !== "closed").length ?? 0;
  const { funnel, currency, as_of } = today.data ?? {};
  return (
    <Page
      title={words.title}
      facts={
        today.data && (
          <>
            <span>{written.date(today.data.day)}</span>
            {health.data && <span>{words.normal(health.data.partners.length - troubled)}</span>}
            {troubled > 0 && <b>{words.troubled(troubled)}</b>}
            {funnel && (
              <span>
                {words.funded(
                  written.count(funnel.today.authorised),
                  currency ? written.money(funnel.today.amount, currency) : "",
                )}
              </span>
            )}
            {as_of && (
              <span>
                {words.updated} {written.clock(as_of, zone)}
              </span>
            )}
          </>
        )
      }
      actions={<NewAdjustment label={words.create} />}
    >
      <WithRail
        rail={
          <>
            <PartnersCard today={today} health={health} />
            <PromisesCard />
            <RunningCard />
          </>
        }
      >
        <StoreTrouble />
        <WaitingCard />
        <FunnelCard today={today} />
        <DueCard today={today} />
      </WithRail>
    </Page>
  );
}

/** What the status page tells shoppers of the store itself. */
function StoreTrouble() {
  const { merchant } = useSession();
  const zone = useZone();
  const since = useQuery(announcementsQuery(merchant.id)).data?.not_recording_since;
  return since ? (
    <p className="failure" role="alert">
      {words.notRecording(written.clock(since, zone))}
    </p>
  ) : null;
}
