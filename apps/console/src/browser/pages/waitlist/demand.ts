/** What an hour did to those who wait. */
export interface DemandHour {
  readonly at: string;
  readonly joined: number;
  readonly told: number;
  readonly gone: number;
}

/** How many waited once an hour was over. */
export interface DemandStep {
  readonly at: string;
  readonly waiting: number;
}

/** Counted back from those who wait now, so that the last step is what is seen, whatever came before the first hour. */
export function demandSteps(hours: readonly DemandHour[], waitingNow: number): readonly DemandStep[] {
  let waiting = waitingNow;
  const backwards: DemandStep[] = [];
  for (const { at, joined, told, gone } of hours.toReversed()) {
    backwards.push({ at, waiting });
    waiting = Math.max(0, waiting - joined + told + gone);
  }
  return backwards.reverse();
}

export const sumOf = (hours: readonly DemandHour[], what: "joined" | "told" | "gone"): number =>
  hours.reduce((sum, hour) => sum + hour[what], 0);

/** The steps as a path over a box whose right edge is now; level until the first. */
export function demandPath(
  steps: readonly DemandStep[],
  { from, until, top }: { readonly from: number; readonly until: number; readonly top: number },
  width: number,
  height: number,
): string {
  const x = (at: string) => Math.round((width * (Date.parse(at) - from)) / Math.max(1, until - from));
  const y = (waiting: number) => Math.round(height - (height * waiting) / Math.max(1, top));
  return `M0 ${height}${steps.map(({ at, waiting }) => `H${x(at)}V${y(waiting)}`).join("")}H${width}`;
}
