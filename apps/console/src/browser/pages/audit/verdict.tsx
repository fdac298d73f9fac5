import type { UseQueryResult } from "@tanstack/react-query";
import { CircleCheck, ShieldAlert } from "lucide-react";
import type { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Failure } from "../../parts/failure.tsx";
import { State } from "../../parts/state.tsx";
import { useZone } from "../../session.ts";
import { auditWords } from "../../words/audit.ts";

const words = wordsOf(auditWords);
type AuditVerdict = Awaited<ReturnType<typeof api.verifyAudit>>;

/** What came of computing every entry, seal and signature anew. */
export function Verdict({ query }: { readonly query: UseQueryResult<AuditVerdict> }) {
  const zone = useZone();
  if (query.isError) return <Failure error={query.error} again={() => void query.refetch()} />;
  const found = query.data;
  if (!found) return null;
  const facts = [
    words.facts(written.count(found.entries), written.count(found.streams), written.count(found.seals)),
    words.unsealed(found.unsealed),
    ...(found.sealed_at ? [words.sealedAt(written.moment(found.sealed_at, zone))] : []),
    found.anchored_seal === null ? words.notAnchored : words.anchored(found.anchored_seal),
  ];
  return (
    <section className={found.sound ? "verdict" : "verdict broken"} role="status">
      <State icon={found.sound ? CircleCheck : ShieldAlert} tone={found.sound ? "good" : "bad"}>
        {found.sound ? words.sound : words.broken(found.flaw_count)}
      </State>
      <p className="note">{facts.join(" · ")}</p>
      {found.flaws.length > 0 && (
        <ul>
          {found.flaws.map(({ code, stream, seq }) => (
            <li key={`${code}${stream}${seq}`}>
              {words.flaws[code]} <code>{stream ? `${stream}:${seq}` : `#${seq}`}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
