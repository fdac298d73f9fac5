import { wordsOf, written } from "../../locale.ts";
import { simulationWords } from "../../words/simulation.ts";
import { cheapestMove, type Impact } from "./waterfall.ts";

const words = wordsOf(simulationWords);

/** How the cheapest instalments move: a bar of all carts, and by cost before and after. */
export function CheapestMove({ impact }: { readonly impact: Impact }) {
  const move = cheapestMove(impact);
  const parts = [
    ["same", words.same, move.same],
    ["cheaper", words.cheaper, move.cheaper],
    ["dearer", words.dearer, move.dearer],
    ["without", words.without, move.without],
  ] as const;
  const { bands, without } = impact.cheapest;
  return (
    <section>
      <h3>{words.cheapest}</h3>
      <div className="stack" aria-hidden="true">
        {parts.map(([tone, , carts]) => carts > 0 && <span key={tone} className={tone} style={{ flexGrow: carts }} />)}
      </div>
      <dl className="stack-key">
        {parts
          .filter(([tone, , carts]) => carts > 0 || tone !== "cheaper")
          .map(([tone, name, carts]) => (
            <div key={tone}>
              <dt>
                <i className={tone} aria-hidden="true" />
                {name}
              </dt>
              <dd>
                <b>{written.share(move.all === 0 ? 0 : carts / move.all)}</b> {written.count(carts)}
              </dd>
            </div>
          ))}
      </dl>
      <table className="table dense">
        <thead>
          <tr>
            <th>{words.band}</th>
            <th className="number">{words.now}</th>
            <th className="number">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {bands
            .filter(({ before, after }) => before + after > 0)
            .map(({ up_to_percent, before, after }) => (
              <Row
                key={up_to_percent}
                name={up_to_percent === null ? words.above : words.upTo(up_to_percent)}
                before={before}
                after={after}
              />
            ))}
          <Row name={words.noPrice} before={without.before} after={without.after} />
        </tbody>
      </table>
    </section>
  );
}

function Row({ name, before, after }: { readonly name: string; readonly before: number; readonly after: number }) {
  return (
    <tr>
      <td>{name}</td>
      <td className="number">{written.count(before)}</td>
      <td className={before === after ? "number" : "number changed"}>{written.count(after)}</td>
    </tr>
  );
}
