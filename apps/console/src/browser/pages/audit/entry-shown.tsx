import { wordsOf } from "../../locale.ts";
import { Facts } from "../../parts/facts.tsx";
import { Person } from "../../parts/person.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { auditWords } from "../../words/audit.ts";
import { Action } from "./action.tsx";
import { type Difference, differencesOf } from "./difference.ts";
import type { AuditEntry } from "./page.tsx";

const words = wordsOf(auditWords);

const COLUMNS: readonly Column<Difference>[] = [
  { id: "field", title: words.field, kind: "mono", cell: ({ field }) => field },
  { id: "before", title: words.before, cell: ({ before }) => before !== undefined && <del>{before}</del> },
  { id: "after", title: words.after, cell: ({ after }) => after !== undefined && <ins>{after}</ins> },
];

/** One entry whole: who, what, and each field before and after. */
export function EntryShown({ entry }: { readonly entry: AuditEntry }) {
  const differences = differencesOf(entry.before, entry.after);
  return (
    <>
      <Facts
        rows={[
          [words.at, <When key="at" at={entry.at} />],
          [
            words.by,
            <span key="by">
              <Person id={entry.by} /> <code>{entry.by}</code>
            </span>,
          ],
          [words.action, <Action key="action" code={entry.action} />],
          [words.subject, <code key="subject">{entry.subject}</code>],
          [
            words.hash,
            <code key="hash" className="anywhere">
              {entry.hash}
            </code>,
          ],
        ]}
      />
      {differences.length === 0 ? (
        <p className="note">{words.nothing}</p>
      ) : (
        <Table
          label={words.difference}
          columns={COLUMNS}
          rows={differences}
          rowKey={({ field }) => field}
          className="wrapping"
        />
      )}
    </>
  );
}
