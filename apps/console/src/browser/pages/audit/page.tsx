import { AUDIT_ACTION_CODES, auditAction } from "@fenqi/words/audit-actions";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { locale, wordsOf } from "../../locale.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Person, useNames } from "../../parts/person.tsx";
import type { Column } from "../../parts/table.tsx";
import { When } from "../../parts/when.tsx";
import { toInstant } from "../../parts/zoned.ts";
import { useZone } from "../../session.ts";
import type { UrlState } from "../../url-state.ts";
import { auditWords } from "../../words/audit.ts";
import { Action } from "./action.tsx";
import { differencesOf } from "./difference.ts";
import { EntryShown } from "./entry-shown.tsx";
import { Verdict } from "./verdict.tsx";

const words = wordsOf(auditWords);
export type AuditEntry = Awaited<ReturnType<typeof api.audit>>["items"][number];

const ACTIONS = AUDIT_ACTION_CODES.map((code) => [code, auditAction(code, locale)!] as const);

/** Who changed what, and whether anybody rewrote it. */
export default function Audit() {
  const zone = useZone();
  const names = useNames();
  const [shown, setShown] = useState<AuditEntry>();
  const verdict = useQuery({
    queryKey: ["audit", "verdict"],
    queryFn: ({ signal }) => api.verifyAudit({}, { signal }),
    enabled: false,
  });
  return (
    <Page
      title={words.title}
      facts={
        <>
          <span>{words.lead}</span>
          <span>{words.exportHint}</span>
        </>
      }
      actions={
        <button
          type="button"
          className="btn filled"
          disabled={verdict.isFetching}
          onClick={() => void verdict.refetch()}
        >
          <ShieldCheck size={16} aria-hidden="true" />
          {verdict.isFetching ? words.verifying : words.verify}
        </button>
      }
    >
      <Verdict query={verdict} />
      <List
        name="audit"
        label={words.title}
        fetchPage={(filters, page, signal) => api.audit({ ...asked(filters, zone), ...page }, { signal })}
        columns={columnsOf(setShown)}
        rowKey={({ id }) => id}
        filters={[
          { id: "by", title: words.by, kind: "text", suggestions: names.map(({ id, name }) => [id, name] as const) },
          { id: "action", title: words.action, kind: "text", suggestions: ACTIONS },
          { id: "subject", title: words.subject, kind: "text" },
          { id: "stream", title: words.stream, kind: "text" },
          { id: "from", title: words.from, kind: "date" },
          { id: "until", title: words.until, kind: "date" },
        ]}
        empty={words.empty}
      />
      <Dialog title={words.difference} open={shown !== undefined} onClose={() => setShown(undefined)} wide>
        {shown && <EntryShown entry={shown} />}
      </Dialog>
    </Page>
  );
}

/** Days as the merchant's own clock has them: from the first one's begin until the last one's end. */
function asked({ from, until, ...rest }: UrlState, zone: string): UrlState {
  return {
    ...rest,
    from: from && toInstant(`${from}T00:00`, zone),
    until: until && toInstant(`${dayAfter(until)}T00:00`, zone),
  };
}

const DAY_MS = 86_400_000;
const dayAfter = (isoDate: string): string => new Date(Date.parse(isoDate) + DAY_MS).toISOString().slice(0, 10);

const columnsOf = (onShow: (entry: AuditEntry) => void): readonly Column<AuditEntry>[] => [
  { id: "at", title: words.at, cell: ({ at }) => <When at={at} />, value: ({ at }) => at },
  { id: "by", title: words.by, cell: ({ by }) => <Person id={by} />, value: ({ by }) => by },
  {
    id: "action",
    title: words.action,
    cell: ({ action }) => <Action code={action} />,
    value: ({ action }) => action,
  },
  {
    id: "subject",
    title: words.subject,
    kind: "mono",
    cell: ({ subject }) => subject,
    value: ({ subject }) => subject,
  },
  {
    id: "difference",
    title: words.difference,
    cell: (entry) => (
      <button type="button" className="link" onClick={() => onShow(entry)}>
        {words.changes(differencesOf(entry.before, entry.after).length)}
        <span className="visually-hidden">{` ${words.show} ${entry.action} ${entry.id}`}</span>
      </button>
    ),
    value: ({ before, after }) => JSON.stringify({ before, after }),
  },
  { id: "id", title: words.stream, kind: "mono", optional: true, cell: ({ id }) => id, value: ({ id }) => id },
  { id: "hash", title: words.hash, kind: "mono", optional: true, cell: ({ hash }) => hash, value: ({ hash }) => hash },
];
