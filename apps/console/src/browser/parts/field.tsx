import { type ReactNode, useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Given the ids that tie the control to its label, hint and error. */
  readonly children: (control: {
    readonly id: string;
    readonly "aria-describedby"?: string;
    readonly "aria-invalid"?: true;
  }) => ReactNode;
}

/** A labelled control; what is wrong with it stands under it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const told = hint !== undefined || error !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(told ? { "aria-describedby": `${id}-told` } : {}),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {told && (
        <p id={`${id}-told`} className={error ? "field-error" : "note"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
