import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Choice, Text } from "../../parts/fields.tsx";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { CountsBeforeAfter } from "./counts.tsx";
import { type DraftForm, scopeOf } from "./draft-form.ts";
import type { Catalogue } from "./reach.ts";
import { ScopeFields } from "./scope-fields.tsx";

const words = wordsOf(adjustmentsWords);
const draft = wordsOf(adjustmentDraftWords);
const KINDS = ["suspend", "restrict", "reprice", "demote", "withdraw", "inform"] as const;
const CAUSES = ["partner_terms", "compliance", "maintenance", "business", "incident", "risk"] as const;

export interface EditProps {
  readonly form: DraftForm;
  readonly onChange: (part: Partial<DraftForm>) => void;
  readonly catalogue: Catalogue;
}

/** 1, as fields: what, why, for whom, and the counts before and after as they are chosen. */
export function EditChange({ form, onChange, catalogue }: EditProps) {
  return (
    <Card title={words.change} step={1} anchor="change">
      <div className="form">
        <div className="fields">
          <Choice
            label={words.kind}
            value={form.kind}
            choices={KINDS.map((kind) => [kind, words.kinds[kind]])}
            onChange={(kind) => onChange({ kind: kind as DraftForm["kind"] })}
          />
          <Choice
            label={words.cause}
            value={form.cause}
            choices={CAUSES.map((cause) => [cause, words.causes[cause]])}
            onChange={(cause) => onChange({ cause: cause as DraftForm["cause"] })}
          />
          <ScopeFields value={form.scope} catalogue={catalogue} onChange={(scope) => onChange({ scope })} />
        </div>
        {form.kind === "restrict" && (
          <div className="fields">
            <Text label={draft.least} value={form.least} onChange={(least) => onChange({ least })} />
            <Text label={draft.most} value={form.most} onChange={(most) => onChange({ most })} />
          </div>
        )}
        {form.kind === "reprice" && (
          <div className="fields">
            <Text label={draft.rate} value={form.rate} onChange={(rate) => onChange({ rate })} />
            <Text label={draft.fee} value={form.fee} hint={draft.termsNote} onChange={(fee) => onChange({ fee })} />
          </div>
        )}
        {form.kind === "inform" ? (
          <>
            <div className="fields">
              <Text label={draft.titleZh} value={form.titleZh} onChange={(titleZh) => onChange({ titleZh })} />
              <Text label={draft.titleEn} value={form.titleEn} onChange={(titleEn) => onChange({ titleEn })} />
            </div>
            <p className="note">{draft.informNote}</p>
          </>
        ) : (
          <>
            <p className="note">{words.unaffectedAll}</p>
            <CountsBeforeAfter kind={form.kind} scope={scopeOf(form.scope)} catalogue={catalogue} />
          </>
        )}
      </div>
    </Card>
  );
}
