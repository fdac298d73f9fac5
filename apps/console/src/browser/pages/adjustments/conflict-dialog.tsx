import { wordsOf } from "../../locale.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useZone } from "../../session.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { partsWords } from "../../words/parts.ts";
import { toForm } from "./draft-form.ts";
import { partsOf } from "./draft-parts.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import type { Draft } from "./use-draft.ts";

const words = wordsOf(adjustmentDraftWords);
const names = wordsOf(adjustmentsWords);
const parts = wordsOf(partsWords);

interface ConflictProps {
  readonly draft: Draft;
  /** The record as somebody else saved it. */
  readonly record: AdjustmentRecord;
  readonly catalogue: Catalogue;
}

/** Both versions side by side; the person decides, and nothing is lost unseen. */
export function ConflictDialog({ draft, record, catalogue }: ConflictProps) {
  const zone = useZone();
  const mine = partsOf(draft.form, catalogue);
  const theirs = partsOf(toForm(record.adjustment, { zone, catalogue }), catalogue);
  return (
    <Dialog title={words.conflictTitle} open={draft.conflict} onClose={() => draft.save.reset()} wide>
      <p>{words.conflictLead}</p>
      <table className="table conflict">
        <thead>
          <tr>
            <th>{words.field}</th>
            <th>{parts.mine}</th>
            <th>
              {parts.their} · {names.draftNo(record.version)}
            </th>
          </tr>
        </thead>
        <tbody>
          {mine.map(([name, text], at) => (
            <tr key={name} className={text === theirs[at]?.[1] ? undefined : "preview"}>
              <th scope="row">{name}</th>
              <td>{text || "—"}</td>
              <td>{theirs[at]?.[1] || "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="form-foot">
        <button type="button" className="btn" onClick={draft.discard}>
          {parts.theirs}
        </button>
        <button type="button" className="btn filled" onClick={() => draft.save.mutate({ over: record })}>
          {parts.yours}
        </button>
      </div>
    </Dialog>
  );
}
