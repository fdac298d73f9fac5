import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  CalendarClock,
  FileDiff,
  Gift,
  Hourglass,
  type LucideIcon,
  MessageSquare,
  Scale,
  TriangleAlert,
  Users,
  Wallet,
} from "lucide-react";
import { useState } from "react";
import { type WaitingKind, type WaitingList, waitingQuery } from "../../frame/waiting.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { useNow } from "../../parts/when.tsx";
import { useZone } from "../../session.ts";
import { todayWords } from "../../words/today.ts";
import { catalogueQuery, useTitleOf } from "../adjustments/queries.ts";
import { partnerName } from "../adjustments/reach.ts";

const words = wordsOf(todayWords);
type Item = WaitingList["items"][number];
type Tab = keyof typeof words.tabs;

const LOOKS = {
  approval: [Hourglass, "waiting", "approval"],
  apply: [Hourglass, "waiting", "approval"],
  review: [TriangleAlert, "paused", "incident"],
  promise: [CalendarClock, "paused", "promise"],
  drift: [FileDiff, "paused", "exception"],
  exceptions: [Scale, "paused", "exception"],
  case: [MessageSquare, "waiting", "people"],
  goodwill: [Gift, "waiting", "approval"],
  compensation: [Gift, "waiting", "approval"],
  movement: [Wallet, "bad", "exception"],
  proposal: [Users, "waiting", "approval"],
} as const satisfies Record<WaitingKind, readonly [LucideIcon, string, Tab]>;

/** Kinds whose `by` is who raised them; of the others it is what they belong to. */
const BY_SOMEBODY: ReadonlySet<WaitingKind> = new Set([
  "approval",
  "apply",
  "review",
  "promise",
  "goodwill",
  "compensation",
  "proposal",
] as const);

/** What needs this person, soonest first, each with the button that leads to it. */
export function WaitingCard() {
  const waiting = useQuery(waitingQuery);
  const [tab, setTab] = useState<Tab>("all");
  const counts = waiting.data?.counts ?? [];
  const countOf = (of: Tab) =>
    counts.filter(({ kind }) => of === "all" || LOOKS[kind][2] === of).reduce((sum, { count }) => sum + count, 0);
  const tabs = (Object.keys(words.tabs) as Tab[]).filter((each) => each === "all" || countOf(each) > 0);
  return (
    <Card
      title={words.waiting}
      fact={waiting.data && words.waitingFact(countOf("all"))}
      aside={
        <div className="seg">
          {tabs.map((each) => (
            <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
              {words.tabs[each]} {countOf(each)}
            </button>
          ))}
        </div>
      }
      flush
    >
      <Loaded query={waiting} rows={5}>
        {({ items }) => {
          const shown = items.filter(({ kind }) => tab === "all" || LOOKS[kind][2] === tab);
          if (shown.length === 0) return <Empty>{tab === "all" ? words.nothing : words.nothingFor}</Empty>;
          return (
            <ul className="waiting">
              {shown.map((item) => (
                <WaitingRow key={`${item.kind} ${item.id}`} item={item} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}

function WaitingRow({ item }: { readonly item: Item }) {
  const titleOf = useTitleOf();
  const nameOf = usePersonName();
  const catalogue = useQuery(catalogueQuery).data?.catalogue;
  const partnerOf = (id: string) => (catalogue ? partnerName(id, catalogue, locale) : id);
  const { kind, id, by, adjustment } = item;
  const [Icon, tone] = LOOKS[kind];
  return (
    <li>
      <Icon size={17} className={`tone ${tone}`} aria-hidden="true" />
      <div className="what">
        <b>{adjustment ? titleOf(adjustment) : subjectOf(item, partnerOf)}</b>
        <small>
          <code>{id}</code> {by && BY_SOMEBODY.has(kind) && words.by(nameOf(by))}
        </small>
      </div>
      <span className="kind">{words.kinds[kind]}</span>
      <Deadline at={item.due_at} />
      <Link className="btn" to={addressOf(item)}>
        {words.actions[kind]}
      </Link>
    </li>
  );
}

function Deadline({ at }: { readonly at: string | null }) {
  const zone = useZone();
  const now = useNow();
  if (at === null) return <span className="deadline note">{words.noDue}</span>;
  const minutes = Math.round((Date.parse(at) - now) / 60_000);
  const apart = words.hoursLeft(Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60);
  return (
    <span className="deadline">
      <time dateTime={at}>{written.moment(at, zone)}</time>
      <small className={minutes < 0 ? "late" : minutes < 120 ? "near" : ""}>
        {minutes < 0 ? words.over(apart) : words.left(apart)}
      </small>
    </span>
  );
}

function subjectOf({ kind, id, by, count, says }: Item, partnerOf: (id: string) => string): string {
  switch (kind) {
    case "case":
      return says ?? words.subjects.case(id);
    case "exceptions":
      return words.subjects.exceptions(by === null ? id : partnerOf(by), count);
    case "drift":
    case "goodwill":
    case "compensation":
    case "movement":
      return words.subjects[kind](id);
    case "proposal":
      return words.subjects.proposal();
    default:
      return id;
  }
}

function addressOf({ kind, id, by }: Item): string {
  switch (kind) {
    case "drift":
      return by?.startsWith("adj_") ? `/adjustments/${by}` : "/partners";
    case "exceptions":
      return `/reconciliation/${id}`;
    case "case":
    case "goodwill":
      return `/cases/${id}`;
    case "compensation":
      return `/compensation/${id}`;
    case "movement":
    case "proposal":
      return `/plans/${id}`;
    default:
      return `/adjustments/${id}`;
  }
}
