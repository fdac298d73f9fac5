import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { partsWords } from "../../words/parts.ts";
import { reconciliationWords } from "../../words/reconciliation.ts";
import { type Exception, stakeOf } from "./summary.ts";

const words = wordsOf(reconciliationWords);
export type Move = "resolve" | "approve" | "undo";
type Resolution = keyof typeof words.resolutions;

interface DialogProps {
  readonly reconciliation: string;
  readonly chosen: { readonly move: Move; readonly exception: Exception } | undefined;
  readonly onClose: () => void;
}

/** Ends an exception with a reason and a note, agrees to what is proposed, or opens it again. */
export function ExceptionDialog({ reconciliation, chosen, onClose }: DialogProps) {
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: ({ how, note }: { readonly how: Resolution; readonly note: string }) => {
      const { move, exception } = chosen!;
      if (move === "approve") return api.approveException(reconciliation, exception.id);
      if (move === "undo") return api.undoResolution(reconciliation, exception.id, { note });
      return api.resolveException(reconciliation, exception.id, { resolution: how, note });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["reconciliation"] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    moving.mutate({ how: String(form.get("how")) as Resolution, note: String(form.get("note")) });
  };
  const close = () => {
    moving.reset();
    onClose();
  };
  const { move, exception } = chosen ?? {};
  const currency = (exception?.there ?? exception?.here)?.currency ?? "CNY";
  return (
    <Dialog title={move ? words[move] : ""} open={chosen !== undefined} onClose={close}>
      {exception && (
        <form className="form" onSubmit={submit}>
          <p>
            {words.parts[exception.reason]} · {written.money(stakeOf(exception), currency)}
          </p>
          {move === "resolve" && (
            <Field label={words.how} hint={words.twoPeople}>
              {(control) => (
                <select {...control} name="how">
                  {Object.entries(words.resolutions).map(([id, text]) => (
                    <option key={id} value={id}>
                      {text}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {move !== "approve" && (
            <Field label={words.note} hint={words.noteHint}>
              {(control) => <textarea {...control} name="note" rows={3} required maxLength={500} />}
            </Field>
          )}
          <Refusal of={moving.error} />
          <div className="form-foot">
            <button type="button" className="btn" onClick={close}>
              {wordsOf(partsWords).cancel}
            </button>
            <button type="submit" className="btn filled" disabled={moving.isPending}>
              {move && words[move]}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
