/** What was given up to an instant, in minor units. */
export interface BurnStep {
  readonly at: string;
  readonly total: number;
}

/** Vouchers added up in the order in which they were given; those of one instant are one step. */
export function burnSteps(grants: readonly { readonly issued_at: string; readonly amount: number }[]): BurnStep[] {
  const inOrder = [...grants].sort((a, b) => Date.parse(a.issued_at) - Date.parse(b.issued_at));
  const steps: BurnStep[] = [];
  let total = 0;
  for (const { issued_at: at, amount } of inOrder) {
    total += amount;
    if (steps.at(-1)?.at === at) steps.pop();
    steps.push({ at, total });
  }
  return steps;
}

/**
 * The steps as a path over a box: from zero at the left, up at each instant, level to the right edge. The height is the
 * budget's, or what was given where that is more.
 */
export function burnPath(steps: readonly BurnStep[], top: number, width: number, height: number): string {
  const [first] = steps;
  if (!first) return `M0 ${height}H${width}`;
  const start = Date.parse(first.at);
  const span = Math.max(1, Date.parse(steps.at(-1)!.at) - start);
  const place = steps.map(
    ({ at, total }) =>
      `H${Math.round((width * 0.9 * (Date.parse(at) - start)) / span)}V${Math.round(height - (height * total) / top)}`,
  );
  return `M0 ${height}${place.join("")}H${width}`;
}
