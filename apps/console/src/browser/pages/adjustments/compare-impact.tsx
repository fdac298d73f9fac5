import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { refusalText } from "../../parts/failure.tsx";
import { adjustmentCompareWords } from "../../words/adjustment-compare.ts";
import { simulationWords } from "../../words/simulation.ts";
import { currencyOfBoth, type ImpactRow, impactRows, lostByAmount } from "./impact-rows.ts";
import { simulationOf } from "./queries.ts";
import type { AdjustmentRecord } from "./reach.ts";
import { startSimulation, usualPeriod } from "./simulation-runs.ts";

const words = wordsOf(adjustmentCompareWords);
const simulationNames = wordsOf(simulationWords);
const RUNNING_MS = 1_000;

/** What both come to: carts that lose or gain, what catches them, how the cheapest way moves, and whom it leaves without. */
export function CompareImpact({ records }: { readonly records: readonly [AdjustmentRecord, AdjustmentRecord] }) {
  const queries = useQueryClient();
  const newest = useQuery({ ...simulationOf(records[0].id), refetchInterval: whileRunning });
  const other = useQuery({ ...simulationOf(records[1].id), refetchInterval: whileRunning });
  const simulations = [newest.data, other.data];
  const running = simulations.some((one) => one?.state === "running");
  const run = useMutation({
    // One period for both: the same carts are asked.
    mutationFn: async () => {
      const period = usualPeriod();
      await startSimulation(records[0].id, period);
      await ended(records[0].id, queries);
      await startSimulation(records[1].id, period);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["adjustments", "simulation"] }),
  });
  const summaries = simulations.map((one) => one?.summary ?? undefined);
  const currency = currencyOfBoth(summaries);
  const [a, b] = summaries.map((summary) => summary?.currencies.find((one) => one.currency === currency));
  return (
    <Card
      title={words.impact}
      aside={
        <button type="button" className="btn" disabled={running || run.isPending} onClick={() => run.mutate()}>
          {running || run.isPending ? words.running : words.run}
        </button>
      }
      flush
    >
      {run.isError && <p className="field-error pad">{refusalText(run.error)}</p>}
      {currency === undefined ? (
        <p className="note pad">{words.never}</p>
      ) : (
        <table className="table compare" aria-label={words.impact}>
          <thead>
            <tr>
              <th>{words.carts(currency)}</th>
              {records.map(({ id }) => (
                <th key={id} className="number" colSpan={2}>
                  <code>{id}</code>
                </th>
              ))}
              <th className="number">{words.difference}</th>
            </tr>
          </thead>
          <tbody>
            {impactRows(a, b).map((row) => (
              <Row key={row.id} row={row} currency={currency} />
            ))}
            {lostByAmount(a, b).map(({ from, carts }) => (
              <tr key={from}>
                <td>↳ {words.withoutFrom(written.money(from, currency))}</td>
                <td className="number">{written.count(carts[0])}</td>
                <td />
                <td className="number">{written.count(carts[1])}</td>
                <td />
                <td className="number">{apart(carts[0], carts[1])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {currency !== undefined && (a === undefined || b === undefined) && (
        <p className="note pad">{simulationNames.never}</p>
      )}
    </Card>
  );
}

const whileRunning = ({ state }: { state: { data?: { state: string } | null | undefined } }) =>
  state.data?.state === "running" ? RUNNING_MS : false;

/** Waits until the newest replay of an adjustment has ended: a merchant has one at a time. */
async function ended(id: string, queries: ReturnType<typeof useQueryClient>): Promise<void> {
  for (;;) {
    const simulation = await queries.fetchQuery({ ...simulationOf(id), staleTime: 0 });
    if (simulation?.state !== "running") return;
    await new Promise((resolve) => setTimeout(resolve, RUNNING_MS));
  }
}

function Row({ row: { id, carts, amounts }, currency }: { readonly row: ImpactRow; readonly currency: string }) {
  const cells = [0, 1].flatMap((at) => [
    <td key={`carts ${at}`} className="number">
      {carts[at] === undefined ? "—" : written.count(carts[at])}
    </td>,
    <td key={`amount ${at}`} className="number quiet-text">
      {amounts[at] === undefined ? "" : written.money(amounts[at], currency)}
    </td>,
  ]);
  return (
    <tr className={id === "without_instalments" ? "strong" : undefined}>
      <td>{words.rows[id]}</td>
      {cells}
      <td className="number">{apart(carts[0], carts[1])}</td>
    </tr>
  );
}

function apart(first: number | undefined, second: number | undefined): string {
  if (first === undefined || second === undefined) return "—";
  const more = second - first;
  return more > 0 ? `+${written.count(more)}` : written.count(more);
}
