import { Fragment, type ReactNode } from "react";

/** Names and values, one under the other. Absent values are left out. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="fact-list">
      {rows
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

/** Single figures in a row, each with its name above and a note below. */
export function Figures({
  items,
}: {
  readonly items: readonly { name: string; value: ReactNode; note?: ReactNode }[];
}) {
  return (
    <dl className="figures">
      {items.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b>
            {note !== undefined && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
