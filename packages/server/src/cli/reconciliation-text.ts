import type { Reconciliation, ReconciliationException } from "@fenqi/contract";
import { formatAmount } from "./amount.ts";
import { type Column, table } from "./table.ts";

type Summary = NonNullable<Reconciliation["summary"]>[number];
type Sums = Summary["there"];

const left = (head: string): Column => ({ head });
const right = (head: string): Column => ({ head, align: "right" });

const count = (of: number): string => of.toLocaleString("en");

/** A file for people at a terminal: both sides of every part, and that they add up. */
export function reconciliationText(run: Reconciliation): string[] {
  const { id, partner, rows, from, until, state, summary } = run;
  if (summary === null) return [`${id}: a file of ${partner} is ${state}`];
  const days = from === until ? from : `${from} to ${until}`;
  return [`${id}: ${count(rows)} rows of ${partner} for ${days}`, ...summary.flatMap((each) => ["", ...partsOf(each)])];
}

function partsOf({ currency, there, here, parts }: Summary): string[] {
  const cells = ({ rows, amount, fee }: Sums) => [
    count(rows),
    formatAmount(amount, currency),
    formatAmount(fee, currency),
    formatAmount(amount - fee, currency),
  ];
  const lines = [
    ...parts.map(({ part, ...sides }) => [part, ...cells(sides.there), ...cells(sides.here)]),
    ["together", ...cells(there), ...cells(here)],
  ];
  const side = (name: string) => [right(name), right("amount"), right("fee"), right("settled")];
  return table([left(currency), ...side("their rows"), ...side("our entries")], lines);
}

export function reconciliationsText(runs: readonly Reconciliation[]): string[] {
  return table(
    [left("reconciliation"), left("partner"), left("from"), left("until"), left("state"), right("rows"), left("by")],
    runs.map((run) => [
      run.id,
      run.partner,
      run.from ?? "",
      run.until ?? "",
      run.state,
      count(run.rows),
      run.created_by,
    ]),
  );
}

export function exceptionsText(exceptions: readonly ReconciliationException[]): string[] {
  return table(
    [left("exception"), left("state"), left("reason"), left("kind"), left("reference"), right("theirs"), right("ours")],
    exceptions.map(({ id, state, reason, kind, reference, there, here }) => [
      id,
      state,
      reason,
      kind,
      reference,
      sideText(there),
      sideText(here),
    ]),
  );
}

/** One exception, after a move. */
export function exceptionText({ id, state, reason, there, here, decision }: ReconciliationException): string[] {
  const sides = `theirs ${sideText(there) || "none"}, ours ${sideText(here) || "none"}`;
  const decided = decision === null ? [] : [`  ${decision.resolution} by ${decision.by}: ${decision.note}`];
  const agreed = decision?.approved_by ? [`  approved by ${decision.approved_by}`] : [];
  const asked = decision?.undo ? [`  ${decision.undo.by} asks to undo it: ${decision.undo.note}`] : [];
  return [`${id} is ${state} (${reason}: ${sides})`, ...decided, ...agreed, ...asked];
}

/** `5,999.00 less 35.99 CNY`; empty where the side has nothing. */
function sideText(side: ReconciliationException["there"]): string {
  if (side === null) return "";
  const { amount, fee, currency } = side;
  return `${formatAmount(amount, currency)} less ${formatAmount(fee, currency)} ${currency}`;
}
