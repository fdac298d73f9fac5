import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Skeleton } from "../../parts/failure.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { todayWords } from "../../words/today.ts";
import { useTitleOf } from "../adjustments/queries.ts";
import { AdjustmentState } from "../adjustments/state.tsx";

const words = wordsOf(todayWords);
const names = wordsOf(adjustmentsWords);
const SHOWN = 8;

/** Adjustments in force or coming back; the newest of them. */
export function RunningCard() {
  const titleOf = useTitleOf();
  const found = useQueries({
    queries: (["ramping", "active"] as const).map((state) => ({
      queryKey: ["adjustments", "running", state],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.adjustments({ state }, { signal }),
    })),
  });
  const running = found.flatMap(({ data }) => data?.items ?? []);
  const pending = found.some(({ isPending }) => isPending);
  return (
    <Card title={words.running} aside={running.length || undefined}>
      {pending && <Skeleton rows={4} />}
      {!pending && running.length === 0 && <p className="note">{words.noRunning}</p>}
      <ul className="running">
        {running.slice(0, SHOWN).map((record) => (
          <li key={record.id}>
            <p className="row-ends">
              <Link to="/adjustments/$id" params={{ id: record.id }}>
                {titleOf(record.adjustment)}
              </Link>
              <AdjustmentState record={record} />
            </p>
            <p className="note">{names.causes[record.adjustment.cause]}</p>
          </li>
        ))}
      </ul>
      {running.length > SHOWN && <Link to="/adjustments">{words.seeAll}</Link>}
    </Card>
  );
}
