import { Link } from "@tanstack/react-router";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);
const TURNED: ReadonlySet<string> = new Set(["reject", "roll_back", "missed", "hold", "withdraw"]);

/** What happened to it, newest first, with what people noted. */
export function TimelineCard({ record }: { readonly record: AdjustmentRecord }) {
  const nameOf = usePersonName();
  const moments = (record.history ?? []).toReversed().map(({ move, at, by, note }) => ({
    at,
    tone: TURNED.has(move) ? ("paused" as const) : ("good" as const),
    text: (
      <>
        {words.moment(nameOf(by), words.moves[move] ?? move)}
        {note && <small className="note">{note}</small>}
      </>
    ),
  }));
  return (
    <Card
      title={words.timeline}
      aside={
        <Link to="/audit" search={{ subject: record.id } as never}>
          {words.auditLink}
        </Link>
      }
    >
      <Timeline moments={moments} />
    </Card>
  );
}
