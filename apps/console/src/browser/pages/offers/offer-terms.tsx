import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileDiff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { WithRail } from "../../parts/page.tsx";
import { useZone } from "../../session.ts";
import { offersWords } from "../../words/offers.ts";
import { partsWords } from "../../words/parts.ts";
import type { Catalogue, Offer } from "../adjustments/reach.ts";
import { type Drift, type PartnersHealth, type Priced, type Sample, triedQuery } from "./data.ts";
import { withReported } from "./reported.ts";
import { termsAt } from "./terms-at.ts";
import { ppmText, termsRows } from "./terms-rows.ts";
import { VersionBars } from "./version-bars.tsx";

const words = wordsOf(offersWords);
const parts = wordsOf(partsWords);

interface OfferTermsProps {
  readonly offer: Offer;
  readonly title: string;
  readonly catalogue: Catalogue;
  readonly sample: Sample;
  readonly prices: readonly Priced[];
  readonly health: PartnersHealth | undefined;
}

/** An offer's terms beside another version: what its partner reports, else what comes next, else what was before. */
export function OfferTerms({ offer, title, catalogue, sample, prices, health }: OfferTermsProps) {
  const watch = health?.partners.find(({ partner, method }) => partner === offer.partner && method === offer.method);
  const drift = watch?.drift.filter((each) => each.offer === offer.id) ?? [];
  return (
    <WithRail
      rail={
        <>
          <DriftCard offer={offer} drift={drift} watched={watch !== undefined} />
          <VersionBars offer={offer} />
        </>
      }
    >
      <TermsDiff offer={offer} title={title} catalogue={catalogue} sample={sample} prices={prices} drift={drift} />
    </WithRail>
  );
}

type DiffProps = Omit<OfferTermsProps, "health"> & { readonly drift: readonly Drift[] };

function TermsDiff({ offer, title, catalogue, sample, prices, drift }: DiffProps) {
  const [onlyDifferent, setOnly] = useState(false);
  const zone = useZone();
  const now = termsAt(offer, Date.now());
  const index = offer.terms.indexOf(now);
  const [next, before] = [offer.terms[index + 1], offer.terms[index - 1]];
  const reported = drift.length > 0 ? withReported(offer, now, drift) : undefined;
  const other = reported?.terms.at(-1) ?? next ?? before;
  const tried = useQuery({
    ...(reported
      ? triedQuery(sample, { catalogue: replaced(catalogue, reported) }, `${offer.id} reported`)
      : triedQuery(sample, other ? { at: laterOf(other.effective_from) } : {}, offer.id)),
    enabled: other !== undefined,
  });
  const head = reported
    ? words.reported
    : other && (other === next ? words.versionComing(other.version) : words.versionBefore(other.version));
  const rows = termsRows(offer, now, zone).map(([row, text], at) => {
    const theirs = other && termsRows(reported ?? offer, other, zone)[at]?.[1];
    return { row, text, theirs, differs: theirs !== undefined && theirs !== text };
  });
  const different = rows.filter(({ differs }) => differs).length;
  const ours = prices.find((price) => price.offer === offer.id);
  const theirs = tried.data?.prices.find((price) => price.offer === offer.id);
  return (
    <Card
      title={words.terms(title)}
      icon={FileDiff}
      flush
      aside={
        other && (
          <>
            <label className="check">
              <input type="checkbox" checked={onlyDifferent} onChange={() => setOnly(!onlyDifferent)} />
              {words.onlyDifferent}
            </label>
            <span>{words.differences(different, rows.length)}</span>
          </>
        )
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it where it is wider than its place */}
      <section className="table-scroll" aria-label={`${words.terms(title)} · ${parts.table}`} tabIndex={0}>
        <table className="table terms">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{words.rows.repayment}</span>
              </th>
              <th scope="col">{words.versionInForce(now.version)}</th>
              {other && <th scope="col">{head}</th>}
              {other && (
                <th scope="col" className="number">
                  {words.difference}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows
              .filter(({ differs }) => !onlyDifferent || differs)
              .map(({ row, text, theirs: their, differs }) => (
                <tr key={row}>
                  <th scope="row">{words.rows[row]}</th>
                  <td>{text}</td>
                  {other && <td>{differs ? <mark>{their}</mark> : their}</td>}
                  {other && <td className="number" />}
                </tr>
              ))}
            <tr className="between">
              <th scope="colgroup" colSpan={other ? 4 : 2}>
                {words.results(written.money(sample.amount, sample.currency))}
              </th>
            </tr>
            <Results
              ours={ours}
              theirs={other ? theirs : undefined}
              wide={other !== undefined}
              currency={sample.currency}
            />
          </tbody>
        </table>
      </section>
    </Card>
  );
}

interface ResultsProps {
  readonly ours: Priced | undefined;
  readonly theirs: Priced | undefined;
  readonly wide: boolean;
  readonly currency: string;
}

/** Per period, total and annual rate of the sample under both, with the difference last. */
function Results({ ours, theirs, wide, currency }: ResultsProps) {
  const money = (minor: number | null | undefined) => (minor == null ? "—" : written.money(minor, currency));
  const rate = (price: Priced | undefined) => price?.rate?.headline ?? null;
  const moneyRow = (name: string, a: number | null | undefined, b: number | null | undefined) => ({
    name,
    a: money(a),
    b: money(b),
    difference: a == null || b == null || a === b ? "" : written.difference(b - a, currency),
  });
  const [was, is] = [rate(ours), rate(theirs)];
  const points = was === null || is === null ? 0 : Number(is) - Number(was);
  const rows = [
    moneyRow(words.per, ours?.runs[0]?.amount ?? ours?.total, theirs?.runs[0]?.amount ?? theirs?.total),
    moneyRow(words.total, ours?.total, theirs?.total),
    {
      name: words.annual,
      a: was === null ? "—" : written.rate(was),
      b: is === null ? "—" : written.rate(is),
      difference:
        Math.abs(points) < 0.005 ? "" : words.points(`${points > 0 ? "+" : "−"}${Math.abs(points).toFixed(2)}`),
    },
  ];
  return rows.map(({ name, a, b, difference }) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{a}</td>
      {wide && <td>{difference ? <mark>{b}</mark> : b}</td>}
      {wide && (
        <td className="number">
          <b>{difference}</b>
        </td>
      )}
    </tr>
  ));
}

