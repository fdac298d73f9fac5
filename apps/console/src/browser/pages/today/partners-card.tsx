import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, PauseCircle, TriangleAlert } from "lucide-react";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { State } from "../../parts/state.tsx";
import { useNow } from "../../parts/when.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { todayWords } from "../../words/today.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import { partnerName } from "../adjustments/reach.ts";
import { type Cell, cellsOf } from "./half-hours.ts";
import type { Health, TodayFigures } from "./queries.ts";

const words = wordsOf(todayWords);
const names = wordsOf(adjustmentsWords);
type Partner = Health["partners"][number];

interface PartnersCardProps {
  readonly today: UseQueryResult<TodayFigures>;
  readonly health: UseQueryResult<Health>;
}

/** Lines shown here: those in trouble first. All of them stand on the page of health. */
const SHOWN = 6;
const isWell = ({ state }: Partner): number => Number(state === "closed");

/** Each partner's last day in half hours, from calls that were made. */
export function PartnersCard({ today, health }: PartnersCardProps) {
  const days = today.data?.partners ?? [];
  return (
    <Card title={words.partners} aside={words.partnersFact} flush>
      <Loaded query={health} rows={6}>
        {({ partners }) => (
          <>
            <ul className="partner-days">
              {firstOf(partners).map((partner) => (
                <PartnerRow
                  key={`${partner.partner} ${partner.method}`}
                  partner={partner}
                  day={days.find((one) => one.partner === partner.partner && one.method === partner.method)}
                />
              ))}
            </ul>
            {partners.length > SHOWN && (
              <p className="more">
                <Link to="/health">{words.allPartners(partners.length)}</Link>
              </p>
            )}
            <p className="cell-key">
              {(["good", "some", "down", "none"] as const).map((cell) => (
                <span key={cell}>
                  <i className={cell} aria-hidden="true" />
                  {words.legend[cell]}
                </span>
              ))}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  );
}

const firstOf = (partners: readonly Partner[]) => partners.toSorted((a, b) => isWell(a) - isWell(b)).slice(0, SHOWN);

const STATES = {
  closed: [CircleCheck, "good"],
  open: [TriangleAlert, "bad"],
  probing: [PauseCircle, "paused"],
} as const satisfies Record<Partner["state"], readonly unknown[]>;

function PartnerRow(props: { readonly partner: Partner; readonly day: TodayFigures["partners"][number] | undefined }) {
  const { partner, day } = props;
  const now = useNow();
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  const name = catalogue ? partnerName(partner.partner, catalogue, locale) : partner.partner;
  const method = names.methods[partner.method] ?? partner.method;
  const calls = day?.half_hours.reduce((sum, one) => sum + one.calls, 0) ?? 0;
  const sum = (field: "errors" | "declines") => day?.half_hours.reduce((total, one) => total + one[field], 0) ?? 0;
  const [icon, tone] = STATES[partner.state];
  return (
    <li>
      <p className="row-ends">
        <span>
          <b>{name}</b> {!name.toLowerCase().endsWith(method.toLowerCase()) && <small className="note">{method}</small>}
        </span>
        <State icon={icon} tone={tone} filled>
          {words.partnerStates[partner.state]}
        </State>
      </p>
      <Cells cells={cellsOf(day?.half_hours ?? [], now)} label={words.cells(name)} />
      <p className="note">
        {calls === 0 ? (
          words.noCalls
        ) : (
          <>
            {day?.p95_ms != null && `${words.p95} ${Math.round(day.p95_ms)} ms · `}
            {words.errors} {written.share(sum("errors") / calls)} · {words.approvals}{" "}
            {written.share((calls - sum("errors") - sum("declines")) / calls)}
          </>
        )}
      </p>
    </li>
  );
}

function Cells({ cells, label }: { readonly cells: readonly Cell[]; readonly label: string }) {
  return (
    <div className="cells" role="img" aria-label={label}>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: half hours have no identity but their place
        <i key={at} className={cell} />
      ))}
    </div>
  );
}
