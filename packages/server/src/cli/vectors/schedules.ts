import { addInterval, type EpochDay, toIsoDate } from "@fenqi/core/calendar";
import { type Fixed, formatFixed, roundFixed, unitOfPlaces } from "@fenqi/core/money";
import { feePerHundred, type PublishedRow, publishedTable } from "@fenqi/core/schedule";
import type { Fields } from "./fields.ts";
import { judged, type Outcome } from "./outcome.ts";
import { displayPlaces, readPublishedTerms } from "./published-terms.ts";

const CELLS = ["payment", "principal", "interest", "balance"] as const;
const TOTALS = ["payment", "principal", "interest"] as const;

/** A cell of a table that was compared: what it is, what the source prints, what core computes. */
interface Compared {
  readonly name: string;
  readonly expected: string;
  readonly computed: string;
  readonly holds: boolean;
}

/** Computes one `schedules` vector and holds every cell, date and total that its source prints against it. */
export function judgeSchedule(vector: Fields): Outcome {
  const compared = vector.optionalText("kind") === "fee-table" ? compareFees(vector) : compareTable(vector);
  const wrong = compared.find(({ holds }) => !holds);
  const shown = wrong ?? compared[compared.length - 1];
  return judged(
    vector.text("id"),
    shown === undefined ? "no figure" : `${shown.name} ${shown.expected}`,
    shown === undefined
      ? "none"
      : `${shown.computed} (${compared.filter(({ holds }) => holds).length} of ${compared.length} figures)`,
    wrong === undefined && compared.length > 0,
    vector.flag("unverified"),
  );
}

function compareTable(vector: Fields): Compared[] {
  const places = displayPlaces(vector);
  const table = publishedTable(readPublishedTerms(vector));
  const byNumber = new Map(table.map((row) => [row.n, row]));
  const dueOn = dueDates(vector);
  const compared: Compared[] = [];
  const rows = vector.objects("rows");
  for (const entry of rows) {
    const n = entry.count("n");
    const row = byNumber.get(n) ?? entry.fail("n", `is not a row of the ${table.length} computed`);
    for (const cell of CELLS) {
      if (entry.has(cell)) compared.push(compare(`row ${n} ${cell}`, entry.decimal(cell), row[cell], places));
    }
    if (entry.has("date")) {
      const expected = toIsoDate(entry.date("date"));
      const computed = dueOn(n);
      compared.push({ name: `row ${n} date`, expected, computed, holds: expected === computed });
    }
  }
  if (vector.flag("rowsComplete") && rows.length !== table.length) {
    compared.push({ name: "rows", expected: String(rows.length), computed: String(table.length), holds: false });
  }
  return [...compared, ...compareTotals(vector, table, places)];
}

function compareTotals(vector: Fields, table: readonly PublishedRow[], places: number): Compared[] {
  const totals = vector.optionalObject("totals");
  if (totals === undefined) return [];
  const counted = table.slice(0, vector.optionalCount("totalsUpTo", 1) ?? table.length);
  const within = vector.optionalDecimal("totalsTolerance") ?? 0n;
  const compared = TOTALS.filter((name) => totals.has(name)).map((name) => {
    const sum = counted.reduce((total, row) => total + row[name], 0n);
    return compare(`total ${name}`, totals.decimal(name), sum, places, within);
  });
  if (totals.has("lastPayment")) {
    compared.push(
      compare("last payment", totals.decimal("lastPayment"), table[table.length - 1]!.payment, places, within),
    );
  }
  return compared;
}

/** Shown half up, as the source shows it. */
function compare(name: string, expected: Fixed, computed: Fixed, places: number, within: Fixed = 0n): Compared {
  const off = roundFixed(computed, unitOfPlaces(places), "half_up") - expected;
  return {
    name,
    expected: formatFixed(expected, places),
    computed: formatFixed(computed, places),
    holds: (off < 0n ? -off : off) <= within,
  };
}

/** Due dates by the engine's own calendar: months from the first one, keeping its day; a down payment is due at the start. */
function dueDates(vector: Fields): (n: number) => string {
  const inputs = vector.object("inputs");
  if (!inputs.has("startDate")) return () => "none";
  const start = inputs.date("startDate");
  const month = { every: 1, unit: "month" } as const;
  const first: EpochDay =
    inputs.optionalDate("firstDate") ?? addInterval(start, month, inputs.has("downPayment") ? 0 : 1);
  return (n) => toIsoDate(addInterval(first, month, n - 1));
}

/** kind `fee-table`: the fee per `per` of price for each number of payments. */
function compareFees(vector: Fields): Compared[] {
  const inputs = vector.object("inputs");
  const per = inputs.decimal("per");
  const rate =
    inputs.decimal("annualRatePercent") /
    100n /
    BigInt(inputs.has("periodsPerYear") ? inputs.text("periodsPerYear") : 12);
  const places = inputs.optionalCount("displayPlaces") ?? 2;
  return vector.objects("rows").map((entry) => {
    const n = entry.count("n", 1);
    return compare(`fee of ${n}`, entry.decimal("fee"), feePerHundred(per, n, rate), places);
  });
}
