import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { wordsOf, written } from "../../locale.ts";
import { BackFields } from "../../parts/back-fields.tsx";
import { toBackForm } from "../../parts/back-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Refusal } from "../../parts/failure.tsx";
import { Field } from "../../parts/field.tsx";
import { useZone } from "../../session.ts";
import { adjustmentMovesWords } from "../../words/adjustment-moves.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { partsWords } from "../../words/parts.ts";
import { isFilled, type MoveForm, makeMove } from "./move-form.ts";
import type { MoveId } from "./moves.ts";
import { moveWordsOf } from "./moves-bar.tsx";
import { useTitleOf } from "./queries.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentMovesWords);
const names = wordsOf(adjustmentsWords);
const parts = wordsOf(partsWords);

interface MoveDialogProps {
  readonly record: AdjustmentRecord;
  /** Undefined: closed. */
  readonly move: MoveId | undefined;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

/** Looks at a move before it is made: what will happen, what must be said with it, and a button that says it. */
export function MoveDialog({ record, move, onClose, onDone }: MoveDialogProps) {
  return (
    <Dialog
      title={move ? moveWordsOf(record.adjustment.kind === "inform").titles[move] : ""}
      open={move !== undefined}
      onClose={onClose}
    >
      {move && <MoveBody record={record} move={move} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function MoveBody({ record, move, onClose, onDone }: MoveDialogProps & { readonly move: MoveId }) {
  const zone = useZone();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState<MoveForm>({
    note: "",
    zh: "",
    en: "",
    ...(record.adjustment.kind === "inform" ? {} : { terms: "same" as const }),
    back: toBackForm(record.adjustment.back, zone),
  });
  const change = (part: Partial<MoveForm>) => setForm({ ...form, ...part });
  const making = useMutation({
    mutationFn: () => makeMove(record.id, move, form, zone, key),
    onSuccess: () => {
      onDone(words.done[move]);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["adjustments"] }),
  });
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form className="form" onSubmit={confirm}>
      <p>{moveWordsOf(record.adjustment.kind === "inform").leads[move]}</p>
      {(move === "approve" || move === "review" || move === "apply") && <Approved record={record} />}
      {move === "extend" && (
        <BackFields
          value={form.back}
          ofEnd={record.adjustment.kind === "inform"}
          onChange={(back) => change({ back })}
        />
      )}
      {move === "lift" && form.terms && <TermsChoice value={form.terms} onChange={(terms) => change({ terms })} />}
      {(move === "update" || move === "lift") && (
        <TwoTexts title={move === "lift" ? words.better : undefined} form={form} onChange={change} />
      )}
      {NOTED.has(move) && (
        <Field label={move === "reject" ? words.reason : words.note}>
          {(control) => (
            <textarea {...control} value={form.note} onChange={(event) => change({ note: event.target.value })} />
          )}
        </Field>
      )}
      <Refusal of={making.error} />
      <div className="form-foot">
        <button type="button" className="btn quiet" onClick={onClose}>
          {parts.cancel}
        </button>
        <button type="submit" className="btn filled" disabled={making.isPending || !isFilled(move, form, zone)}>
          <ConfirmText record={record} move={move} />
        </button>
      </div>
    </form>
  );
}

const NOTED: ReadonlySet<MoveId> = new Set(["approve", "review", "reject", "extend", "roll_back", "withdraw"]);

/** Says what will happen, to which ways and when. */
function ConfirmText({ record, move }: { readonly record: AdjustmentRecord; readonly move: MoveId }) {
  const zone = useZone();
  const titleOf = useTitleOf();
  const { adjustment } = record;
  const informs = adjustment.kind === "inform";
  if (move === "apply") {
    const starts = adjustment.starts_at;
    const later = starts !== undefined && Date.parse(starts) > Date.now();
    const { apply } = informs ? words.informing.confirm : words.confirm;
    return apply(titleOf(adjustment), later ? written.moment(starts, zone) : "");
  }
  if (informs && move === "lift") return words.informing.confirm.lift;
  if (move === "lift") return words.confirm.lift(record.state === "active" && (adjustment.ramp?.steps.length ?? 0) > 1);
  return words.confirm[move];
}

function Approved({ record }: { readonly record: AdjustmentRecord }) {
  const titleOf = useTitleOf();
  const { explanation } = record.adjustment;
  return (
    <blockquote className="said">
      <p className="strong">
        {titleOf(record.adjustment)} · {names.draftNo(record.version)}
      </p>
      <p className="keep">{explanation?.["zh-CN"] ?? names.unwritten}</p>
      <p lang="en">{explanation?.en ?? names.unwritten}</p>
    </blockquote>
  );
}

function TermsChoice(props: { readonly value: "same" | "new"; readonly onChange: (terms: "same" | "new") => void }) {
  return (
    <fieldset className="choices">
      <legend>{words.terms}</legend>
      {(["same", "new"] as const).map((terms) => (
        <label key={terms}>
          <input type="radio" name="terms" checked={props.value === terms} onChange={() => props.onChange(terms)} />
          {terms === "same" ? words.sameTerms : words.newTerms}
        </label>
      ))}
      <p className="note">{words.termsHint}</p>
    </fieldset>
  );
}

interface TwoTextsProps {
  readonly title: string | undefined;
  readonly form: MoveForm;
  readonly onChange: (change: Partial<MoveForm>) => void;
}

function TwoTexts({ title, form, onChange }: TwoTextsProps) {
  return (
    <fieldset className="two-texts">
      {title && <legend>{title}</legend>}
      <Field label={words.textZh}>
        {(control) => (
          <textarea
            {...control}
            lang="zh-CN"
            value={form.zh}
            onChange={(event) => onChange({ zh: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.textEn}>
        {(control) => (
          <textarea {...control} lang="en" value={form.en} onChange={(event) => onChange({ en: event.target.value })} />
        )}
      </Field>
      {title && <p className="note">{words.betterOne}</p>}
    </fieldset>
  );
}
