import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Figures } from "../../parts/facts.tsx";
import { Table } from "../../parts/table.tsx";
import { useNow, When } from "../../parts/when.tsx";
import { waitlistWords } from "../../words/waitlist.ts";
import { type DemandHour, demandPath, demandSteps, sumOf } from "./demand.ts";

const words = wordsOf(waitlistWords);
type Way = Awaited<ReturnType<typeof api.waitlist>>["items"][number];

const WIDTH = 640;
const HEIGHT = 72;

/** How many wait for one way, and the steps in which that came about; the waves stand in the table. */
export function WaitingFor({ way, name }: { readonly way: Way; readonly name: string }) {
  const { waiting, unconfirmed, since, hours } = way;
  return (
    <>
      <Figures
        items={[
          { name: words.waiting, value: written.count(waiting) },
          { name: words.unconfirmed, value: written.count(unconfirmed) },
          { name: words.since, value: since ? <When at={since} relative /> : words.nobody },
          { name: words.joined, value: written.count(sumOf(hours, "joined")) },
          { name: words.told, value: written.count(sumOf(hours, "told")) },
          { name: words.gone, value: written.count(sumOf(hours, "gone")) },
        ]}
      />
      {hours.length > 0 && <Steps hours={hours} waiting={waiting} name={name} />}
    </>
  );
}

interface StepsProps {
  readonly hours: readonly DemandHour[];
  readonly waiting: number;
  readonly name: string;
}

function Steps({ hours, waiting, name }: StepsProps) {
  const until = useNow();
  const steps = demandSteps(hours, waiting);
  const from = Date.parse(hours[0]!.at);
  const top = Math.max(1, ...steps.map((step) => step.waiting));
  const path = demandPath(steps, { from, until, top }, WIDTH, HEIGHT);
  return (
    <>
      <p className="chart-end note" aria-hidden="true">
        {words.demand} {written.count(waiting)} · {words.now}
      </p>
      <svg
        className="demand"
        viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
        role="img"
        aria-label={words.demandOf(name, written.count(top), written.count(waiting))}
      >
        <path className="demand-area" d={`${path}V${HEIGHT}H0Z`} />
        <path className="demand-line" d={path} />
        <path className="demand-base" d={`M0 ${HEIGHT}H${WIDTH}`} />
      </svg>
      <details>
        <summary className="note">{words.hours}</summary>
        <Table
          label={words.hours}
          columns={[
            { id: "at", title: words.at, cell: ({ at }: DemandHour) => <When at={at} /> },
            { id: "joined", title: words.joined, kind: "number", cell: ({ joined }: DemandHour) => joined },
            { id: "told", title: words.wave, kind: "number", cell: ({ told }: DemandHour) => told },
            { id: "gone", title: words.gone, kind: "number", cell: ({ gone }: DemandHour) => gone },
          ]}
          rows={hours.toReversed()}
          rowKey={({ at }) => at}
          className="dense"
        />
      </details>
    </>
  );
}
