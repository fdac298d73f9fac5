import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useMay, useSession } from "../../session.ts";
import { compensationWords } from "../../words/compensation.ts";
import type { Compensation } from "./compensation-state.tsx";

const words = wordsOf(compensationWords);
type Move = { readonly kind: "submit" | "approve" } | { readonly kind: "reject"; readonly reason: string };

/** What the visitor can do with it: its author asks, another person approves or sends back. */
export function Decision({ one }: { readonly one: Compensation }) {
  const may = useMay();
  const { user } = useSession();
  const queries = useQueryClient();
  const [rejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState("");
  const move = useMutation({
    mutationFn: (to: Move) =>
      to.kind === "reject"
        ? api.rejectCompensation(one.id, { note: to.reason })
        : to.kind === "approve"
          ? api.approveCompensation(one.id)
          : api.submitCompensation(one.id),
    onSuccess: async () => {
      setRejecting(false);
      await queries.invalidateQueries({ queryKey: ["compensations"] });
    },
  });
  const failure = <Refusal of={move.error} />;
  if (one.state === "draft") {
    const why = may("compensations:write") ? undefined : words.needs("compensations:write");
    return (
      <>
        {why && <span className="note">{why}</span>}
        {failure}
        <button
          type="button"
          className="btn filled"
          disabled={why !== undefined || move.isPending}
          onClick={() => move.mutate({ kind: "submit" })}
        >
          {words.submit}
        </button>
      </>
    );
  }
  if (one.state !== "submitted") return null;
  const why = !may("compensations:approve")
    ? words.needs("compensations:approve")
    : one.authors.includes(user.id)
      ? words.own
      : undefined;
  return (
    <>
      {why && <span className="note">{why}</span>}
      {failure}
      <button type="button" className="btn" disabled={why !== undefined} onClick={() => setRejecting(true)}>
        {words.reject}
      </button>
      <button
        type="button"
        className="btn filled"
        disabled={why !== undefined || move.isPending}
        onClick={() => move.mutate({ kind: "approve" })}
      >
        {words.approve(written.money(one.rule.budget, one.rule.currency))}
      </button>
      <Dialog title={words.reject} open={rejecting} onClose={() => setRejecting(false)}>
        <Field label={words.reason}>
          {(control) => <textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <div className="form-foot">
          <button
            type="button"
            className="btn filled"
            disabled={reason.trim() === "" || move.isPending}
            onClick={() => move.mutate({ kind: "reject", reason: reason.trim() })}
          >
            {words.reject}
          </button>
        </div>
      </Dialog>
    </>
  );
}
