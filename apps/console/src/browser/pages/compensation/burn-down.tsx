import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { allPages } from "../../parts/all-pages.ts";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { compensationWords } from "../../words/compensation.ts";
import { type BurnStep, burnPath, burnSteps } from "./burn-steps.ts";
import type { Compensation } from "./compensation-state.tsx";

const words = wordsOf(compensationWords);
const WIDTH = 640;
const HEIGHT = 96;
/** Pages of grants that a chart reads. */
const MOST_PAGES = 40;

const allGrants = (id: string, signal: AbortSignal) =>
  allPages(MOST_PAGES, (after) => api.grants(id, after, { signal }));

/** What of the budget is used, as vouchers were given; the budget is the dashed line. */
export function BurnDown({ one }: { readonly one: Compensation }) {
  const { rule, progress } = one;
  const grants = useQuery({
    queryKey: ["compensations", "burn", one.id, progress.granted],
    queryFn: ({ signal }) => allGrants(one.id, signal),
  });
  const money = (minor: number) => written.money(minor, rule.currency);
  const spent = progress.granted * rule.amount;
  return (
    <Card title={words.burn} fact={words.burnFact(money(spent), money(rule.budget))}>
      <Loaded query={grants} rows={4}>
        {(given) => <Chart steps={burnSteps(given)} budget={rule.budget} money={money} />}
      </Loaded>
    </Card>
  );
}

interface ChartProps {
  readonly steps: readonly BurnStep[];
  readonly budget: number;
  readonly money: (minor: number) => string;
}

function Chart({ steps, budget, money }: ChartProps) {
  const spent = steps.at(-1)?.total ?? 0;
  const top = Math.max(budget, spent, 1);
  const line = HEIGHT - (HEIGHT * budget) / top;
  return (
    <>
      <p className="chart-end note" aria-hidden="true">
        {words.limit} {money(budget)}
      </p>
      <svg
        className="burn"
        viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
        role="img"
        aria-label={words.burnOf(money(spent), money(budget))}
      >
        <path className="burn-area" d={`${burnPath(steps, top, WIDTH, HEIGHT)}V${HEIGHT}H0Z`} />
        <path className="burn-line" d={burnPath(steps, top, WIDTH, HEIGHT)} />
        <path className="burn-base" d={`M0 ${HEIGHT}H${WIDTH}`} />
        <path className="burn-limit" d={`M0 ${line}H${WIDTH}`} />
      </svg>
      <details>
        <summary className="note">{words.burnTable}</summary>
        <Table
          label={words.burnTable}
          columns={[
            { id: "at", title: words.at, cell: ({ at }: BurnStep) => <When at={at} /> },
            { id: "total", title: words.total, kind: "number", cell: ({ total }: BurnStep) => money(total) },
          ]}
          rows={steps}
          rowKey={({ at }) => at}
          className="dense"
        />
      </details>
    </>
  );
}
