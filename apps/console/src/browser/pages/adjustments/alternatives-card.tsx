import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { type AdjustmentRecord, type Catalogue, offerTitle } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

/** 4: what is offered instead: by the rules, or these ways first. */
export function AlternativesCard(props: { readonly record: AdjustmentRecord; readonly catalogue: Catalogue }) {
  const { alternatives } = props.record.adjustment;
  const offerOf = (id: string) => props.catalogue.offers.find((offer) => offer.id === id);
  return (
    <Card title={words.alternatives} step={4} anchor="alternatives">
      {alternatives === undefined && <p className="quiet-text">{words.undecidedYet}</p>}
      {alternatives === "auto" && <p>{words.auto}</p>}
      {Array.isArray(alternatives) && (
        <ol className="ranked">
          {alternatives.map((id) => {
            const offer = offerOf(id);
            return (
              <li key={id}>
                {offer ? offerTitle(offer, props.catalogue, locale) : id} <code>{id}</code>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
