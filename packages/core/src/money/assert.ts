/** Stops on a caller's bug: `claim` says what must hold, in the present tense. Never for input from outside. */
export function assert(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new RangeError(`broken assumption: ${claim}`);
}
