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

/** When a way comes back: a time, a window, when more is said, or never. */
export function BackFields(props: { readonly value: BackForm; readonly onChange: (value: BackForm) => void }) {
  const { value, onChange } = props;
  const zone = written.zone(useZone());
  return (
    <div className="fields">
      <Field label={words.kind}>
        {(control) => (
          <select
            {...control}
            value={value.kind}
            onChange={(event) => onChange({ ...value, kind: event.target.value as BackForm["kind"] })}
          >
            <option value="">{words.open}</option>
            {(["at", "window", "update_by", "none"] as const).map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {value.kind !== "" && value.kind !== "none" && (
        <Field label={words.at[value.kind]} hint={zone}>
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
