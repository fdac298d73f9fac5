/** Where rates are looked for: from −99.9 % to a million times, per unit of time. */
const LEAST_DELTA = Math.log(0.001);
const MOST_DELTA = Math.log(1_000_001);
/** Two rates whose growth differs by less than one part in 28 are taken for one. */
const PARTS = 600;

/**
 * The borrower's rate: where `worth`, what is paid less what is received, falls through zero, when that happens exactly once.
 *
 * Flows whose signs change more than once can have several rates. A fee paid a year before the money comes makes a second one
 * where `worth` *rises* through zero: at that rate the shopper would be the lender, so it is no answer. Null when there is no
 * borrower's rate, or more than one: none would be *the* rate, and none is shown.
 * Halving asks nothing of `worth` but continuity; this is the path of rare flows, not of quotes.
 */
export function onlyRoot(worth: (rate: number) => number): number | null {
  let found: number | null = null;
  let lower = Math.expm1(LEAST_DELTA);
  let worthLower = worth(lower);
  for (let part = 1; part <= PARTS; part++) {
    const upper = Math.expm1(LEAST_DELTA + ((MOST_DELTA - LEAST_DELTA) * part) / PARTS);
    const worthUpper = worth(upper);
    if (worthLower >= 0 && worthUpper < 0) {
      if (found !== null) return null;
      found = halve(worth, lower, upper);
    }
    lower = upper;
    worthLower = worthUpper;
  }
  return found;
}

/** Halves the bracket until no double lies inside it. */
function halve(worth: (rate: number) => number, from: number, to: number): number {
  let [lower, upper] = [from, to];
  for (;;) {
    const middle = (lower + upper) / 2;
    if (middle <= lower || middle >= upper) return middle;
    if (worth(middle) < 0) upper = middle;
    else lower = middle;
  }
}
