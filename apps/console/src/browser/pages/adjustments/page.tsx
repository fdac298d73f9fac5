import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { GitCompareArrows, PencilLine } from "lucide-react";
import { useCallback, useState } from "react";
import { wordsOf } from "../../locale.ts";
import { Page, WithRail } from "../../parts/page.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { adjustmentCompareWords } from "../../words/adjustment-compare.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { AlternativesCard } from "./alternatives-card.tsx";
import { ApprovalsCard } from "./approvals-card.tsx";
import { ChangeCard } from "./change-card.tsx";
import { CompensationCard } from "./compensation-card.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { EditMain, EditRail } from "./edit-cards.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import type { MoveId } from "./moves.ts";
import { MovesBar } from "./moves-bar.tsx";
import { OverlapsCard } from "./overlaps-card.tsx";
import { adjustmentQuery, catalogueQuery, simulationOf, useTitleOf } from "./queries.ts";
import { RampCard } from "./ramp-card.tsx";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { SaveBar } from "./save-bar.tsx";
import { ScheduleCard } from "./schedule-card.tsx";
import { SimulationCard } from "./simulation-card.tsx";
import { AdjustmentState } from "./state.tsx";
import { stepsOf } from "./steps.ts";
import { StepsBar } from "./steps-bar.tsx";
import { TimelineCard } from "./timeline-card.tsx";
import { ToldCard } from "./told-card.tsx";
import { useDraft } from "./use-draft.ts";
import { WatchCard } from "./watch-card.tsx";
import { WordsCard } from "./words-card.tsx";

const words = wordsOf(adjustmentsWords);
const draftWords = wordsOf(adjustmentDraftWords);
const UP = { to: "/adjustments", text: words.title };
const EDITABLE: ReadonlySet<AdjustmentRecord["state"]> = new Set(["draft", "submitted", "approved"]);

/** One adjustment, its whole life on one page. */
export default function Adjustment() {
  const { id } = useParams({ strict: false }) as { id: string };
  const record = useQuery(adjustmentQuery(id));
  const catalogue = useQuery(catalogueQuery);
  if (record.data && catalogue.data)
    return <Found key={id} record={record.data} catalogue={catalogue.data.catalogue} />;
  return (
    <Page title={id} up={UP}>
      <Loaded query={record} rows={14}>
        {() => (
          <Loaded query={catalogue} rows={14}>
            {() => null}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface FoundProps {
  readonly record: AdjustmentRecord;
  readonly catalogue: Catalogue;
}

function Found({ record, catalogue }: FoundProps) {
  const titleOf = useTitleOf();
  const nameOf = usePersonName();
  const may = useMay();
  const draft = useDraft(record, catalogue);
  const simulation = useQuery(simulationOf(record.id));
  const [move, setMove] = useState<MoveId>();
  const [said, setSaid] = useState("");
  const [asked, setAsked] = useState(false);
  const open = useCallback((next: MoveId) => setMove(next), []);
  const editable = EDITABLE.has(record.state) && may("adjustments:write");
  const { kind } = record.adjustment;
  const informs = kind === "inform";
  const editing = editable && (record.state === "draft" || asked || draft.dirty);
  const saved = () => {
    setSaid(draftWords.saved);
    setAsked(false);
  };
  return (
    <Page
      title={titleOf(record.adjustment)}
      up={UP}
      facts={
        <>
          <AdjustmentState record={record} filled />
          <code>{record.id}</code>
          <span>
            {words.raised(nameOf(record.created_by))} <When at={record.created_at} />
          </span>
          <span>{words.draftNo(record.version)}</span>
          {record.returned && <span>{words.returned[record.returned]}</span>}
        </>
      }
      actions={
        <>
          <Link className="btn quiet" to="/adjustments/compare" search={{ a: record.id } as never}>
            <GitCompareArrows size={16} aria-hidden="true" />
            {wordsOf(adjustmentCompareWords).open}
          </Link>
          {editable && !editing && (
            <button type="button" className="btn quiet" onClick={() => setAsked(true)}>
              <PencilLine size={16} aria-hidden="true" />
              {draftWords.editRevokes}
            </button>
          )}
          <MovesBar record={record} unsaved={draft.dirty} onMove={open} />
        </>
      }
    >
      <p className="said-done" role="status">
        {said}
      </p>
      <StepsBar kind={kind} states={stepsOf(record, simulation.data?.state === "done")} />
      <WithRail
        rail={
          <>
            <ApprovalsCard record={record} />
            <OverlapsCard ids={record.overlaps ?? []} />
            {editing ? <EditRail draft={draft} catalogue={catalogue} /> : null}
            <ScheduleCard record={record} />
            <ToldCard record={record} />
            {!editing && !informs && <RampCard record={record} />}
            {!editing && !informs && <WatchCard record={record} onMove={open} />}
            <TimelineCard record={record} />
          </>
        }
      >
        {editing ? (
          <EditMain record={record} draft={draft} catalogue={catalogue}>
            <SimulationCard record={record} catalogue={catalogue} unsaved={draft.dirty} />
          </EditMain>
        ) : (
          <>
            <ChangeCard record={record} catalogue={catalogue} />
            {!informs && <SimulationCard record={record} catalogue={catalogue} unsaved={false} />}
            <WordsCard adjustment={record.adjustment} catalogue={catalogue} />
            {!informs && (
              <>
                <AlternativesCard record={record} catalogue={catalogue} simulation={simulation.data} />
                <CompensationCard record={record} simulation={simulation.data} />
              </>
            )}
          </>
        )}
      </WithRail>
      {draft.dirty && <SaveBar draft={draft} onSave={() => draft.save.mutate(undefined, { onSuccess: saved })} />}
      <ConflictDialog draft={draft} record={record} catalogue={catalogue} />
      <MoveDialog record={record} move={move} onClose={() => setMove(undefined)} onDone={setSaid} />
    </Page>
  );
}
