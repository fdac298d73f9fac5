import type { ReactNode } from "react";
import { useZone } from "../../session.ts";
import { fromForm } from "./draft-form.ts";
import { EditAlternatives } from "./edit-alternatives.tsx";
import { EditChange } from "./edit-change.tsx";
import { EditCompensation } from "./edit-compensation.tsx";
import { EditRamp, EditSchedule } from "./edit-schedule.tsx";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import type { Draft } from "./use-draft.ts";
import { WordsCard } from "./words-card.tsx";

interface EditCardsProps {
  readonly draft: Draft;
  readonly catalogue: Catalogue;
}

/** Steps 1, 3, 4 and 5 as fields, with the simulation in its place between them. */
export function EditMain(props: EditCardsProps & { readonly record?: AdjustmentRecord; readonly children: ReactNode }) {
  const { draft, catalogue, record, children } = props;
  const zone = useZone();
  const { form, change } = draft;
  const edit = { form, onChange: change, catalogue };
  const { explanation, ...said } = fromForm(form, record?.adjustment, { zone, catalogue });
  const { id = "", version = 1 } = record?.adjustment.explanation ?? {};
  const adjustment = { ...said, explanation: { id, version, ...explanation } };
  return (
    <>
      <EditChange {...edit} />
      {form.kind !== "inform" && children}
      <WordsCard adjustment={adjustment} catalogue={catalogue} draft={draft} />
      {form.kind !== "inform" && (
        <>
          <EditAlternatives {...edit} />
          <EditCompensation {...edit} />
        </>
      )}
    </>
  );
}

/** Steps 7 and 9 as fields. */
export function EditRail({ draft, catalogue }: EditCardsProps) {
  const edit = { form: draft.form, onChange: draft.change, catalogue };
  return (
    <>
      <EditSchedule {...edit} />
      {draft.form.kind !== "inform" && <EditRamp {...edit} />}
    </>
  );
}
