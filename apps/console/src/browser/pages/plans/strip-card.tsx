import { wordsOf, written } from "../../locale.ts";
import { Figures } from "../../parts/facts.tsx";
import { Strip } from "../../parts/strip.tsx";
import { Day } from "../../parts/when.tsx";
import { planWords } from "../../words/plan.ts";
import { plansWords } from "../../words/plans.ts";
import type { Plan } from "./commands.ts";
import { openRows, periodsOf } from "./periods.ts";

const { figures: words } = wordsOf(planWords);

/** The period strip with each period's day, and the plan in single figures. */
export function StripCard({ plan }: { readonly plan: Plan }) {
  const { schedule, balance, currency, credit, refunded, lease } = plan;
  const money = (minor: number) => written.money(minor, currency);
  const open = openRows(plan);
  const next = open[0];
  const paid = schedule.reduce((sum, row) => sum + row.paid, 0);
  const principal = open.reduce((sum, row) => sum + Math.min(row.principal, row.total - row.paid), 0);
  const asked = schedule.filter(({ total }) => total > 0);
  const done = asked.filter(({ state }) => state === "paid");
  const rest = open.reduce((sum, row) => sum + row.total - row.paid, 0);
  return (
    <section className="card strip-card">
      <div className="strip-scroll">
        <Strip periods={periodsOf(plan)} height={26} label={wordsOf(plansWords).stripOf(schedule.length)} />
        <ol
          className="strip-days"
          aria-hidden="true"
          style={{ gridTemplateColumns: schedule.map(({ total }) => `minmax(0, ${Math.max(total, 1)}fr)`).join(" ") }}
        >
          {schedule.map((row) => (
            <li key={row.n} className={row === next ? "next" : undefined}>
              {row.n} <span>{row.due_on.slice(5)}</span>
            </li>
          ))}
        </ol>
      </div>
      <Figures
        items={[
          {
            name: words.next,
            value: next ? money(next.total - next.paid) : words.nothing,
            note: next && <Day on={next.due_on} />,
          },
          {
            name: words.paid,
            value: money(paid),
            note: words.paidOf(done.length, asked.length),
          },
          ...(lease === null
            ? [
                { name: words.principal, value: money(principal), note: words.rows(open.length) },
                { name: words.cost, value: money(rest - principal) },
              ]
            : [
                { name: words.rent, value: money(rest), note: words.rows(open.length) },
                { name: words.deposit, value: money(lease.deposit) },
              ]),
          {
            name: words.outstanding,
            value: money(balance.outstanding),
            ...(balance.overdue > 0 ? { note: words.overdue(money(balance.overdue)) } : {}),
          },
          {
            name: words.credit,
            value: money(credit),
            ...(refunded > 0 ? { note: words.refunded(money(refunded)) } : {}),
          },
        ]}
      />
    </section>
  );
}
