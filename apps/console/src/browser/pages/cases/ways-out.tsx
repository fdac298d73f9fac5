import { fullTitle, type Locale, type Way } from "@fenqi/words";
import { Plus, Signpost } from "lucide-react";
import { wordsOf, written } from "../../locale.ts";
import { Strip } from "../../parts/strip.tsx";
import { useZone } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";
import type { Insert } from "./draft.ts";
import { insertOfWay, type WayOut } from "./inserts.ts";

const words = wordsOf(casesWords);
const SHOWN = 6;

interface WaysOutProps {
  readonly view: CaseSeen;
  readonly now: NonNullable<CaseSeen["now"]>;
  readonly may: boolean;
  readonly onInsert: (one: Insert) => void;
}

/** What the same cart could use now, the same count first, each with its strip at one scale. */
export function WaysOut({ view, now, may, onInsert }: WaysOutProps) {
  const zone = useZone();
  const titleOf = (way: WayOut) => titleIn(way, view.case.locale);
  const ways = now.alternatives.slice(0, SHOWN);
  const currency = view.seen?.currency ?? "CNY";
  const full = Math.max(0, ...ways.map(({ option }) => option.total ?? 0));
  return (
    <section>
      <h2>
        <Signpost size={16} aria-hidden="true" />
        {words.waysOut}
        <span className="fact">{words.sameCountFirst}</span>
      </h2>
      {now.available && <p>{words.availableNow}</p>}
      {!now.available && ways.length === 0 && <p className="note">{words.noWaysOut}</p>}
      <ul className="ways-out">
        {ways.map((way) => (
          <li key={way.option.id}>
            <p>
              <span lang={view.case.locale}>{titleOf(way)}</span>
              <b>{way.option.total === null ? "—" : written.money(way.option.total, currency)}</b>
            </p>
            {way.option.schedule && way.option.total !== null && (
              <Strip
                periods={way.option.schedule.map(({ total, interest, fee }) => ({ total, cost: interest + fee }))}
                full={full}
                height={8}
                label={words.stripOf(titleOf(way), written.money(way.option.total, currency))}
              />
            )}
            <p className="note">
              <span>{differenceOf(way, currency)}</span>
              <button
                type="button"
                className="link"
                disabled={!may}
                onClick={() => onInsert(insertOfWay(way, view, zone))}
              >
                <Plus size={12} aria-hidden="true" />
                {words.attach}
                <span className="visually-hidden">{titleOf(way)}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Partners' names are those that the shopper reads. */
const titleIn = ({ option }: WayOut, locale: Locale): string =>
  fullTitle(option as Way, locale, option.badges.includes("interest_free"));

function differenceOf({ extra_total: extra }: WayOut, currency: string): string {
  if (extra === null) return "";
  if (extra === 0) return words.same;
  const apart = written.money(Math.abs(extra), currency);
  return words.extra(extra < 0 ? words.less(apart) : words.more(apart));
}
