import type { UseQueryResult } from "@tanstack/react-query";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Sideways } from "../../parts/sideways.tsx";
import { useZone } from "../../session.ts";
import { todayWords } from "../../words/today.ts";
import type { TodayFigures } from "./queries.ts";

const words = wordsOf(todayWords);
const STAGES = ["quotes", "chosen", "authorised"] as const;

/** From quotes to funded plans, as they were recorded, beside the same hours a week ago. */
export function FunnelCard({ today }: { readonly today: UseQueryResult<TodayFigures> }) {
  const zone = useZone();
  return (
    <Card
      title={words.funnel}
      fact={
        today.data &&
        words.sinceMidnight(written.clock(today.data.day_began_at, zone), written.clock(today.data.as_of, zone))
      }
      aside={words.lastWeek}
      flush
    >
      <Loaded query={today} rows={4}>
        {({ funnel }) =>
          funnel.today.quotes === 0 && funnel.today.chosen === 0 ? (
            <Empty>{words.noQuotes}</Empty>
          ) : (
            <Sideways label={`${words.funnel} · ${words.asTable}`}>
              <table className="table funnel">
                <thead>
                  <tr>
                    <td />
                    <th className="number">{words.now}</th>
                    <td />
                    <th className="number">{words.rate}</th>
                    <th className="number">{words.week}</th>
                    <th>{words.lost}</th>
                  </tr>
                </thead>
                <tbody>
                  {STAGES.map((stage, at) => (
                    <StageRow key={stage} stage={stage} before={STAGES[at - 1]} funnel={funnel} />
                  ))}
                </tbody>
              </table>
            </Sideways>
          )
        }
      </Loaded>
    </Card>
  );
}

type Stage = (typeof STAGES)[number];
interface StageRowProps {
  readonly stage: Stage;
  readonly before: Stage | undefined;
  readonly funnel: TodayFigures["funnel"];
}

function StageRow({ stage, before, funnel: { today, week_ago } }: StageRowProps) {
  const most = Math.max(1, today.quotes, today.chosen);
  const rate = (of: typeof today) => (before && of[before] > 0 ? of[stage] / of[before] : undefined);
  const shown = (share: number | undefined) => (share === undefined ? "" : written.share(share));
  return (
    <tr>
      <th scope="row">{words.stages[stage]}</th>
      <td className="number strong">{written.count(today[stage])}</td>
      <td className="bar-cell" aria-hidden="true">
        <span
          className={`bar-part${stage === "authorised" ? " done" : ""}`}
          style={{ width: `${(today[stage] / most) * 100}%` }}
        />
      </td>
      <td className="number">{shown(rate(today))}</td>
      <td className="number quiet-text">{before ? shown(rate(week_ago)) : written.count(week_ago[stage])}</td>
      <td className="note">{lostText(stage, today)}</td>
    </tr>
  );
}

function lostText(stage: Stage, today: TodayFigures["funnel"]["today"]): string {
  if (stage === "quotes") return words.lostOf.quotes(written.count(today.with_missing));
  if (stage === "authorised")
    return words.lostOf.authorised(written.count(today.declined), written.count(today.unknown));
  return today.quotes === 0 ? "" : words.lostOf.chosen(written.share(Math.max(0, 1 - today.chosen / today.quotes)));
}
