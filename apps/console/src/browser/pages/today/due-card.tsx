import type { UseQueryResult } from "@tanstack/react-query";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Figures } from "../../parts/facts.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { Strip } from "../../parts/strip.tsx";
import { Day } from "../../parts/when.tsx";
import { todayWords } from "../../words/today.ts";
import type { TodayFigures } from "./queries.ts";

const words = wordsOf(todayWords);

/** What falls due in fourteen days as one strip, and what is late by how long. */
export function DueCard({ today }: { readonly today: UseQueryResult<TodayFigures> }) {
  const { due = [], currency = null } = today.data ?? {};
  const sum = due.reduce((total, { principal, cost }) => total + principal + cost, 0);
  return (
    <Card title={words.due} fact={currency && sum > 0 ? words.dueFact(written.money(sum, currency)) : undefined} flush>
      <Loaded query={today} rows={4}>
        {(figures) => <DueStrip figures={figures} />}
      </Loaded>
    </Card>
  );
}

function DueStrip({ figures }: { readonly figures: TodayFigures }) {
  const { due, currency, overdue, unknown, day } = figures;
  if (currency === null || (due.length === 0 && overdue.every(({ plans }) => plans === 0)))
    return <Empty>{words.noDueAmounts}</Empty>;
  const money = (minor: number) => written.money(minor, currency);
  const now = due.find(({ on }) => on === day);
  return (
    <>
      {due.length > 0 && (
        <div className="due">
          <Strip
            height={36}
            label={words.dueOf}
            periods={due.map(({ on, principal, cost }) => ({
              total: principal + cost,
              cost,
              state: on === day ? "next" : "open",
            }))}
          />
          <details>
            <summary>{words.asTable}</summary>
            <table className="table dense">
              <thead>
                <tr>
                  <th>{words.day}</th>
                  <th className="number">{words.plans}</th>
                  <th className="number">{words.principal}</th>
                  <th className="number">{words.cost}</th>
                </tr>
              </thead>
              <tbody>
                {due.map(({ on, plans, principal, cost }) => (
                  <tr key={on}>
                    <td>
                      <Day on={on} />
                    </td>
                    <td className="number">{written.count(plans)}</td>
                    <td className="number">{money(principal)}</td>
                    <td className="number">{money(cost)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </div>
      )}
      <Figures
        items={[
          {
            name: words.today,
            value: money(now ? now.principal + now.cost : 0),
            note: words.plansDue(written.count(now?.plans ?? 0)),
          },
          ...overdue.map(({ from_days, until_days, plans, amount }) => ({
            name: words.overdue(from_days, until_days),
            value: written.count(plans),
            note: money(amount),
          })),
          { name: words.unknown, value: written.count(unknown), note: words.unknownNote },
        ]}
      />
    </>
  );
}
