import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { wordsOf } from "../../locale.ts";
import { Page, WithRail } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { When } from "../../parts/when.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { AlternativesCard } from "./alternatives-card.tsx";
import { ApprovalsCard } from "./approvals-card.tsx";
import { ChangeCard } from "./change-card.tsx";
import { CompensationCard } from "./compensation-card.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import type { MoveId } from "./moves.ts";
import { MovesBar } from "./moves-bar.tsx";
import { OverlapsCard } from "./overlaps-card.tsx";
import { adjustmentQuery, catalogueQuery, useTitleOf } from "./queries.ts";
import { RampCard } from "./ramp-card.tsx";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { ScheduleCard } from "./schedule-card.tsx";
import { AdjustmentState } from "./state.tsx";
import { stepsOf } from "./steps.ts";
import { StepsBar } from "./steps-bar.tsx";
import { TimelineCard } from "./timeline-card.tsx";
import { WordsCard } from "./words-card.tsx";

const words = wordsOf(adjustmentsWords);
const UP = { to: "/adjustments", text: words.title };

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

function Found({ record, catalogue }: { readonly record: AdjustmentRecord; readonly catalogue: Catalogue }) {
  const titleOf = useTitleOf();
  const [move, setMove] = useState<MoveId>();
  const [said, setSaid] = useState("");
  const open = useCallback((next: MoveId) => setMove(next), []);
  return (
    <Page
      title={titleOf(record.adjustment)}
      up={UP}
      facts={
        <>
          <AdjustmentState record={record} filled />
          <code>{record.id}</code>
          <span>
            {words.raised(record.created_by)} <When at={record.created_at} />
          </span>
          <span>{words.draftNo(record.version)}</span>
          {record.returned && <span>{words.returned[record.returned]}</span>}
        </>
      }
      actions={<MovesBar record={record} unsaved={false} onMove={open} />}
    >
      <p className="said-done" role="status">
        {said}
      </p>
      <StepsBar states={stepsOf(record, false)} />
      <WithRail
        rail={
          <>
            <ApprovalsCard record={record} />
            <OverlapsCard ids={record.overlaps ?? []} />
            <ScheduleCard record={record} />
            <RampCard record={record} />
            <TimelineCard record={record} />
          </>
        }
      >
        <ChangeCard record={record} catalogue={catalogue} />
        <WordsCard record={record} />
        <AlternativesCard record={record} catalogue={catalogue} />
        <CompensationCard record={record} />
      </WithRail>
      <MoveDialog record={record} move={move} onClose={() => setMove(undefined)} onDone={setSaid} />
    </Page>
  );
}
