import { wordsOf } from "../../locale.ts";
import { refusalText } from "../../parts/failure.tsx";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import type { Draft } from "./use-draft.ts";

const words = wordsOf(adjustmentDraftWords);

/** Stays in sight while fields hold what the server does not have. */
export function SaveBar({ draft, onSave }: { readonly draft: Draft; readonly onSave: () => void }) {
  const { save, conflict } = draft;
  return (
    <div className="save-bar">
      <span role="status">{words.kept}</span>
      {save.isError && !conflict && (
        <span className="field-error" role="alert">
          {refusalText(save.error)}
        </span>
      )}
      <span className="spring" />
      <button type="button" className="btn quiet" onClick={draft.discard}>
        {words.discard}
      </button>
      <button type="button" className="btn filled" disabled={save.isPending} onClick={onSave}>
        {words.save}
      </button>
    </div>
  );
}
