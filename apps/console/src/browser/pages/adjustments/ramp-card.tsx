import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { Ladder } from "./ladder.tsx";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);
const percent = (ppm: number) => `${ppm / 10_000}%`;

/** 9: how it comes back: the steps, how long each stays, and what holds or turns them. */
export function RampCard({ record }: { readonly record: AdjustmentRecord }) {
  const { ramp } = record.adjustment;
  const at = record.ramp;
  return (
    <Card
      title={words.restore}
      step={9}
      anchor="restore"
      aside={at && (at.held ? words.held : words.step(at.step + 1))}
      flush
    >
      {ramp ? <Ladder steps={ramp.steps} at={at?.step} /> : <p className="pad">{words.restoreAtOnce}</p>}
      {ramp?.gates && (
        <table className="table dense">
          <thead>
            <tr>
              <th>{words.guardrail}</th>
              <th className="number">{words.limit}</th>
              <th>{words.ifCrossed}</th>
            </tr>
          </thead>
          <tbody>
            {ramp.gates.approval_drop_ppm !== undefined && (
              <tr>
                <td>{words.approvalDrop}</td>
                <td className="number">≤ {percent(ramp.gates.approval_drop_ppm)}</td>
                <td>{words.holdOrBack}</td>
              </tr>
            )}
            {ramp.gates.error_rise_ppm !== undefined && (
              <tr>
                <td>{words.errorRise}</td>
                <td className="number">≤ {percent(ramp.gates.error_rise_ppm)}</td>
                <td>{words.holdOrBack}</td>
              </tr>
            )}
            {ramp.gates.least_calls !== undefined && (
              <tr>
                <td>{words.leastCalls}</td>
                <td className="number">{ramp.gates.least_calls}</td>
                <td>{words.waitFor}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </Card>
  );
}
