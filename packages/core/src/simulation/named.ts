/**
 * Things by name, at most `limit`: the first in order of all names that were ever asked for. What falls out never comes
 * back, so those that stay were never out: whatever is counted in them is whole, in whichever order it came.
 */
export interface Named<T> {
  readonly limit: number;
  readonly things: Map<string, T>;
  /** Some names were left out. */
  cut: boolean;
}

export function newNamed<T>(limit: number): Named<T> {
  return { limit, things: new Map(), cut: false };
}

/** The thing of this name, made now if it is new; undefined when it is not among the first. */
export function ofName<T>(named: Named<T>, name: string, make: () => T): T | undefined {
  const found = named.things.get(name);
  if (found !== undefined) return found;
  if (named.things.size >= named.limit) {
    named.cut = true;
    const last = lastOf(named.things);
    if (name > last) return undefined;
    named.things.delete(last);
  }
  const made = make();
  named.things.set(name, made);
  return made;
}

function lastOf(things: ReadonlyMap<string, unknown>): string {
  let last = "";
  for (const name of things.keys()) if (name > last) last = name;
  return last;
}
