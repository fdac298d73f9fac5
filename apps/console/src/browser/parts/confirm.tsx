import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { wordsOf } from "../locale.ts";
import { partsWords } from "../words/parts.ts";
import { Dialog } from "./dialog.tsx";
import { Refusal } from "./failure.tsx";

const words = wordsOf(partsWords);

interface ConfirmProps {
  /** What the button says will happen. */
  readonly label: string;
  /** What is asked before it happens. */
  readonly question: ReactNode;
  readonly run: () => Promise<unknown>;
  readonly danger?: boolean;
  /** Why it cannot be done now; the button stays, disabled, with this beside it. */
  readonly because?: string | undefined;
}

/** A button that asks once more, does it, and says what was refused. */
export function Confirm({ label, question, run, danger, because }: ConfirmProps) {
  const [open, setOpen] = useState(false);
  const doing = useMutation({ mutationFn: run, onSuccess: () => setOpen(false) });
  return (
    <>
      <button
        type="button"
        className={danger ? "btn danger" : "btn"}
        disabled={because !== undefined}
        title={because}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
      {because !== undefined && <span className="note">{because}</span>}
      <Dialog title={label} open={open} onClose={() => setOpen(false)}>
        <div>{question}</div>
        <Refusal of={doing.error} />
        <div className="form-foot">
          <button type="button" className="btn" onClick={() => setOpen(false)}>
            {words.cancel}
          </button>
          <button
            type="button"
            className={danger ? "btn danger" : "btn filled"}
            disabled={doing.isPending}
            onClick={() => doing.mutate()}
          >
            {label}
          </button>
        </div>
      </Dialog>
    </>
  );
}
