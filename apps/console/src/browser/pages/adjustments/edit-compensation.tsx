import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Choice, Text } from "../../parts/fields.tsx";
import { useZone } from "../../session.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { DraftForm } from "./draft-form.ts";
import type { EditProps } from "./edit-change.tsx";

const words = wordsOf(adjustmentsWords);
const draft = wordsOf(adjustmentDraftWords);

/** 5, as fields: nothing, or a voucher within a budget. */
export function EditCompensation({ form, onChange }: EditProps) {
  const zone = written.zone(useZone());
  return (
    <Card title={words.compensation} step={5} anchor="compensate" fact={words.once}>
      <div className="fields">
        <Choice
          label={words.compensation}
          value={form.compensation}
          choices={[
            ["", draft.undecided],
            ["none", draft.noCompensation],
            ["voucher", draft.voucher],
          ]}
          onChange={(chosen) => onChange({ compensation: chosen as DraftForm["compensation"] })}
        />
        {form.compensation === "voucher" && (
          <>
            <Text label={draft.amount} value={form.amount} onChange={(amount) => onChange({ amount })} />
            <Text label={draft.budget} value={form.budget} onChange={(budget) => onChange({ budget })} />
            <Text
              label={draft.validUntil}
              type="datetime-local"
              hint={zone}
              value={form.validUntil}
              onChange={(validUntil) => onChange({ validUntil })}
            />
            <Choice
              label={draft.audience}
              value={form.audience}
              choices={Object.entries(words.audiences)}
              onChange={(audience) => onChange({ audience: audience as DraftForm["audience"] })}
            />
          </>
        )}
      </div>
    </Card>
  );
}
