import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import type { ReactNode } from "react";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { adjustmentWatchWords } from "../../words/adjustment-watch.ts";
import { type Effects, effectsQuery } from "./queries.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentWatchWords);
const FEEDS = [
  ["RSS", "/status/feed.rss"],
  ["Atom", "/status/feed.atom"],
  ["JSON", "/status/feed.json"],
] as const;
const BEGUN: ReadonlySet<AdjustmentRecord["state"]> = new Set(["active", "ramping", "lifted", "closed"]);
const CALENDAR = "/status/feed.ics";

/** Where it is told, each with its permanent address, and how many people and programs have heard. */
export function ToldCard({ record }: { readonly record: AdjustmentRecord }) {
  const effects = useQuery(effectsQuery(record)).data;
  const changes = record.adjustment.kind !== "inform";
  const announced =
    BEGUN.has(record.state) || (record.announced_at !== null && Date.parse(record.announced_at) <= Date.now());
  return (
    <Card title={words.told} icon={Megaphone} aside={announced ? words.toldAlready : words.toldThen}>
      <dl className="told-list">
        <Row name={words.statusPage}>
          {announced ? <a href={`/status/${record.id}`}>{words.permanent}</a> : words.atOnce}
        </Row>
        {changes && <Row name={words.checkout}>{words.atOnce}</Row>}
        <Row name={words.feeds}>
          {FEEDS.map(([name, address]) => (
            <a key={name} href={address}>
              {name}
            </a>
          ))}
          <a href={CALENDAR}>{words.calendar}</a>
        </Row>
        {!effects && <Row name={words.subscribers}>…</Row>}
        {effects && <People told={effects.told} />}
        {effects && (
          <Row name={words.programs}>
            <Link to="/webhooks" search={{ subject: record.id } as never}>
              {programsText(effects.programs)}
            </Link>
          </Row>
        )}
        {changes && <Row name={words.agents}>{words.atOnce}</Row>}
      </dl>
    </Card>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Every channel that anybody chose; what did not arrive is said. */
function People({ told }: { readonly told: Effects["told"] }) {
  if (told.length === 0) return <Row name={words.subscribers}>{words.nobody}</Row>;
  return told.map(({ channel, subscribers, waiting, sent, dead }) => (
    <Row key={channel} name={words.channels[channel]}>
      <span>
        <b>{words.people(written.count(subscribers))}</b>
        {sent + waiting + dead > 0 && (
          <small>
            {words.messages(written.count(sent), written.count(waiting), dead === 0 ? "" : written.count(dead))}
          </small>
        )}
      </span>
    </Row>
  ));
}

function programsText({ waiting, delivered, dead }: Effects["programs"]): string {
  if (waiting + delivered + dead === 0) return words.nothingSent;
  return words.deliveries(written.count(delivered), written.count(waiting), dead === 0 ? "" : written.count(dead));
}
