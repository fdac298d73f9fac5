import { locale, wordsOf, written } from "../../locale.ts";
import { Strip } from "../../parts/strip.tsx";
import { offersWords } from "../../words/offers.ts";
import { partsWords } from "../../words/parts.ts";
import type { Catalogue, Offer } from "../adjustments/reach.ts";
import { offerTitle, partnerName } from "../adjustments/reach.ts";
import { CellLook } from "./cell-look.tsx";
import type { CellState } from "./cell-state.ts";
import type { Priced } from "./data.ts";
import { termsAt } from "./terms-at.ts";
import { chargeText, rangeText } from "./terms-rows.ts";

const words = wordsOf(offersWords);
const parts = wordsOf(partsWords);

export type Mode = "per" | "total" | "annual";

interface GridProps {
  readonly catalogue: Catalogue;
  readonly offers: readonly Offer[];
  readonly prices: readonly Priced[];
  readonly states: ReadonlyMap<string, CellState>;
  readonly mode: Mode;
  readonly chosen: string | undefined;
  readonly onChoose: (offer: string) => void;
}

/** Partners down, counts across; it scrolls inside itself, with the partner staying. */
export function Grid({ catalogue, offers, prices, states, mode, chosen, onChoose }: GridProps) {
  const counts = [...new Set(offers.map(({ count }) => count))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const partners = [...new Set(offers.map(({ partner }) => partner))];
  const byId = new Map(prices.map((price) => [price.offer, price]));
  return (
    // Focusable, so that a keyboard can scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-scroll" aria-label={`${words.grid} · ${parts.table}`} tabIndex={0}>
      <table className="offer-grid">
        <thead>
          <tr>
            <th scope="col">{words.partner}</th>
            {counts.map((count) => (
              <th key={count} scope="col">
                {count === null ? words.issuer : words.counts(count)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {partners.map((partner) => {
            const own = offers.filter((offer) => offer.partner === partner);
            return (
              <tr key={partner}>
                <th scope="row">
                  {partnerName(partner, catalogue, locale)}
                  <small>{spanOf(own)}</small>
                </th>
                {counts.map((count) => {
                  const here = own.filter((offer) => offer.count === count);
                  return (
                    <td key={count}>
                      {here.length === 0 && <span className="quiet">{words.none}</span>}
                      {here.map((offer) => (
                        <Cell
                          key={offer.id}
                          title={offerTitle(offer, catalogue, locale)}
                          offer={offer}
                          price={byId.get(offer.id)}
                          state={states.get(offer.id)}
                          mode={mode}
                          chosen={offer.id === chosen}
                          onChoose={onChoose}
                        />
                      ))}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The widest range of orders that a partner's offers take. */
function spanOf(offers: readonly Offer[]): string {
  const ranges = offers.map(({ conditions }) => conditions?.amount ?? {});
  const mins = ranges.map(({ min }) => min);
  const maxs = ranges.map(({ max }) => max);
  const known = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);
  return rangeText(
    {
      ...(mins.every((min) => min !== undefined) ? { min: Math.min(...known(mins)) } : {}),
      ...(maxs.every((max) => max !== undefined) ? { max: Math.max(...known(maxs)) } : {}),
    },
    offers[0]?.currency ?? "CNY",
  );
}

interface CellProps {
  readonly title: string;
  readonly offer: Offer;
  readonly price: Priced | undefined;
  readonly state: CellState | undefined;
  readonly mode: Mode;
  readonly chosen: boolean;
  readonly onChoose: (offer: string) => void;
}

function Cell({ title, offer, price, state, mode, chosen, onChoose }: CellProps) {
  const version = termsAt(offer, Date.now());
  const tone =
    state?.kind === "ended" ? "gone" : state?.kind === "paused" || state?.kind === "ramping" ? "paused" : "good";
  return (
    <button
      type="button"
      className={`offer-cell ${state?.kind ?? ""}`}
      aria-pressed={chosen}
      onClick={() => onChoose(offer.id)}
    >
      <span className="visually-hidden">{title}</span>
      <span className="offer-line">
        <b>{price ? figure(price, offer.currency, mode) : "—"}</b>
        {state && <CellLook state={state} />}
      </span>
      {price?.schedule && (
        <Strip
          periods={price.schedule.map(({ total, interest, fee }) => ({ total, cost: interest + fee }))}
          height={8}
          tone={tone}
          label={title}
        />
      )}
      <span className="offer-line note">
        <span>{subline(price, version, offer.currency)}</span>
        <span className="keep-line">v{version.version}</span>
      </span>
    </button>
  );
}

/** What a cell is about in each mode; what only the card's issuer knows says so. */
export function figure(price: Priced, currency: string, mode: Mode): string {
  if (price.total === null) return words.issuer;
  if (mode === "total") return written.money(price.total, currency);
  const headline = price.rate?.headline;
  if (mode === "annual") return headline == null ? "—" : written.rate(headline);
  return written.money(price.runs[0]?.amount ?? price.total, currency);
}

function subline(price: Priced | undefined, version: Offer["terms"][number], currency: string): string {
  const charge = chargeText(version, currency);
  if (version.terms.repayment === "full") return words.repayments.full ?? "";
  if (price?.cost === 0) return words.free;
  const headline = price?.rate?.headline;
  return [charge, headline == null ? "" : words.annualOf(written.rate(headline))].filter(Boolean).join("  ");
}
