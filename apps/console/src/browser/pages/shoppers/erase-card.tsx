import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Eraser, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useMay } from "../../session.ts";
import { shoppersWords } from "../../words/shoppers.ts";
import type { ErasedShopper } from "./erased.tsx";
import type { Named } from "./find-form.tsx";

const words = wordsOf(shoppersWords);
const PERMISSION = "shoppers:erase";
type Reason = keyof typeof words.reasons;
const REASONS = Object.keys(words.reasons) as Reason[];

interface EraseCardProps {
  readonly who: Named;
  readonly running: readonly string[];
  readonly onErased: (erased: ErasedShopper) => void;
}

/** The end of what is kept of a shopper: once their plans have ended, for a reason, and when their name is typed again. */
export function EraseCard({ who, running, onErased }: EraseCardProps) {
  const may = useMay()(PERMISSION);
  return (
    <Card title={words.erase} icon={Eraser}>
      <div className="form">
        <p>{words.eraseLead}</p>
        {!may && <p className="note">{words.needs(PERMISSION)}</p>}
        {may && running.length > 0 && <Running plans={running} />}
        {may && running.length === 0 && <EraseForm who={who} onErased={onErased} />}
      </div>
    </Card>
  );
}

function Running({ plans }: { readonly plans: readonly string[] }) {
  return (
    <div className="notice-line paused">
      <TriangleAlert size={18} aria-hidden="true" />
      <div>
        <p>{words.running(plans.length)}</p>
        <ul>
          {plans.map((id) => (
            <li key={id}>
              <Link to="/plans/$id" params={{ id }}>
                <code className="anywhere">{id}</code>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function EraseForm({ who, onErased }: Pick<EraseCardProps, "who" | "onErased">) {
  const [reason, setReason] = useState<Reason | "">("");
  const [typed, setTyped] = useState("");
  const erasing = useMutation({
    mutationFn: (why: Reason) => api.eraseShopper({ ...who, reason: why }),
    onSuccess: onErased,
  });
  const name = who.shopper_ref ?? who.address ?? "";
  const ready = reason !== "" && typed.trim() === name && !erasing.isPending;
  return (
    <form
      className="form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) erasing.mutate(reason);
      }}
    >
      <Field label={words.reason} hint={words.reasonHint}>
        {(control) => (
          <select {...control} value={reason} onChange={(event) => setReason(event.target.value as Reason)}>
            <option value="" disabled>
              {words.choose}
            </option>
            {REASONS.map((each) => (
              <option key={each} value={each}>
                {words.reasons[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.type(name)}>
        {(control) => <input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
      <Refusal of={erasing.error} />
      <div className="form-foot">
        <button type="submit" className="btn danger" disabled={!ready}>
          {erasing.isPending ? words.erasing : words.eraseNow}
        </button>
      </div>
    </form>
  );
}
