import { History } from "lucide-react";
import { useEffect } from "react";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { isTyping } from "../../parts/typing.ts";
import { useZone } from "../../session.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Moment, Traced } from "./checks.ts";
import { momentText } from "./moment-text.ts";

const words = wordsOf(quotesWords);

/**
 * The instants at which the answer could change, as a line of stretches: choosing one recomputes the page "as of" it. The
 * stretches have no scale; their times stand above them.
 */
export function Instants({ traced, onInstant }: { traced: Traced; onInstant: (at: string | undefined) => void }) {
  const zone = useZone();
  const { moments, as_of } = traced;
  const at = currentOf(moments, as_of.at);
  const go = (index: number) => {
    const moment = moments[Math.max(0, Math.min(moments.length - 1, index))];
    if (moment) onInstant(moment.why === "quote" ? undefined : moment.at);
  };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      go(at + step);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
  const [own, now] = [moments.find(({ why }) => why === "quote"), moments.find(({ why }) => why === "now")];
  return (
    <Card
      title={words.instant}
      fact={words.instantHint}
      icon={History}
      aside={
        <span className="seg">
          {own && (
            <button type="button" aria-pressed={as_of.own} onClick={() => onInstant(undefined)}>
              {words.asQuoted(written.clock(own.at, zone))}
            </button>
          )}
          {now && (
            <button type="button" aria-pressed={as_of.at === now.at} onClick={() => onInstant(now.at)}>
              {words.now(written.clock(now.at, zone))}
            </button>
          )}
        </span>
      }
    >
      <ol className="instants">
        {moments.map((moment, index) => (
          <li key={moment.at + moment.why} className={index === at ? "at" : undefined}>
            <button
              type="button"
              aria-current={index === at ? "step" : undefined}
              className={moment.lost.length > 0 ? "short" : undefined}
              onClick={() => go(index)}
            >
              <time dateTime={moment.at}>{written.moment(moment.at, zone)}</time>
              <span className="stretch" aria-hidden="true" />
              <small>
                {words.versionNo(moment.seq)} {momentText(moment)}
              </small>
            </button>
          </li>
        ))}
      </ol>
      <input
        type="range"
        aria-label={words.slider}
        aria-valuetext={written.moment(as_of.at, zone)}
        min={0}
        max={moments.length - 1}
        value={at}
        onChange={(event) => go(Number(event.target.value))}
      />
    </Card>
  );
}

/** The moment that an instant falls into. */
export function currentOf(moments: readonly Moment[], at: string): number {
  const ms = Date.parse(at);
  return Math.max(
    0,
    moments.findLastIndex((moment) => Date.parse(moment.at) <= ms),
  );
}
