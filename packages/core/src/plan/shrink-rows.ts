import { type Minor, mulDiv, splitByWeight, splitEvenly } from "../money/index.ts";
import { unpaidOf } from "./allocation.ts";
import { type Draft, lenderOf, setRow } from "./draft.ts";
import type { Party, PlanRow } from "./types.ts";
import { forgo } from "./unearned.ts";

/** What becomes of the rows: every one smaller, or the last ones gone and the others as they were. */
export type Recompute = "lower_instalments" | "fewer_instalments";

/** What is still open of some rows, column by column. Units: minor units. */
interface Open {
  readonly principal: readonly Minor[];
  readonly interest: readonly Minor[];
  readonly fee: readonly Minor[];
  readonly subsidy: readonly Minor[];
}

/**
 * Takes up to `amount` of unpaid principal off the rows, with the cost that it bore; tells what came off.
 *
 * Every method's rows are proportional to the principal, so rows shrunk in proportion are the rows of the smaller plan. Totals of
 * interest, fee and subsidy are rounded half up once. Rows that were even stay even, earlier ones carrying the leftover; other rows
 * keep their shape, each fraction carried into the next.
 * Invariant: rows add up to what is left exactly, and what is paid is untouched.
 */
export function shrinkRows(
  draft: Draft,
  amount: Minor,
  recompute: Recompute,
): { readonly principal: Minor; readonly subsidy: Minor } {
  const { plan, posting } = draft;
  const places = draft.rows.flatMap((row, at) => (isOpen(row) ? [at] : []));
  const rows = places.map((at) => draft.rows[at]!);
  const open: Open = {
    principal: rows.map((row) => unpaidOf(row, "principal")),
    interest: rows.map((row) => unpaidOf(row, "interest")),
    fee: rows.map((row) => unpaidOf(row, "fee")),
    subsidy: rows.map(openSubsidy),
  };
  const owed = sum(open.principal);
  const taken = Math.min(amount, owed);
  if (taken === 0) return { principal: 0, subsidy: 0 };
  const next =
    recompute === "fewer_instalments" ? cutFromEnd(open, owed - taken) : inProportion(rows, open, owed - taken);

  const lender = lenderOf(plan);
  places.forEach((at, k) => {
    const row = rows[k]!;
    const less = { interest: open.interest[k]! - next.interest[k]!, fee: open.fee[k]! - next.fee[k]! };
    forgo(posting, plan, row, less);
    lower(draft, at, "principal", row.paid_principal + next.principal[k]!, "store", "shopper");
    lower(draft, at, "interest", row.interest - less.interest, lender, "shopper");
    lower(draft, at, "fee", row.fee - less.fee, lender, "shopper");
    const { from, to } = subsidyBack(lender);
    lower(draft, at, "subsidy", row.subsidy - open.subsidy[k]! + next.subsidy[k]!, from, to);
  });
  return { principal: taken, subsidy: sum(open.subsidy) - sum(next.subsidy) };
}

/** A part that goes down. Spreading evenly anew may lift one by a minor unit: then what is given goes the other way. */
function lower(
  draft: Draft,
  at: number,
  what: "principal" | "interest" | "fee" | "subsidy",
  after: Minor,
  from: Party | null,
  to: Party | null,
): void {
  if (after > draft.rows[at]![what]) setRow(draft, at, what, after, to, from);
  else setRow(draft, at, what, after, from, to);
}

const sum = (parts: readonly Minor[]): Minor => parts.reduce((a, b) => a + b, 0);

const isOpen = (row: PlanRow): boolean =>
  row.principal + row.interest + row.fee > row.paid_principal + row.paid_interest + row.paid_fee;

/** The subsidy that belongs to what is unpaid of a row. */
function openSubsidy(row: PlanRow): Minor {
  if (row.principal === 0) return row.subsidy;
  return mulDiv(row.subsidy, unpaidOf(row, "principal"), row.principal, "half_up");
}

function inProportion(rows: readonly PlanRow[], open: Open, left: Minor): Open {
  const owed = sum(open.principal);
  const share = (parts: readonly Minor[]) => mulDiv(sum(parts), left, owed, "half_up");
  const [interest, fee, subsidy] = [share(open.interest), share(open.fee), share(open.subsidy)];
  if (!isEven(rows, open)) {
    return {
      principal: byWeight(left, open.principal),
      interest: byWeight(interest, open.interest),
      fee: byWeight(fee, open.fee),
      subsidy: byWeight(subsidy, open.subsidy),
    };
  }
  const principal = splitEvenly(left, rows.length);
  return {
    principal,
    interest: open.interest.map(() => 0),
    fee: splitEvenly(left + fee, rows.length).map((total, k) => total - principal[k]!),
    subsidy: splitEvenly(subsidy, rows.length),
  };
}

/** Rows without interest and with nothing paid, whose principals and totals differ by a minor unit at most. */
function isEven(rows: readonly PlanRow[], { principal, fee }: Open): boolean {
  if (rows.some((row) => row.interest > 0 || row.paid_principal + row.paid_fee > 0)) return false;
  return isFlat(principal) && isFlat(principal.map((part, k) => part + fee[k]!));
}

const isFlat = (parts: readonly Minor[]): boolean => Math.max(...parts) - Math.min(...parts) <= 1;

function byWeight(total: Minor, weights: readonly Minor[]): readonly Minor[] {
  return total === 0 ? weights.map(() => 0) : splitByWeight(total, weights);
}

/** The first rows as they are, then the part of one, then nothing: cost goes with the principal that goes. */
function cutFromEnd(open: Open, left: Minor): Open {
  let rest = left;
  const kept = open.principal.map((part) => {
    const stays = Math.min(part, rest);
    rest -= stays;
    return stays;
  });
  const keep = (parts: readonly Minor[]) =>
    parts.map((part, k) => {
      const whole = open.principal[k]!;
      if (whole === 0) return left === 0 ? 0 : part;
      return mulDiv(part, kept[k]!, whole, "half_up");
    });
  return { principal: kept, interest: keep(open.interest), fee: keep(open.fee), subsidy: keep(open.subsidy) };
}

/** Interest and fees that are open though their principal is not: with all goods given back they fall away too. */
export function dropOpenCost(draft: Draft): void {
  const { plan, rows, posting } = draft;
  const lender = lenderOf(plan);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    forgo(posting, plan, row, { interest: unpaidOf(row, "interest"), fee: unpaidOf(row, "fee") });
    setRow(draft, at, "interest", row.paid_interest, lender, "shopper");
    setRow(draft, at, "fee", row.paid_fee, lender, "shopper");
  }
}

/** A partner gives the store its subsidy back; a house plan's subsidy was income that the store did without. */
export const subsidyBack = (lender: "store" | "partner") =>
  lender === "partner" ? ({ from: "partner", to: "store" } as const) : ({ from: null, to: null } as const);
