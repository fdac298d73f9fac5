/** Where rates are looked for: from −99.9 % to a million times, per unit of time. */
const LEAST_DELTA = Math.log(0.001);
const MOST_DELTA = Math.log(1_000_001);
/** Two rates closer together than one part in 30 are taken for one. */
const PARTS = 600;

/**
 * The rate at which `worth` is zero, when there is exactly one.
 *
 * Null when flows have no rate, or several (their signs change more than once): none of them would be *the* rate, so none is
 * shown. Halving needs no good behaviour of `worth` but continuity; this is the path of rare flows, not of quotes.
 */
export function onlyRoot(worth: (rate: number) => number): number | null {
  let found: number | null = null;
  let lower = Math.expm1(LEAST_DELTA);
  let worthLower = worth(lower);
  for (let part = 1; part <= PARTS; part++) {
    const upper = Math.expm1(LEAST_DELTA + ((MOST_DELTA - LEAST_DELTA) * part) / PARTS);
    const worthUpper = worth(upper);
    if (worthLower === 0 || worthLower * worthUpper < 0) {
      if (found !== null) return null;
      found = worthLower === 0 ? lower : halve(worth, lower, upper, worthLower < 0);
    }
    lower = upper;
    worthLower = worthUpper;
  }
  return found;
}

/** Halves the bracket until no double lies inside it. */
function halve(worth: (rate: number) => number, from: number, to: number, risesThrough: boolean): number {
  let [lower, upper] = [from, to];
  for (;;) {
    const middle = (lower + upper) / 2;
    if (middle <= lower || middle >= upper) return middle;
    if (worth(middle) < 0 === risesThrough) lower = middle;
    else upper = middle;
  }
}
