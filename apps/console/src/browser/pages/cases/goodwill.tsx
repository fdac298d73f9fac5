import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, Gift, Hourglass } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { minorOf } from "../../parts/money-text.ts";
import { usePersonName } from "../../parts/person.tsx";
import { State } from "../../parts/state.tsx";
import { useMay, useSession, useZone } from "../../session.ts";
import { casesWords } from "../../words/cases.ts";
import type { CaseSeen } from "./conversation.tsx";

const words = wordsOf(casesWords);
type Given = CaseSeen["case"]["goodwill"][number];

/** What was given and asked for, and more of it: at once within the limit of one person, else once another agrees. */
export function Goodwill({ view }: { readonly view: CaseSeen }) {
  const { case: one, goodwill_left } = view;
  const currency = view.seen?.currency ?? Object.keys(goodwill_left)[0] ?? "CNY";
  const left = goodwill_left[currency];
  return (
    <section>
      <h2>
        <Gift size={16} aria-hidden="true" />
        {words.goodwill}
        <span className="fact">
          {left === undefined ? words.goodwillNone : words.goodwillLeft(written.money(left, currency))}
        </span>
      </h2>
      <ul className="given">
        {one.goodwill.map((each) => (
          <GivenLine key={each.id} id={one.id} given={each} />
        ))}
      </ul>
      {one.state !== "closed" && <Ask id={one.id} currency={currency} left={left ?? 0} />}
    </section>
  );
}

function Ask({ id, currency, left }: { readonly id: string; readonly currency: string; readonly left: number }) {
  const may = useMay()("cases:write");
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const amount = minorOf(text, currency);
  const usable = amount !== undefined && amount > 0;
  const shown = usable ? written.money(amount, currency) : "";
  const within = usable && amount <= left;
  const ask = useMutation({
    mutationFn: (minor: number) => api.askGoodwill(id, { currency, amount: minor, reason: reason.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["cases"] }),
  });
  const error = text !== "" && !usable ? words.amountWrong : undefined;
  const hint = usable && !within ? words.aboveLimit(written.money(left, currency)) : undefined;
  return (
    <div className="goodwill-form">
      <Field label={`${words.amount} ${currency}`} error={error} hint={hint}>
        {(control) => (
          <input {...control} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <Field label={words.reason} hint={may ? undefined : words.needs("cases:write")}>
        {(control) => <input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <button
        type="button"
        className="btn"
        disabled={!may || !usable || reason.trim() === "" || ask.isPending}
        onClick={() => usable && ask.mutate(amount)}
      >
        {usable && !within ? words.askToGive(shown) : words.give(shown)}
      </button>
      <Refusal of={ask.error} />
    </div>
  );
}

const LOOKS = {
  granted: [CircleCheck, "good"],
  waiting: [Hourglass, "waiting"],
  refused: [CircleSlash, "plain"],
} as const;

function GivenLine({ id, given }: { readonly id: string; readonly given: Given }) {
  const nameOf = usePersonName();
  const zone = useZone();
  const [icon, tone] = LOOKS[given.state];
  return (
    <li>
      <p>
        <State icon={icon} tone={tone}>
          {words.goodwillStates[given.state]}
        </State>
        <b>{written.money(given.amount, given.currency)}</b>
      </p>
      <p className="note">
        {words.askedBy(nameOf(given.asked_by))}
        {given.decided_by && ` · ${words.decidedBy(nameOf(given.decided_by))}`}
        {given.voucher && ` · ${words.voucherUntil(written.day(given.voucher.valid_until, zone))}`}
      </p>
      {given.state === "waiting" && <Decide id={id} given={given} />}
    </li>
  );
}

/** Another person's word on what is above the limit. */
function Decide({ id, given }: { readonly id: string; readonly given: Given }) {
  const { user } = useSession();
  const may = useMay()("cases:approve");
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: (decision: "granted" | "refused") =>
      api.decideGoodwill(id, { goodwill: given.id, decision, note: note.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["cases"] }),
  });
  const why = !may ? words.needs("cases:approve") : given.asked_by === user.id ? words.ownAsk : undefined;
  const ready = why === undefined && note.trim() !== "" && !decide.isPending;
  return (
    <div className="goodwill-form">
      <Field label={words.decisionNote} hint={why}>
        {(control) => (
          <input
            {...control}
            disabled={why !== undefined}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <button type="button" className="btn" disabled={!ready} onClick={() => decide.mutate("granted")}>
        {words.agree(written.money(given.amount, given.currency))}
      </button>
      <button type="button" className="btn quiet" disabled={!ready} onClick={() => decide.mutate("refused")}>
        {words.disagree}
      </button>
      <Refusal of={decide.error} />
    </div>
  );
}
