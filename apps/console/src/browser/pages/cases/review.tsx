import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserCheck } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useKept } from "../../parts/kept.ts";
import { usePersonName } from "../../parts/person.tsx";
import { When } from "../../parts/when.tsx";
import { useMay, useSession } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";

const words = wordsOf(casesWords);
type One = CaseSeen["case"];

/** A person's look at a rule of the store: stands or not, with the reason that the shopper reads. */
export function Review({ one, review }: { readonly one: One; readonly review: NonNullable<One["review"]> }) {
  const nameOf = usePersonName();
  return (
    <section>
      <h2>
        <UserCheck size={16} aria-hidden="true" />
        {words.review}
      </h2>
      {review.state === "asked" ? (
        <Decide one={one} />
      ) : (
        <p>
          {words.entries[`review_${review.state}`]} {review.by && nameOf(review.by)}{" "}
          {review.at && <When at={review.at} />}
        </p>
      )}
    </section>
  );
}

function Decide({ one }: { readonly one: One }) {
  const { user } = useSession();
  const may = useMay()("cases:write");
  const queries = useQueryClient();
  const [reason, setReason] = useKept(`${user.id}.review.${one.id}`, "");
  const decide = useMutation({
    mutationFn: (decision: "upheld" | "overturned") => api.reviewCase(one.id, { decision, reason: reason.trim() }),
    onSuccess: async () => {
      setReason("");
      await queries.invalidateQueries({ queryKey: ["cases"] });
    },
  });
  const ready = may && reason.trim() !== "" && !decide.isPending;
  return (
    <div className="form">
      <p className="note">{words.reviewLead}</p>
      <Field label={words.reviewReason} hint={may ? undefined : words.needs("cases:write")}>
        {(control) => (
          <textarea {...control} lang={one.locale} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <div className="form-foot">
        <button type="button" className="btn" disabled={!ready} onClick={() => decide.mutate("upheld")}>
          {words.uphold}
        </button>
        <button type="button" className="btn" disabled={!ready} onClick={() => decide.mutate("overturned")}>
          {words.overturn}
        </button>
      </div>
      <Refusal of={decide.error} />
    </div>
  );
}
