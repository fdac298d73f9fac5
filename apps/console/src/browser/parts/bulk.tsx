import { X } from "lucide-react";
import { useState } from "react";
import { wordsOf } from "../locale.ts";
import { partsWords } from "../words/parts.ts";
import { refusalText } from "./failure.tsx";

const words = wordsOf(partsWords);

/** What can be done to several rows, one call a row. */
export interface BulkAction<T> {
  readonly label: string;
  readonly run: (row: T) => Promise<unknown>;
}

interface BulkBarProps<T> {
  readonly actions: readonly BulkAction<T>[];
  readonly rows: readonly T[];
  readonly nameOf: (row: T) => string;
  readonly onDone: () => void;
  readonly onClear: () => void;
}

interface Outcome {
  readonly done: number;
  readonly failed: readonly { readonly name: string; readonly why: string }[];
  readonly running: boolean;
}

/** Runs an action over the marked rows, one after the other: how far it is, and which rows refused, each with its reason. */
export function BulkBar<T>({ actions, rows, nameOf, onDone, onClear }: BulkBarProps<T>) {
  const [outcome, setOutcome] = useState<Outcome>();
  async function run(action: BulkAction<T>) {
    let done = 0;
    const failed: { name: string; why: string }[] = [];
    for (const row of rows) {
      try {
        await action.run(row);
        done++;
      } catch (error) {
        failed.push({ name: nameOf(row), why: refusalText(error) });
      }
      setOutcome({ done, failed: [...failed], running: true });
    }
    setOutcome({ done, failed, running: false });
    onDone();
  }
  return (
    <div className="bulk" role="status">
      <span className="strong">{words.selected(rows.length)}</span>
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className="btn"
          disabled={outcome?.running}
          onClick={() => void run(action)}
        >
          {action.label}
        </button>
      ))}
      <button type="button" className="btn quiet" onClick={onClear}>
        <X size={16} aria-hidden="true" />
        {words.unselect}
      </button>
      {outcome && (
        <span>
          {outcome.running
            ? words.progress(outcome.done + outcome.failed.length, rows.length)
            : words.bulkDone(outcome.done, outcome.failed.length)}
        </span>
      )}
      {outcome && outcome.failed.length > 0 && (
        <ul>
          {outcome.failed.map(({ name, why }) => (
            <li key={name}>
              <code>{name}</code> {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
