import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Layers } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { adjustmentQuery, useTitleOf } from "./queries.ts";
import { AdjustmentState } from "./state.tsx";

const words = wordsOf(adjustmentsWords);
const SHOWN = 5;

/** Others in force or scheduled that reach some of the same ways. */
export function OverlapsCard({ ids }: { readonly ids: readonly string[] }) {
  const titleOf = useTitleOf();
  const found = useQueries({ queries: ids.slice(0, SHOWN).map(adjustmentQuery) });
  if (ids.length === 0) return null;
  return (
    <Card title={words.overlaps} icon={Layers} aside={ids.length}>
      <p className="note">{words.overlapsText}</p>
      <ul className="overlaps">
        {found.map(({ data }, at) => (
          <li key={ids[at]}>
            <Link to="/adjustments/$id" params={{ id: ids[at]! }}>
              {data ? titleOf(data.adjustment) : ids[at]}
            </Link>
            {data && <AdjustmentState record={data} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
