import { Archive, Check as CheckIcon, CircleDot, Lightbulb, Pause } from "lucide-react";
import { useState } from "react";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { State } from "../../parts/state.tsx";
import { offerName } from "../../parts/way-name.ts";
import { useZone } from "../../session.ts";
import { quotesWords } from "../../words/quotes.ts";
import { failingTogether, GROUPS, type OfferTrace, type Traced, verdicts } from "./checks.ts";
import { Conditions } from "./conditions.tsx";
import { helpText } from "./help-text.ts";

const words = wordsOf(quotesWords);

/** Every offer against every kind of condition, in the catalogue's order, and under it the conditions that fail, one by one. */
export function Trace({ traced }: { traced: Traced }) {
  const [chosen, setChosen] = useState<string>();
  const partnerOf = new Map(traced.offers.map(({ id, partner }) => [id, partner.id]));
  const together = failingTogether(traced.trace, (offer) => partnerOf.get(offer) ?? "");
  const one = traced.trace.find(({ offer }) => offer === chosen);
  const shown = one ? [[one]] : together;
  return (
    <Card
      title={words.trace}
      fact={words.traceFact(traced.trace.length, GROUPS.length)}
      flush
      aside={
        <span className="legend">
          <span className="holds">{words.holds}</span>
          <span className="fails">{words.fails}</span>
          <span className="none">{words.none}</span>
        </span>
      }
    >
      <Waterfall traced={traced} chosen={chosen} onChoose={(id) => setChosen(id === chosen ? undefined : id)} />
      {shown.map((offers) => (
        <Reasons
          key={offers.map(({ offer }) => offer).join()}
          traced={traced}
          offers={offers}
          all={one !== undefined}
        />
      ))}
    </Card>
  );
}

interface WaterfallProps {
  readonly traced: Traced;
  readonly chosen: string | undefined;
  readonly onChoose: (offer: string) => void;
}

function Waterfall({ traced, chosen, onChoose }: WaterfallProps) {
  const offers = new Map(traced.offers.map((offer) => [offer.id, offer]));
  return (
    // Focusable, so that a keyboard can scroll it where it is wider than its place.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-scroll" aria-label={`${words.trace} · ${words.result}`} tabIndex={0}>
      <table className="table trace-table">
        <thead>
          <tr>
            <th scope="col">{words.partner}</th>
            <th scope="col" className="number">
              {words.count}
            </th>
            {GROUPS.map((group) => (
              <th key={group} scope="col" className="cell">
                {words.groups[group]}
              </th>
            ))}
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {traced.trace.map((trace, index) => {
            const offer = offers.get(trace.offer);
            const before = offers.get(traced.trace[index - 1]?.offer ?? "");
            const first = before?.partner.id !== offer?.partner.id;
            const found = verdicts(trace);
            return (
              <tr
                key={trace.offer}
                className={`${first ? "first" : ""} ${trace.offer === chosen ? "now" : ""}`}
                data-offer={trace.offer}
              >
                {first ? <th scope="row">{offer?.partner.name[locale]}</th> : <td />}
                <td className="number">
                  <button
                    type="button"
                    className="link"
                    aria-pressed={trace.offer === chosen}
                    onClick={() => onChoose(trace.offer)}
                  >
                    <span className="visually-hidden">{offer ? offerName(offer) : trace.offer}</span>
                    <span aria-hidden="true">{offer?.count ?? "—"}</span>
                  </button>
                </td>
                {GROUPS.map((group) => {
                  const { state } = found[group];
                  return (
                    <td key={group} className={`cell ${state}`}>
                      <span>
                        {state === "fails" ? (
                          words.marks[group]
                        ) : (
                          <span className="visually-hidden">{state === "holds" ? words.holds : words.none}</span>
                        )}
                      </span>
                    </td>
                  );
                })}
                <td className="outcome">
                  <Outcome traced={traced} trace={trace} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ traced: { quote, answer }, trace }: { traced: Traced; trace: OfferTrace }) {
  if (!trace.available) {
    const code = firstCode(trace);
    const ended = code === "withdrawn" || code === "no_longer_offered";
    return (
      <>
        <State icon={ended ? Archive : Pause} tone="paused">
          {ended ? words.ended : words.unavailable}
        </State>{" "}
        <code>{code}</code>
      </>
    );
  }
  const option = answer.options.find(({ offer }) => offer === trace.offer);
  const chosen = quote.plan?.offer === trace.offer;
  return (
    <>
      <State icon={chosen ? CircleDot : CheckIcon} tone="good">
        {chosen ? words.chosen : words.available}
      </State>{" "}
      {option?.total == null ? (
        <span className="quiet">{words.byIssuer}</span>
      ) : (
        written.money(option.total, answer.currency)
      )}
    </>
  );
}

/** Code of the cause that is said first: of the first failing check in the fixed order. */
const firstCode = ({ checks }: OfferTrace): string =>
  checks.flatMap(({ holds, causes }) => (holds ? [] : causes))[0]?.code ?? "";

interface ReasonsProps {
  readonly traced: Traced;
  /** Offers that fail alike. */
  readonly offers: readonly OfferTrace[];
  /** The conditions that hold too. */
  readonly all: boolean;
}

/** Why some offers are missing: what was asked for, what was found, where that comes from, and what would help. */
function Reasons({ traced, offers, all }: ReasonsProps) {
  const [first] = offers;
  const zone = useZone();
  const [open, setOpen] = useState(all);
  if (!first) return null;
  const named = traced.offers.filter(({ id }) => offers.some(({ offer }) => offer === id));
  const failing = first.checks.filter(({ holds }) => !holds);
  const personal = failing.some((check) => check.personal);
  const help = helpText(traced, first, zone);
  return (
    <section className="reasons" aria-label={written.names(named.map(offerName))}>
      <header>
        <h3>{written.names(named.map(offerName))}</h3>
        <p className="note">
          {first.available ? words.allHold : words.failing(failing.length, firstCode(first))}
          {personal && ` · ${words.personal}`}
        </p>
        <button type="button" className="link note" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.showFailing : words.showAll}
        </button>
      </header>
      <Conditions traced={traced} offer={first} checks={open ? first.checks : failing} />
      {help && (
        <p className="notice-line keep">
          <Lightbulb size={16} aria-hidden="true" />
          {help}
        </p>
      )}
    </section>
  );
}
