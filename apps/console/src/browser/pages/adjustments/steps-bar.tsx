import { Check } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { AdjustmentRecord } from "./reach.ts";
import { type StepId, type StepState, stepsFor } from "./steps.ts";

const words = wordsOf(adjustmentsWords);

interface StepsBarProps {
  readonly kind: AdjustmentRecord["adjustment"]["kind"];
  readonly states: Readonly<Record<StepId, StepState>>;
}

/** The steps from the change to its return; each leads to its section. */
export function StepsBar({ kind, states }: StepsBarProps) {
  return (
    <ol className="steps" aria-label={words.stepsOf}>
      {stepsFor(kind).map((step) => (
        <li key={step} className={states[step]} aria-current={states[step] === "now" ? "step" : undefined}>
          <a href={`#${step}`}>
            {states[step] === "done" && <Check size={13} aria-hidden="true" />}
            {words.steps[step]}
            <span className="visually-hidden">{words.stepStates[states[step]]}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}
