import { useQuery } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Failure, Skeleton } from "../../parts/failure.tsx";
import { State } from "../../parts/state.tsx";
import { When } from "../../parts/when.tsx";
import { useMay, useSession } from "../../session.ts";
import { adjustmentMovesWords } from "../../words/adjustment-moves.ts";
import { adjustmentWatchWords } from "../../words/adjustment-watch.ts";
import { type WatchRow, watchRows } from "./gates.ts";
import { type MoveId, movesOf } from "./moves.ts";
import { hindranceText } from "./moves-bar.tsx";
import { effectsQuery } from "./queries.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentWatchWords);
const moveWords = wordsOf(adjustmentMovesWords);
const share = (value: number | null) => (value === null ? "—" : written.share(value));

interface WatchCardProps {
  readonly record: AdjustmentRecord;
  readonly onMove: (move: MoveId) => void;
}

/** 8: how its ways do since it began, or since a step opened, against the day before; and what stops or turns a return. */
export function WatchCard({ record, onMove }: WatchCardProps) {
  const effects = useQuery(effectsQuery(record));
  const watch = effects.data?.watch ?? undefined;
  const gates = record.adjustment.ramp?.gates;
  const rows = watch && watchRows(gates, watch.calls, watch.baseline);
  return (
    <Card
      title={words.watch}
      step={8}
      anchor="watch"
      aside={
        watch && (
          <>
            {words.since} <When at={watch.since} />
          </>
        )
      }
      flush
    >
      {effects.isPending && <Skeleton rows={5} />}
      {effects.isError && <Failure error={effects.error} again={() => void effects.refetch()} />}
      {effects.data?.watch === null && <p className="note pad">{words.notBegun}</p>}
      {watch && rows && (
        <>
          <table className="table dense" aria-label={words.watch}>
            <thead>
              <tr>
                <th>{words.measure}</th>
                <th className="number">{words.baseline}</th>
                <th className="number">{words.now}</th>
                <th className="number">{words.limit}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Measure key={row.id} row={row} />
              ))}
              <Count
                name={words.calls}
                before={watch.baseline.calls}
                now={watch.calls.calls}
                least={gates?.least_calls}
              />
              <Count name={words.cases} before={watch.baseline_cases} now={watch.cases} />
              <Count name={words.waiting} now={watch.waiting} />
            </tbody>
          </table>
          <p className="note pad">{verdictOf(rows)}</p>
        </>
      )}
      {record.state === "ramping" && <RampMoves record={record} onMove={onMove} />}
    </Card>
  );
}

function Measure({ row: { id, baseline, now, limit, passed } }: { readonly row: WatchRow }) {
  return (
    <tr>
      <td>{words.measures[id]}</td>
      <td className="number">{share(baseline)}</td>
      <td className="number">
        {limit === null ? (
          share(now)
        ) : (
          <State icon={passed === "no" ? Check : TriangleAlert} tone={passed === "no" ? "good" : "paused"}>
            {share(now)}
          </State>
        )}
      </td>
      <td className="number">{limit === null ? "—" : `${id === "approvals" ? "≥" : "≤"} ${share(limit)}`}</td>
    </tr>
  );
}

interface CountProps {
  readonly name: string;
  readonly before?: number;
  readonly now: number;
  readonly least?: number | undefined;
}

function Count({ name, before, now, least }: CountProps) {
  return (
    <tr>
      <td>{name}</td>
      <td className="number">{before === undefined ? "—" : written.count(before)}</td>
      <td className="number">{written.count(now)}</td>
      <td className="number">{least === undefined ? "—" : `≥ ${written.count(least)}`}</td>
    </tr>
  );
}

function verdictOf(rows: readonly WatchRow[]): string {
  if (rows.every(({ baseline, now }) => baseline === null || now === null)) return words.noFigures;
  if (rows.some(({ passed }) => passed === "twice")) return words.passedTwice;
  return rows.some(({ passed }) => passed === "once") ? words.passed : words.within;
}

/** The two moves of a return, beside the figures that they are made from. */
function RampMoves({ record, onMove }: WatchCardProps) {
  const may = useMay();
  const { user } = useSession();
  const moves = movesOf(record, user.id, may).filter(({ id }) => id === "roll_back" || id === "advance");
  const hindrance = moves[0]?.hindrance;
  return (
    <div className="form-foot">
      {hindrance && <span className="note">{hindranceText(hindrance)}</span>}
      {moves.toReversed().map(({ id }) => (
        <button
          key={id}
          type="button"
          className={id === "roll_back" ? "btn danger" : "btn"}
          disabled={hindrance !== undefined}
          onClick={() => onMove(id)}
        >
          {moveWords.buttons[id]}
        </button>
      ))}
    </div>
  );
}