/** A minute later, so that the version has begun. */
const laterOf = (instant: string): string => new Date(Date.parse(instant) + 60_000).toISOString();

const replaced = (catalogue: Catalogue, offer: Offer): Catalogue => ({
  ...catalogue,
  offers: catalogue.offers.map((each) => (each.id === offer.id ? offer : each)),
});

function DriftCard({ offer, drift, watched }: { offer: Offer; drift: readonly Drift[]; watched: boolean }) {
  const zone = useZone();
  const [first] = drift;
  if (!first) {
    return (
      <Card title={words.driftCard}>
        <p className="quiet keep">{watched ? words.noDrift : words.driftUnknown}</p>
      </Card>
    );
  }
  const adjustment = drift.find((each) => each.adjustment !== null)?.adjustment;
  const write = (field: Drift["field"], value: number | null) =>
    value === null
      ? "—"
      : field.endsWith("ppm")
        ? ppmText(value)
        : field === "count"
          ? String(value)
          : written.money(value, offer.currency);
  return (
    <Card title={words.driftCard} icon={TriangleAlert} aside={words.since(written.moment(first.since, zone))}>
      <p className="keep">{words.driftLead(termsAt(offer, Date.now()).version)}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words.difference}</span>
            </th>
            <th scope="col" className="number">
              {words.ours}
            </th>
            <th scope="col" className="number">
              {words.theirs}
            </th>
          </tr>
        </thead>
        <tbody>
          {drift.map(({ field, ours, theirs }) => (
            <tr key={field}>
              <th scope="row">{words.driftFields[field]}</th>
              <td className="number">{write(field, ours)}</td>
              <td className="number">
                <b>{write(field, theirs)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {adjustment && (
        <Link to="/adjustments/$id" params={{ id: adjustment }} className="btn">
          {words.openDraft(adjustment)}
        </Link>
      )}
    </Card>
  );
}
