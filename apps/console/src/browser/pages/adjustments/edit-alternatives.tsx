import { ArrowUp, X } from "lucide-react";
import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Choice } from "../../parts/fields.tsx";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { type DraftForm, scopeOf } from "./draft-form.ts";
import type { EditProps } from "./edit-change.tsx";
import { offerTitle, reachedOffers } from "./reach.ts";

const words = wordsOf(adjustmentsWords);
const draft = wordsOf(adjustmentDraftWords);

/** 4, as fields: ranked by the rules, or some ways first. */
export function EditAlternatives({ form, onChange, catalogue }: EditProps) {
  const titleOf = (id: string) => {
    const offer = catalogue.offers.find((one) => one.id === id);
    return offer ? offerTitle(offer, catalogue, locale) : id;
  };
  const reached = new Set(reachedOffers(scopeOf(form.scope), catalogue).map(({ id }) => id));
  const left = catalogue.offers.filter(({ id }) => !reached.has(id) && !form.ways.includes(id));
  const raise = (at: number) => {
    const ways = [...form.ways];
    const [way] = ways.splice(at, 1);
    ways.splice(at - 1, 0, way!);
    onChange({ ways });
  };
  return (
    <Card title={words.alternatives} step={4} anchor="alternatives">
      <div className="form">
        <Choice
          label={words.alternatives}
          value={form.alternatives}
          choices={[
            ["", draft.undecided],
            ["auto", draft.auto],
            ["list", draft.listed],
          ]}
          onChange={(chosen) => onChange({ alternatives: chosen as DraftForm["alternatives"] })}
        />
        {form.alternatives === "auto" && <p className="note">{words.auto}</p>}
        {form.alternatives === "list" && (
          <>
            <ol className="ranked">
              {form.ways.map((id, at) => (
                <li key={id}>
                  {titleOf(id)} <code>{id}</code>
                  <button
                    type="button"
                    className="icon-btn"
                    disabled={at === 0}
                    aria-label={draft.up(titleOf(id))}
                    onClick={() => raise(at)}
                  >
                    <ArrowUp size={15} aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    className="icon-btn"
                    aria-label={draft.remove(titleOf(id))}
                    onClick={() => onChange({ ways: form.ways.filter((way) => way !== id) })}
                  >
                    <X size={15} aria-hidden="true" />
                  </button>
                </li>
              ))}
            </ol>
            <Choice
              label={draft.addWay}
              value=""
              choices={[["", "—"], ...left.map(({ id }): [string, string] => [id, `${titleOf(id)} (${id})`])]}
              onChange={(way) => way && onChange({ ways: [...form.ways, way] })}
            />
          </>
        )}
      </div>
    </Card>
  );
}
