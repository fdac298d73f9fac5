import { reachTitle } from "@fenqi/words/announcement";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert, UserCheck } from "lucide-react";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import { useMay, useSession, useZone } from "../../session.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { healthWords } from "../../words/health.ts";
import { watchRows } from "../adjustments/gates.ts";
import { Ladder } from "../adjustments/ladder.tsx";
import { announcementsQuery, catalogueQuery, effectsQuery } from "../adjustments/queries.ts";
import type { AdjustmentRecord } from "../adjustments/reach.ts";
import { Hold } from "./hold.tsx";
import type { History, Watch } from "./model.ts";

const words = wordsOf(healthWords);
const names = wordsOf(adjustmentsWords);
const SHOWN = 12;
const LIFT = "adjustments:lift";

interface RailProps {
  readonly watch: Watch;
  readonly name: string;
  readonly incident: AdjustmentRecord | undefined;
  readonly events: History["events"];
}

/** The incident and what to do about it, what it cost shoppers, and what happened when. */
export function Rail({ watch, name, incident, events }: RailProps) {
  const stands = watch.incident !== null && incident !== undefined;
  return (
    <>
      {stands ? (
        <Incident incident={incident} />
      ) : (
        <Card title={words.incident}>
          <p className="quiet">{words.noIncident}</p>
        </Card>
      )}
      <Card title={words.act}>
        <Hold watch={watch} name={name} />
        <p className="note keep">{words.held}</p>
      </Card>
      <ByPeople watch={watch} />
      {stands && <Impact watch={watch} incident={incident} />}
      <Happened events={events} />
    </>
  );
}

/** What people decided about these ways meanwhile: a connection may be well, and its ways closed. */
function ByPeople({ watch }: { watch: Watch }) {
  const { merchant } = useSession();
  const inForce = useQuery(announcementsQuery(merchant.id)).data?.in_force ?? [];
  const found = inForce.flatMap((announcement) => {
    const { id, kind, cause, reach } = announcement;
    const isHere = reach.some(({ partner, method }) => partner.id === watch.partner && method === watch.method);
    if (kind === "inform" || id === watch.incident?.id || !isHere) return [];
    return [{ id, cause, title: names.titles[kind](reachTitle(announcement, locale)) }];
  });
  if (found.length === 0) return null;
  return (
    <Card title={words.byPeople} aside={found.length}>
      <ul className="running">
        {found.map(({ id, cause, title }) => (
          <li key={id}>
            <Link to="/adjustments/$id" params={{ id }}>
              {title}
            </Link>
            <p className="note">{names.causes[cause]}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Incident({ incident }: { incident: AdjustmentRecord }) {
  const may = useMay();
  const zone = useZone();
  const queries = useQueryClient();
  const { id, state, ramp, adjustment, review } = incident;
  const after = () =>
    Promise.all(["adjustments", "health"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
  const advance = useMutation({ mutationFn: () => api.advance(id), onSuccess: after });
  const back = useMutation({ mutationFn: () => api.rollBack(id), onSuccess: after });
  const steps = adjustment.ramp?.steps ?? [];
  const next = steps[(ramp?.step ?? -1) + 1];
  const failed = advance.error ?? back.error;
  return (
    <Card
      title={words.incident}
      icon={TriangleAlert}
      aside={
        <Link to="/adjustments/$id" params={{ id }}>
          <code>{id.slice(0, 14)}</code>
        </Link>
      }
    >
      <p className="keep">{adjustment.explanation?.[locale]}</p>
      {review?.state === "due" && (
        <p className="note">
          <UserCheck size={14} aria-hidden="true" /> {words.review}{" "}
          {words.reviewBy(written.moment(review.due_at, zone))}
        </p>
      )}
      {steps.length > 0 && <Ladder steps={steps} at={ramp?.step} />}
      {state === "ramping" && (
        <div className="actions">
          <button type="button" className="btn" disabled={!may(LIFT) || back.isPending} onClick={() => back.mutate()}>
            {words.rollBack}
          </button>
          {next && (
            <button
              type="button"
              className="btn filled"
              disabled={!may(LIFT) || advance.isPending}
              onClick={() => advance.mutate()}
            >
              {words.advance(written.share(next.share_ppm / 1_000_000, 0))}
            </button>
          )}
        </div>
      )}
      {state === "ramping" && !may(LIFT) && <p className="note">{words.needs(LIFT)}</p>}
      <Refusal of={failed} />
      <Guard incident={incident} />
    </Card>
  );
}

/** What holds a return or turns it back, and where it stands now against the day before. */
function Guard({ incident }: { incident: AdjustmentRecord }) {
  const gates = incident.adjustment.ramp?.gates;
  const watch = useQuery({ ...effectsQuery(incident), enabled: gates !== undefined }).data?.watch;
  if (!gates || !watch) return null;
  const share = (value: number | null) => (value === null ? "—" : written.share(value));
  return (
    <table className="table dense">
      <thead>
        <tr>
          <th scope="col">{words.guard}</th>
          <th scope="col" className="number">
            {words.guardNow}
          </th>
          <th scope="col" className="number">
            {words.limit}
          </th>
        </tr>
      </thead>
      <tbody>
        {watchRows(gates, watch.calls, watch.baseline).map(({ id, now, limit, passed }) => (
          <tr key={id} className={passed === "no" ? undefined : "left-out"}>
            <td>{id === "approvals" ? words.success : words.errorRate}</td>
            <td className="number">{share(now)}</td>
            <td className="number">{limit === null ? "—" : `${id === "approvals" ? "≥" : "≤"} ${share(limit)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What an incident keeps from shoppers, counted from what was recorded. */
function Impact({ watch, incident }: { watch: Watch; incident: AdjustmentRecord }) {
  const may = useMay();
  const zone = useZone();
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  const offer = catalogue?.offers.find(
    ({ partner, method }) => partner === watch.partner && method === watch.method,
  )?.id;
  const from = incident.adjustment.starts_at ?? incident.created_at;
  const quotes = useQuery({
    queryKey: ["quotes", "without", offer, from],
    queryFn: ({ signal }) => api.searchQuotes({ offer, from, missing: "some" }, { signal }),
    enabled: offer !== undefined && may("quotes:read"),
    refetchInterval: 15_000,
  });
  const count = quotes.data && `${quotes.data.items.length}${quotes.data.next_cursor ? "+" : ""}`;
  return (
    <Card title={words.impact}>
      <dl className="sums">
        <dt>
          {written.moment(from, zone)} {words.quotesMissing}
        </dt>
        <dd>{count ?? "—"}</dd>
        <dt>{words.plansKept}</dt>
        <dd className="good">{words.unaffected}</dd>
      </dl>
    </Card>
  );
}

function Happened({ events }: { events: History["events"] }) {
  const nameOf = usePersonName();
  const moments = events.slice(0, SHOWN).map(({ at, event, by, note }) => ({
    at,
    text: (
      <>
        {words.happened[event]}
        {!by.startsWith("fenqi:") && by !== "system" && words.by(nameOf(by))}
        {note && <small className="note"> {note}</small>}
      </>
    ),
    tone: /open|drifted/.test(event)
      ? ("paused" as const)
      : event === "probing"
        ? ("open" as const)
        : ("good" as const),
  }));
  return (
    <Card title={words.timeline} fact={words.timelineFact}>
      {moments.length === 0 ? <p className="quiet">{words.nothingHappened}</p> : <Timeline moments={moments} />}
    </Card>
  );
}
