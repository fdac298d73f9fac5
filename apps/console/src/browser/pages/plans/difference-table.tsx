import { wordsOf, written } from "../../locale.ts";
import { planWords } from "../../words/plan.ts";
import type { Plan } from "./commands.ts";
import { type Difference, differencesOf, type Part, partsOf } from "./differences.ts";
import type { Preview } from "./queries.ts";

const words = wordsOf(planWords);

/** Row by row before and after: what was is struck, what changes comes last, and the sums close. */
export function DifferenceTable({ plan, preview }: { readonly plan: Plan; readonly preview: Preview }) {
  const rows = differencesOf(plan.schedule, preview.schedule);
  if (rows.length === 0) return <p className="note pad">{words.noRows}</p>;
  const parts = partsOf(rows);
  const money = (minor: number) => written.money(minor, plan.currency);
  const sum = (part: Part, at: 0 | 1) => rows.reduce((all, row) => all + row.parts[part][at], 0);
  const changed = (before: number, after: number) => written.difference(after - before, plan.currency);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what is wider than its place
    <section className="table-scroll" aria-label={words.changes} tabIndex={0}>
      <table className="table dense differences">
        <thead>
          <tr>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.due}</th>
            {parts.map((part) => (
              <th key={part} scope="col" className="number">
                {part === "owed" ? words.total : words[part]}
              </th>
            ))}
            <th scope="col" className="number">
              {words.changes}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.n}>
              <td>{row.n === 0 ? words.atCheckout : row.n}</td>
              <td>
                <Dates due={row.due} />
              </td>
              {parts.map((part) => (
                <td key={part} className="number">
                  <Pair pair={row.parts[part]} money={money} />
                </td>
              ))}
              <td className="number">{changed(...row.parts.owed)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td>{words.sum}</td>
            {parts.map((part) => (
              <td key={part} className="number">
                <Pair pair={[sum(part, 0), sum(part, 1)]} money={money} />
              </td>
            ))}
            <td className="number">{changed(sum("owed", 0), sum("owed", 1))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Dates({ due: [before, after] }: Pick<Difference, "due">) {
  if (before === after) return before.slice(5);
  return (
    <>
      <del>{before.slice(5)}</del> <ins>{after.slice(5)}</ins>
    </>
  );
}

function Pair(props: { pair: readonly [number, number]; money: (minor: number) => string }) {
  const { pair, money } = props;
  const [before, after] = pair;
  if (before === after) return money(after);
  return (
    <>
      <del>{money(before)}</del> <ins>{money(after)}</ins>
    </>
  );
}
