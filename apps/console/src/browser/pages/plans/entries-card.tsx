import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { csvOf, download } from "../../parts/csv.ts";
import { Empty, Forbidden } from "../../parts/failure.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { State } from "../../parts/state.tsx";
import { When } from "../../parts/when.tsx";
import { useMay } from "../../session.ts";
import { partsWords } from "../../words/parts.ts";
import { planWords } from "../../words/plan.ts";
import { usePartnerName } from "../adjustments/use-partner-name.ts";
import type { CommandId, Plan } from "./commands.ts";
import { type Entry, entriesQuery, type Preview } from "./queries.ts";

const words = wordsOf(planWords);

interface EntriesProps {
  readonly plan: Plan;
  readonly preview: Preview | undefined;
  readonly command: CommandId | undefined;
}

/** What each event booked, and under it what a command would book. */
export function EntriesCard({ plan, preview, command }: EntriesProps) {
  const may = useMay()("ledger:read");
  const entries = useQuery({ ...entriesQuery(plan.id), enabled: may });
  const items = entries.data ?? [];
  const off = items.some(({ lines }) => lines.reduce((sum, { amount }) => sum + amount, 0) !== 0);
  return (
    <Card
      title={words.ledger}
      fact={words.ledgerFact}
      flush
      aside={
        items.length > 0 && (
          <>
            <State icon={Scale} tone={off ? "bad" : "good"} filled>
              {off ? words.unbalanced : words.balanced}
            </State>
            <button
              type="button"
              className="link"
              onClick={() => download(`${plan.id}.csv`, csvOf(HEAD, csvRows(items)))}
            >
              {wordsOf(partsWords).export}
            </button>
          </>
        )
      }
    >
      {!may && <Forbidden permission="ledger:read" />}
      {may && (
        <Loaded query={entries}>
          {() =>
            items.length === 0 && !preview ? (
              <Empty>{words.noEntries}</Empty>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what is wider than its place
              <section className="table-scroll" aria-label={`${words.ledger} · ${plan.id}`} tabIndex={0}>
                <table className="table dense entries">
                  <thead>
                    <tr>
                      <th scope="col">{words.account}</th>
                      <th scope="col" className="number">
                        {words.debit}
                      </th>
                      <th scope="col" className="number">
                        {words.credit}
                      </th>
                    </tr>
                  </thead>
                  {items.map((entry) => (
                    <tbody key={entry.id}>
                      <tr>
                        <th scope="rowgroup">
                          <When at={entry.at} /> <b>{words.kinds[entry.kind] ?? entry.kind}</b>
                        </th>
                        <td />
                        <td className="number">
                          <code>{entry.id}</code>
                        </td>
                      </tr>
                      <Lines lines={entry.lines} currency={entry.currency} />
                    </tbody>
                  ))}
                  {preview?.entries.map(({ kind, lines }) => (
                    <tbody key={kind} className="preview">
                      <tr className="preview">
                        <th scope="rowgroup" colSpan={3}>
                          {words.preview} <b>{words.kinds[kind] ?? (command ? words.commands[command] : kind)}</b>
                        </th>
                      </tr>
                      <Lines lines={lines} currency={plan.currency} preview />
                    </tbody>
                  ))}
                </table>
              </section>
            )
          }
        </Loaded>
      )}
    </Card>
  );
}

interface LinesProps {
  readonly lines: Entry["lines"];
  readonly currency: string;
  readonly preview?: boolean;
}

function Lines({ lines, currency, preview }: LinesProps) {
  const partnerOf = usePartnerName();
  return lines.map(({ account, name, partner, amount }) => (
    <tr key={`${account} ${partner} ${amount > 0}`} className={preview ? "preview" : undefined}>
      <td className={amount > 0 ? "debit-line" : "credit-line"}>
        {name[locale]}
        {partner !== null && ` · ${partnerOf(partner)}`}
      </td>
      <td className="number">{amount > 0 && written.money(amount, currency)}</td>
      <td className="number">{amount < 0 && written.money(-amount, currency)}</td>
    </tr>
  ));
}

const HEAD = ["entry", "at", "kind", "account", "partner", "amount", "currency"];
const csvRows = (items: readonly Entry[]) =>
  items.flatMap(({ id, at, kind, currency, lines }) =>
    lines.map(({ account, partner, amount }) => [id, at, kind, account, partner, amount, currency]),
  );
