import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { useZone } from "../../session.ts";
import { offersWords } from "../../words/offers.ts";
import type { Offer } from "../adjustments/reach.ts";
import { termsAt } from "./terms-at.ts";
import { chargeText } from "./terms-rows.ts";

const words = wordsOf(offersWords);
const DAY_MS = 86_400_000;
/** Shares of the width that the shortest and the newest stretch keep, so that their words fit. */
const LEAST_DAYS = 45;

/** What a version charges, as one height: its rate, or its fees, in parts per million. */
const heightOf = ({ terms }: Offer["terms"][number]): number =>
  (terms.rate_ppm ?? 0) + (terms.fees ?? []).reduce((sum, { charge }) => sum + ("ppm" in charge ? charge.ppm : 0), 0);

/** Versions of an offer's terms: length is time in force, height is what they charge. Never edited, only succeeded. */
export function VersionBars({ offer }: { readonly offer: Offer }) {
  const zone = useZone();
  const nowMs = Date.now();
  const inForce = termsAt(offer, nowMs);
  const highest = Math.max(1, ...offer.terms.map(heightOf));
  const bars = offer.terms.map((version, index) => {
    const from = Date.parse(version.effective_from);
    const until =
      Date.parse(offer.terms[index + 1]?.effective_from ?? "") || Math.max(nowMs, from + LEAST_DAYS * DAY_MS);
    return { version, days: Math.max(LEAST_DAYS, (until - from) / DAY_MS), height: heightOf(version) / highest };
  });
  return (
    <Card title={words.versions} fact={words.versionsFact}>
      <ol className="version-bars">
        {bars.map(({ version, days, height }) => (
          <li
            key={version.version}
            style={{ flexGrow: days }}
            className={version === inForce ? "in-force" : Date.parse(version.effective_from) > nowMs ? "coming" : ""}
          >
            <b>{chargeText(version, offer.currency) || words.repayments[version.terms.repayment]}</b>
            <span className="version-bar" style={{ height: 8 + 32 * height }} aria-hidden="true" />
            <small>
              v{version.version} {version === inForce && words.inForce}
              <br />
              {written.day(version.effective_from, zone)}
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
