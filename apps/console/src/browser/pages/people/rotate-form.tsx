import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { peopleWords } from "../../words/people.ts";

const words = wordsOf(peopleWords);
/** A day: long enough to change a program over, short enough not to be forgotten. */
const USUAL_HOURS = "24";

interface RotateFormProps {
  readonly id: string;
  readonly name: string;
  readonly onIssued: () => Promise<unknown>;
}

/** A new key in place of one, which works on for as long as is chosen. */
export function RotateForm({ id, name, onIssued }: RotateFormProps) {
  const rotating = useMutation({
    mutationFn: (hours: number) => api.rotateKey(id, { overlap_hours: hours }),
    onSuccess: onIssued,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rotating.mutate(Number(new FormData(event.currentTarget).get("hours")));
  };
  if (rotating.isSuccess) return <ShownOnce lead={words.issued} value={rotating.data.key} />;
  return (
    <form className="form" onSubmit={submit}>
      <p>{words.rotateLead(name)}</p>
      <Field label={words.rotateOverlap}>
        {(control) => (
          <select {...control} name="hours" defaultValue={USUAL_HOURS}>
            {Object.entries(words.rotateHours).map(([hours, told]) => (
              <option key={hours} value={hours}>
                {told}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Refusal of={rotating.error} />
      <div className="form-foot">
        <button type="submit" className="btn filled" disabled={rotating.isPending}>
          {words.rotateDo}
        </button>
      </div>
    </form>
  );
}
