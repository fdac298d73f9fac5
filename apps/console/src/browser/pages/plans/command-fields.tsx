import { wordsOf } from "../../locale.ts";
import { Field } from "../../parts/field.tsx";
import { planWords } from "../../words/plan.ts";
import { type CommandId, FIELDS, type FieldId, type Typed } from "./commands.ts";

const words = wordsOf(planWords);
const AMOUNTS: { readonly [C in CommandId]?: string } = {
  refund: words.fields.refund,
  close_dispute: words.fields.given_back,
  return_lease: words.fields.damage,
};

interface FieldsProps {
  readonly command: CommandId;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}

/** The fields that a command asks for; the first holds the focus. */
export function CommandFields({ command, typed, onChange }: FieldsProps) {
  const ids = FIELDS[command];
  if (ids.length === 0) return null;
  const label = (id: FieldId) => (id === "amount" ? (AMOUNTS[command] ?? words.fields.amount) : words.fields[id]);
  return (
    <div className="fields pad">
      {ids.map((id, at) => (
        <Field key={id} label={label(id)}>
          {(control) =>
            id === "recompute" ? (
              <select
                {...control}
                value={typed.recompute}
                onChange={(event) => onChange({ ...typed, recompute: event.target.value as Typed["recompute"] })}
              >
                {Object.entries(words.recompute).map(([value, text]) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </select>
            ) : (
              <input
                {...control}
                type={id === "due" ? "date" : "text"}
                inputMode={id === "amount" ? "decimal" : undefined}
                maxLength={id === "reason" ? 200 : 64}
                value={typed[id]}
                // Opened by a button: what is asked first holds the focus.
                ref={at === 0 ? focusOnce : undefined}
                onChange={(event) => onChange({ ...typed, [id]: event.target.value })}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
}

const focusOnce = (input: HTMLInputElement | null) => {
  if (input && !input.dataset.seen) {
    input.dataset.seen = "true";
    input.focus();
    input.select();
  }
};
