import type { api } from "../../api.ts";

export type Reconciliation = Awaited<ReturnType<typeof api.reconciliation>>;
export type Exception = Awaited<ReturnType<typeof api.exceptions>>["items"][number];
type Sums = { readonly amount: number; readonly fee: number };

/** What is settled: the amount less what the partner keeps. */
export const netOf = (sums: Sums | null): number => (sums === null ? 0 : sums.amount - sums.fee);

/** Rows on either side that are not simply matched. */
export function differingOf({ summary }: Reconciliation): number {
  const parts = (summary ?? []).flatMap((each) => each.parts).filter(({ part }) => part !== "matched");
  return parts.reduce((sum, { there, here }) => sum + Math.max(there.rows, here.rows), 0);
}

/** Money in question, never negative. */
export const stakeOf = ({ there, here }: Pick<Exception, "there" | "here">): number =>
  there && here && there.currency !== here.currency
    ? Math.max(Math.abs(netOf(there)), Math.abs(netOf(here)))
    : Math.abs(netOf(there) - netOf(here));

/** Whether it still has to be ended. */
const isLeft = ({ state }: Exception): boolean => state !== "resolved" && state !== "cleared";

const DAY_MS = 86_400_000;
/** Last day of each age: today, a week, a month; older than that. */
const AGES = [0, 7, 30, Number.POSITIVE_INFINITY];

/** How many exceptions that are left are how old, and what is at stake in them, by age. */
export function agesOf(exceptions: readonly Exception[], nowMs: number) {
  const left = exceptions.filter(isLeft).map((exception) => {
    const at = exception.there?.at ?? exception.here?.at ?? "";
    const days = Math.max(0, Math.floor((nowMs - Date.parse(at)) / DAY_MS));
    return { age: AGES.findIndex((last) => days <= last), stake: stakeOf(exception) };
  });
  return AGES.map((_, age) => {
    const own = left.filter((each) => each.age === age);
    return { count: own.length, stake: own.reduce((sum, { stake }) => sum + stake, 0) };
  });
}
