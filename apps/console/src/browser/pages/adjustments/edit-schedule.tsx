import { wordsOf, written } from "../../locale.ts";
import { BackFields } from "../../parts/back-fields.tsx";
import { Card } from "../../parts/card.tsx";
import { Choice, Text } from "../../parts/fields.tsx";
import { useZone } from "../../session.ts";
import { adjustmentDraftWords } from "../../words/adjustment-draft.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { EditProps } from "./edit-change.tsx";
import { Ladder } from "./ladder.tsx";
import { rampOf } from "./ramp-form.ts";
import { stepNumber } from "./steps.ts";

const words = wordsOf(adjustmentsWords);
const draft = wordsOf(adjustmentDraftWords);

/** 7, as fields: when it starts, and what return is promised. */
export function EditSchedule({ form, onChange }: EditProps) {
  const zone = written.zone(useZone());
  return (
    <Card title={words.schedule} step={stepNumber(form.kind, "apply")} anchor="apply">
      <div className="form">
        <Text
          label={draft.starts}
          type="datetime-local"
          hint={draft.startsHint(zone)}
          value={form.startsAt}
          onChange={(startsAt) => onChange({ startsAt })}
        />
        <BackFields value={form.back} onChange={(back) => onChange({ back })} ofEnd={form.kind === "inform"} />
      </div>
    </Card>
  );
}

/** 9, as fields: back at once, or by steps with guardrails. */
export function EditRamp({ form, onChange }: EditProps) {
  const { ramp } = form;
  const set = (part: Partial<typeof ramp>) => onChange({ ramp: { ...ramp, ...part } });
  const steps = rampOf(ramp)?.steps;
  return (
    <Card title={words.restore} step={9} anchor="restore" flush>
      <div className="form pad">
        <Choice
          label={words.restore}
          value={ramp.on ? "steps" : "once"}
          choices={[
            ["once", draft.atOnce],
            ["steps", draft.ramp],
          ]}
          onChange={(chosen) => set({ on: chosen === "steps" })}
        />
        {ramp.on && (
          <div className="fields">
            <Text label={draft.shares} value={ramp.shares} onChange={(shares) => set({ shares })} />
            <Text label={draft.dwell} value={ramp.dwell} onChange={(dwell) => set({ dwell })} />
            <Text
              label={draft.approvalDrop}
              value={ramp.approvalDrop}
              onChange={(approvalDrop) => set({ approvalDrop })}
            />
            <Text label={draft.errorRise} value={ramp.errorRise} onChange={(errorRise) => set({ errorRise })} />
            <Text label={draft.leastCalls} value={ramp.leastCalls} onChange={(leastCalls) => set({ leastCalls })} />
          </div>
        )}
      </div>
      {steps && <Ladder steps={steps} at={undefined} />}
    </Card>
  );
}
