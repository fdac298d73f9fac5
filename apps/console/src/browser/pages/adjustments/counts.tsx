import { PauseCircle } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { Sideways } from "../../parts/sideways.tsx";
import { State } from "../../parts/state.tsx";
import { Strip } from "../../parts/strip.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { countCells } from "./count-cells.ts";
import type { AdjustmentRecord, Catalogue, Scope } from "./reach.ts";

const words = wordsOf(adjustmentsWords);
const MOST = 8;

interface CountsProps {
  readonly kind: Exclude<AdjustmentRecord["adjustment"]["kind"], "inform">;
  readonly scope: Scope;
  readonly catalogue: Catalogue;
}

/** The partner's counts now and after: what stays keeps its strip, what does not says so. */
export function CountsBeforeAfter({ kind, scope, catalogue }: CountsProps) {
  const cells = countCells(scope, catalogue).slice(0, MOST);
  if (cells.length === 0) return null;
  return (
    <Sideways label={words.countsOf}>
      <table className="counts" aria-label={words.countsOf}>
        <thead>
          <tr>
            <td />
            {cells.map(({ count }) => (
              <th key={count} scope="col">
                {count}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.countsBefore}</th>
            {cells.map(({ count, ways }) => (
              <td key={count}>
                <CountStrip count={count} ways={ways} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{words.countsAfter}</th>
            {cells.map(({ count, ways, reached }) => (
              <td key={count}>
                {reached < ways && <CountStrip count={count} ways={ways - reached} />}
                {reached > 0 && (
                  <State icon={PauseCircle} tone="paused">
                    {words.effects[kind]}
                  </State>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Sideways>
  );
}

function CountStrip({ count, ways }: { readonly count: number; readonly ways: number }) {
  const periods = Array.from({ length: count }, () => ({ total: 1, cost: 0 }));
  return <Strip periods={periods} height={10} label={words.waysCount(ways)} />;
}
