import { fullTitle, type Locale, mainRun, partnerTitle, type Way, wayTitle } from "@fenqi/words";
import { returnSentence } from "@fenqi/words/announcement";
import { Link } from "@tanstack/react-router";
import { Circle, Eye, Pause } from "lucide-react";
import { wordsOf, written } from "../../locale.ts";
import { When } from "../../parts/when.tsx";
import { useZone } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";

const words = wordsOf(casesWords);
/** Ways that stand open; the others are one line. */
const SHOWN = 2;

type Quote = NonNullable<CaseSeen["seen"]>;
type Option = Quote["options"][number];
type Missing = Quote["missing"][number];

const isFree = ({ badges }: Option) => badges.includes("interest_free");

/** The payment page as it was, replayed from the quote's code: what could be chosen, and what was missing and why, in the shopper's words. */
export function Seen({ view, seen }: { readonly view: CaseSeen; readonly seen: Quote }) {
  const way = view.case.offer;
  const asked = seen.missing.filter(({ offer }) => offer === way);
  const missing = asked.length > 0 ? asked : seen.missing.slice(0, SHOWN);
  const options = inOfferedOrder(seen.options, missing);
  return (
    <section className="seen-card" aria-label={words.seen}>
      <header>
        <Eye size={16} aria-hidden="true" />
        <strong>{words.seen}</strong>
        <code>{seen.code}</code>
        <span className="note">
          <When at={seen.created_at} />
        </span>
        <span className="spring" />
        <Link to={`/quotes/${seen.id}`}>{words.trace}</Link>
      </header>
      <div className="seen-body" lang={view.case.locale}>
        <div>
          <ul>
            {options.slice(0, SHOWN).map((option) => (
              <Offered key={option.id} option={option} currency={seen.currency} locale={view.case.locale} />
            ))}
          </ul>
          {options.length > SHOWN && (
            <details>
              <summary>{words.others(options.length - SHOWN)}</summary>
              <ul>
                {options.slice(SHOWN).map((option) => (
                  <Offered key={option.id} option={option} currency={seen.currency} locale={view.case.locale} />
                ))}
              </ul>
            </details>
          )}
        </div>
        <div>
          <ul>
            {missing.map((each) => (
              <Lacked key={each.offer} way={each} seen={seen} locale={view.case.locale} />
            ))}
          </ul>
          {seen.missing.length > missing.length && (
            <p className="note">{words.otherMissing(seen.missing.length - missing.length)}</p>
          )}
        </div>
      </div>
      <footer className="note">{seen.engine_changed ? words.engineChanged : words.replayed}</footer>
    </section>
  );
}

/** What the page offered in place of the way stands first, as it was ranked there. */
function inOfferedOrder(options: readonly Option[], missing: readonly Missing[]): readonly Option[] {
  const offered = missing.flatMap(({ alternatives }) => alternatives.map(({ option }) => option));
  const rank = ({ id }: Option) => (offered.includes(id) ? offered.indexOf(id) : offered.length);
  return [...options].sort((a, b) => rank(a) - rank(b));
}

function Offered({ option, currency, locale }: { option: Option; currency: string; locale: Locale }) {
  const run = mainRun(option.runs);
  return (
    <li>
      <Circle size={16} aria-hidden="true" />
      <span>
        <b>{wayTitle(option as Way, locale, isFree(option))}</b>
        <small>{partnerTitle(option as Way, locale)}</small>
      </span>
      <span className="number">
        {run && (
          <b>
            {written.money(run.amount, currency)}
            <span className="note">{words.each}</span>
          </b>
        )}
        <small>{option.total === null ? "—" : `${words.total} ${written.money(option.total, currency)}`}</small>
      </span>
    </li>
  );
}

function Lacked({ way, seen, locale }: { way: Missing; seen: Quote; locale: Locale }) {
  const zone = useZone();
  const back = way.back.kind === "none" ? "" : returnSentence(way as never, { zone, near: seen.created_at }, locale);
  const first = way.alternatives[0];
  const option = first && seen.options.find(({ id }) => id === first.option);
  return (
    <li className="lacked">
      <b>{fullTitle(way as Way, locale)}</b>
      {way.causes.map(({ code, explanation }) => (
        <span key={`${code}${explanation.id}`} className="why">
          <Pause size={14} aria-hidden="true" /> <span className="keep">{explanation.text}</span>
        </span>
      ))}
      {back && <span className="keep">{back}</span>}
      {option && <span className="shown-link">{words.instead(fullTitle(option as Way, locale, isFree(option)))}</span>}
    </li>
  );
}
