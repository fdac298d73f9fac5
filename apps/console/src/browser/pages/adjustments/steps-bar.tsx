import { Check } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { STEPS, type StepId, type StepState } from "./steps.ts";

const words = wordsOf(adjustmentsWords);

/** Nine steps from the change to its return; each leads to its section. */
export function StepsBar({ states }: { readonly states: Readonly<Record<StepId, StepState>> }) {
  return (
    <ol className="steps" aria-label={words.stepsOf}>
      {STEPS.map((step) => (
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
