import type { ReactNode } from "react";
import { wordsOf } from "../locale.ts";
import { partsWords } from "../words/parts.ts";

const words = wordsOf(partsWords);

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** What a spreadsheet gets; the column is left out of exports without it. */
  readonly value?: (row: T) => string | number | null;
  /** `number`: at the right, tabular. `mono`: ids. */
  readonly kind?: "text" | "number" | "mono";
  /** Hidden until chosen under Columns. */
  readonly optional?: boolean;
  readonly width?: string;
}

interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly rowClass?: (row: T) => string | undefined;
  /** Sums and the like, under the rows. */
  readonly foot?: ReactNode;
  readonly className?: string;
}

/** Rows of 32 px, hairlines, text at the left and numbers at the right. */
export function Table<T>({ label, columns, rows, rowKey, rowClass, foot, className = "" }: TableProps<T>) {
  return (
    // Focusable, so that a keyboard can scroll a table that is wider than its place.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-scroll" aria-label={`${label} · ${words.table}`} tabIndex={0}>
      <table className={`table ${className}`}>
        <thead>
          <tr>
            {columns.map(({ id, title, kind, width }) => {
              const look = { className: kind, style: width ? { width } : undefined };
              // A column of buttons or marks has no name to give.
              if (title === "") return <td key={id} {...look} />;
              return (
                <th key={id} scope="col" {...look}>
                  {title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map(({ id, cell, kind }) => (
                <td key={id} className={kind}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </section>
  );
}
