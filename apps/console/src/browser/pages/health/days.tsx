import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { healthWords } from "../../words/health.ts";
import { daysOf, type History, knownFrom, type Watch } from "./model.ts";

const words = wordsOf(healthWords);
const DAY_MINUTES = 1_440;

/** 90 days of the breaker: pale where it was closed, gamboge by how long it was not. Each day says so in words. */
export function Days({ events, watch, until }: { events: History["events"]; watch: Watch; until: number }) {
  const days = daysOf(events, watch.state, knownFrom(events, watch.since), until);
  const known = days.flatMap(({ openMinutes }) => openMinutes ?? []);
  const open = known.reduce((sum, minutes) => sum + minutes, 0);
  const openings = events.filter(({ event }) => event === "opened" || event === "held_open").length;
  const dateOf = (ms: number) => written.date(new Date(ms).toISOString().slice(0, 10));
  return (
    <Card
      title={words.days}
      fact={words.daysFact(written.share(1 - open / (Math.max(1, known.length) * DAY_MINUTES), 2))}
      aside={words.openings(openings)}
    >
      <ol className="ninety">
        {days.map(({ from, openMinutes }) => (
          <li key={from} className={lookOf(openMinutes)} title={wordsFor(dateOf(from), openMinutes)}>
            {openMinutes ? <span className="visually-hidden">{wordsFor(dateOf(from), openMinutes)}</span> : null}
          </li>
        ))}
      </ol>
      <p className="ninety-ends note">
        <span>{dateOf(days[0]!.from)}</span>
        <span>{words.today}</span>
      </p>
    </Card>
  );
}

const lookOf = (openMinutes: number | null): string =>
  openMinutes === null ? "unknown" : openMinutes === 0 ? "" : openMinutes > 60 ? "long" : "short";

const wordsFor = (date: string, openMinutes: number | null): string =>
  openMinutes === null ? `${date}: ${words.unwatched}` : words.day(date, openMinutes);
