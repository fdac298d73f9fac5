import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Failure, refusalText, Skeleton } from "../../parts/failure.tsx";
import { majorOf } from "../../parts/money-text.ts";
import { State } from "../../parts/state.tsx";
import { partsWords } from "../../words/parts.ts";
import { planWords } from "../../words/plan.ts";
import { CommandFields } from "./command-fields.tsx";
import { type CommandId, firstTyped, type Plan, requestOf } from "./commands.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { doOrPropose } from "./do-or-propose.ts";
import { type Preview, previewQuery } from "./queries.ts";
import { Shares } from "./shares.tsx";

const words = wordsOf(planWords);
const TYPED_MS = 250;

interface CommandProps {
  readonly plan: Plan;
  readonly command: CommandId;
  readonly onPreview: (preview: Preview | undefined) => void;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

/** A command before it happens: its fields, row by row what it changes, who gets what, and the button that does it. */
export function CommandCard({ plan, command, onPreview, onClose, onDone }: CommandProps) {
  const { id, currency } = plan;
  const queries = useQueryClient();
  const [typed, setTyped] = useState(() => firstTyped(command, plan, (minor) => majorOf(minor, currency)));
  const settled = useSettled(typed);
  const asked = requestOf(command, settled, currency);
  const previewed = useQuery({ ...previewQuery(id, command, asked), retry: false });
  const seen = previewed.isSuccess && typed === settled ? previewed.data : undefined;
  const preview = previewed.data?.preview;
  useEffect(() => onPreview(preview), [preview, onPreview]);

  const doing = useMutation({
    mutationFn: () => doOrPropose(id, seen!.request),
    onSuccess: async (outcome) => {
      await Promise.all([["plans"], ["proposals"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
      onDone(words[outcome](words.commands[command]));
    },
  });
  const amount = amountOf(seen?.request ?? {}, seen?.quote?.total);
  return (
    <Card
      title={words.previewOf(words.commands[command])}
      kind="preview"
      flush
      className="command-card"
      aside={
        <State icon={Eye} tone="waiting" filled>
          {words.notYet}
        </State>
      }
    >
      <form
        onKeyDown={(event) => event.key === "Escape" && onClose()}
        onSubmit={(event) => {
          event.preventDefault();
          if (seen && !doing.isPending) doing.mutate();
        }}
      >
        <CommandFields command={command} typed={typed} onChange={setTyped} />
        {previewed.isError && <p className="field-error pad">{refusalText(previewed.error)}</p>}
        {previewed.isError && previewed.error instanceof TypeError && <Failure error={previewed.error} />}
        {!previewed.isError && !preview && (asked || command === "settle") && <Skeleton rows={6} />}
        {!preview && !asked && command !== "settle" && <p className="note pad">{words.fill}</p>}
        {preview && !previewed.isError && (
          <>
            <DifferenceTable plan={plan} preview={preview} />
            <Shares plan={plan} preview={preview} saving={seen?.quote?.saving} />
          </>
        )}
        {doing.isError && (
          <p className="field-error pad" role="alert">
            {refusalText(doing.error)}
          </p>
        )}
        <div className="form-foot">
          <button type="button" className="btn" onClick={onClose}>
            {wordsOf(partsWords).cancel}
          </button>
          <button type="submit" className="btn filled" disabled={!seen || doing.isPending}>
            {words.submit(words.commands[command], amount === undefined ? "" : written.money(amount, currency))}
          </button>
        </div>
      </form>
    </Card>
  );
}

/** What is typed once the typing pauses. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The money that a request names. */
function amountOf(request: object, quoted: number | undefined): number | undefined {
  const [fields] = Object.values(request) as [{ readonly amount?: number; readonly given_back?: number } | undefined];
  return quoted ?? fields?.amount ?? fields?.given_back;
}
