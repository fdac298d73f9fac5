import { wordsOf, written } from "../../locale.ts";
import { simulationWords } from "../../words/simulation.ts";
import type { Impact } from "./waterfall.ts";

const words = wordsOf(simulationWords);

/** Carts that lose all instalments, by amount. */
export function LeftWithout({ impact }: { readonly impact: Impact }) {
  const rows = impact.segments
    .filter(({ by, without_instalments }) => by === "amount" && without_instalments.carts > 0)
    .sort((a, b) => Number(a.value) - Number(b.value));
  const most = Math.max(1, ...rows.map(({ without_instalments }) => without_instalments.carts));
  return (
    <section>
      <h3>{words.who}</h3>
      {rows.length === 0 ? (
        <p className="note">{words.nobody}</p>
      ) : (
        <table className="table dense">
          <thead>
            <tr>
              <th>{words.cartAmount}</th>
              <td />
              <th className="number">{words.carts}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ value, without_instalments: { carts } }) => (
              <tr key={value}>
                <td>{words.from_(written.money(Number(value), impact.currency))}</td>
                <td className="bar-cell start" aria-hidden="true">
                  <span className="bar-part paused" style={{ width: `${(carts / most) * 100}%` }} />
                </td>
                <td className="number">{written.count(carts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
