import { Check, CircleAlert, CircleDashed, Clock } from "lucide-react";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { csvOf, download } from "../../parts/csv.ts";
import { State } from "../../parts/state.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { planWords } from "../../words/plan.ts";
import type { Plan } from "./commands.ts";
import { isOver } from "./periods.ts";

const words = wordsOf(planWords);
type Row = Plan["schedule"][number];

/** What the parts of a row are called where goods are rented: principal there is what owning them cost. */
const LEASED = { principal: "buyout", interest: "interest", fee: "rent", late: "late" } as const;

const LOOKS = {
  paid: [Check, "good"],
  due: [Clock, "waiting"],
  overdue: [CircleAlert, "bad"],
  upcoming: [CircleDashed, "plain"],
} as const satisfies Record<Row["state"], readonly unknown[]>;

/** Every row with its parts; sums close. Late charges have a column where there are any. */
export function ScheduleCard({ plan }: { readonly plan: Plan }) {
  const { schedule, currency, lease } = plan;
  const money = (minor: number) => written.money(minor, currency);
  const parts = (["principal", "interest", "fee", "late"] as const).filter(
    (part) => (part === "principal" && lease === null) || schedule.some((row) => row[part] > 0),
  );
  const columns: readonly Column<Row>[] = [
    { id: "n", title: words.period, cell: ({ n }) => (n === 0 ? words.atCheckout : n) },
    { id: "due", title: words.due, cell: ({ due_on }) => <time dateTime={due_on}>{due_on}</time> },
    ...parts.map((part) => ({
      id: part,
      title: lease === null ? words[part] : words[LEASED[part]],
      kind: "number" as const,
      cell: (row: Row) => money(row[part]),
    })),
    { id: "total", title: words.total, kind: "number", cell: ({ total }) => <b>{money(total)}</b> },
    {
      id: "state",
      title: words.state,
      cell: ({ state }) => {
        if (state !== "paid" && isOver(plan)) return "—";
        const [icon, tone] = LOOKS[state];
        return (
          <State icon={icon} tone={tone}>
            {words.rowStates[state]}
          </State>
        );
      },
    },
  ];
  const sum = (part: "principal" | "interest" | "fee" | "late" | "total") =>
    money(schedule.reduce((all, row) => all + row[part], 0));
  return (
    <Card title={words.schedule} fact={plan.offer} aside={<StatementFiles plan={plan} />} flush>
      <Table
        label={`${words.schedule} · ${plan.offer}`}
        columns={columns}
        rows={schedule}
        rowKey={({ n }) => String(n)}
        rowClass={({ state }) => (state === "due" ? "now" : undefined)}
        foot={
          <tr>
            <td />
            <td>{words.sum}</td>
            {parts.map((part) => (
              <td key={part} className="number">
                {sum(part)}
              </td>
            ))}
            <td className="number">{sum("total")}</td>
            <td />
          </tr>
        }
      />
    </Card>
  );
}

/** The plan's statement to keep or to hand on: drawn by the server, and its rows for a spreadsheet. */
function StatementFiles({ plan: { id, schedule } }: { readonly plan: Plan }) {
  const columns = ["n", "due_on", "principal", "interest", "fee", "late", "total", "paid", "state"] as const;
  const csv = () =>
    download(
      `${id}.csv`,
      csvOf(
        columns,
        schedule.map((row) => columns.map((column) => row[column])),
      ),
    );
  return (
    <span className="row-actions">
      <a href={`/v1/plans/${id}/statement?locale=${locale}`} download={`${id}.pdf`}>
        {words.statementPdf}
      </a>
      <button type="button" className="link" onClick={csv}>
        {words.statementCsv}
      </button>
    </span>
  );
}
