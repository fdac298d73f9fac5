import { wordsOf, written } from "../locale.ts";
import { useZone } from "../session.ts";
import { backFieldsWords } from "../words/back-fields.ts";
import { Field } from "./field.tsx";

const words = wordsOf(backFieldsWords);

/** A return as a form has it; times as the zone's clock shows them. `""`: not decided. */
export interface BackForm {
  readonly kind: "" | "at" | "window" | "update_by" | "none";
  readonly at: string;
  readonly until: string;
}

interface BackFieldsProps {
  readonly value: BackForm;
  readonly onChange: (value: BackForm) => void;
  /** Asks for the end of an announcement in place of a return. */
  readonly ofEnd?: boolean;
}

/** When a way comes back: a time, a window, when more is said, or never. */
export function BackFields({ value, onChange, ofEnd }: BackFieldsProps) {
  const asked = ofEnd ? words.end : words;
  const zone = written.zone(useZone());
  return (
    <div className="fields">
      <Field label={asked.kind}>
        {(control) => (
          <select
            {...control}
            value={value.kind}
            onChange={(event) => onChange({ ...value, kind: event.target.value as BackForm["kind"] })}
          >
            <option value="">{words.open}</option>
            {(["at", "window", "update_by", "none"] as const).map((kind) => (
              <option key={kind} value={kind}>
                {asked.kinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {value.kind !== "" && value.kind !== "none" && (
        <Field label={asked.at[value.kind]} hint={zone}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={value.at}
              onChange={(event) => onChange({ ...value, at: event.target.value })}
            />
          )}
        </Field>
      )}
      {value.kind === "window" && (
        <Field label={words.until} hint={zone}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={value.until}
              onChange={(event) => onChange({ ...value, until: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
