import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useMay } from "../../session.ts";
import { healthWords } from "../../words/health.ts";
import { partsWords } from "../../words/parts.ts";
import type { Watch } from "./model.ts";

const words = wordsOf(healthWords);
const parts = wordsOf(partsWords);
const NEEDS = "adjustments:emergency";

const BUTTONS = { open: "keepOpen", closed: "keepClosed", none: "release" } as const;

/** A person's word against the breaker's: pause, bring back, or leave it to the breaker; said again before it happens. */
export function Hold({ watch, name }: { readonly watch: Watch; readonly name: string }) {
  const may = useMay();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Watch["hold"]>();
  const [note, setNote] = useState("");
  const hold = useMutation({
    mutationFn: (to: Watch["hold"]) =>
      api.holdPartner({ partner: watch.partner, method: watch.method, hold: to, ...(note.trim() ? { note } : {}) }),
    onSuccess: async () => {
      setAsked(undefined);
      setNote("");
      await Promise.all(
        ["health", "adjustments", "catalogue"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  const others = (["open", "closed", "none"] as const).filter((each) => each !== watch.hold);
  return (
    <>
      <div className="actions">
        {others.map((each) => (
          <button key={each} type="button" className="btn" disabled={!may(NEEDS)} onClick={() => setAsked(each)}>
            {words[BUTTONS[each]]}
          </button>
        ))}
      </div>
      {!may(NEEDS) && <p className="note">{words.needs(NEEDS)}</p>}
      <Dialog
        title={asked ? words.confirm[asked](name) : ""}
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
      >
        {asked && (
          <>
            <p className="keep">{words.what[asked]}</p>
            <Field label={words.note}>
              {(control) => <textarea {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
            </Field>
            <Refusal of={hold.error} />
            <div className="form-foot">
              <button type="button" className="btn" onClick={() => setAsked(undefined)}>
                {parts.cancel}
              </button>
              <button type="button" className="btn filled" disabled={hold.isPending} onClick={() => hold.mutate(asked)}>
                {words.confirm[asked](name)}
              </button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
