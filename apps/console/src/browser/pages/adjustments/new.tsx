import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { locale, wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { refusalText } from "../../parts/failure.tsx";
import { Page, WithRail } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { simulationWords } from "../../words/simulation.ts";
import { type DraftForm, scopeOf } from "./draft-form.ts";
import { EditMain, EditRail } from "./edit-cards.tsx";
import { catalogueQuery } from "./queries.ts";
import { type Catalogue, reachTitle } from "./reach.ts";
import { startSimulation } from "./simulation-runs.ts";
import { stepsOf } from "./steps.ts";
import { StepsBar } from "./steps-bar.tsx";
import { useDraft } from "./use-draft.ts";

const words = wordsOf(adjustmentsWords);
const draftWords = wordsOf(adjustmentDraftWords);
const simulation = wordsOf(simulationWords);
const UP = { to: "/adjustments", text: words.title };

/** A new adjustment: kept in this browser as it is written, a record once it is saved. */
export default function NewAdjustment() {
  const catalogue = useQuery(catalogueQuery);
  if (catalogue.data) return <Blank catalogue={catalogue.data.catalogue} />;
  return (
    <Page title={draftWords.newTitle} up={UP}>
      <Loaded query={catalogue} rows={14}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function titleOf(form: DraftForm, catalogue: Catalogue): string {
  if (form.kind !== "inform") return words.titles[form.kind](reachTitle(scopeOf(form.scope), catalogue, locale, words));
  return words.informing((locale === "en" ? form.titleEn : form.titleZh) || words.untitled);
}

function Blank({ catalogue }: { readonly catalogue: Catalogue }) {
  const navigate = useNavigate();
  const draft = useDraft(undefined, catalogue);
  const { form, save, dirty, discard } = draft;
  const open = (id: string) => void navigate({ to: "/adjustments/$id", params: { id }, replace: true });
  const saveOnly = () => save.mutate(undefined, { onSuccess: open });
  const saveAndSimulate = () =>
    save.mutate(undefined, { onSuccess: (id) => void startSimulation(id).finally(() => open(id)) });
  return (
    <Page
      title={titleOf(form, catalogue)}
      up={UP}
      facts={<span>{draftWords.newLead}</span>}
      actions={
        <>
          {dirty && (
            <button type="button" className="btn quiet" onClick={discard}>
              {draftWords.discard}
            </button>
          )}
          <button type="button" className="btn filled" disabled={save.isPending} onClick={saveOnly}>
            {draftWords.save}
          </button>
          {save.isError && (
            <p className="why-not field-error" role="alert">
              {refusalText(save.error)}
            </p>
          )}
        </>
      }
    >
      <StepsBar kind={form.kind} states={stepsOf(undefined, false)} />
      <WithRail rail={<EditRail draft={draft} catalogue={catalogue} />}>
        <EditMain draft={draft} catalogue={catalogue}>
          <Card title={simulation.title} step={2} anchor="simulate">
            <p className="note">{simulation.saveFirst}</p>
            <p>
              <button type="button" className="btn" disabled={save.isPending} onClick={saveAndSimulate}>
                {draftWords.saveAndSimulate}
              </button>
            </p>
          </Card>
        </EditMain>
      </WithRail>
    </Page>
  );
}
