import { twoGenerations } from "../engine/two-generations.ts";

/** Characters of a question that is remembered at most, and of all in each of two generations. */
const LONGEST = 4_096;
const GENERATION = 256 * 1_024;

/**
 * Reads the bodies of quotes. Those of a shop's pages come again letter for letter: from the second time on they are not taken apart
 * anew. What is remembered is frozen, for it is everybody's. Of a shopper nothing is remembered.
 */
export function questionReader(parse: (text: string) => unknown): (text: string) => unknown {
  /** Null: read once. */
  const known = twoGenerations<object | null>(GENERATION);
  return (text) => {
    if (text.length > LONGEST) return parse(text);
    const before = known.get(text);
    if (before) return before;
    const body = parse(text);
    if (typeof body === "object" && body !== null && !("shopper" in body))
      known.put(text, before === null ? frozen(body) : null, text.length);
    return body;
  };
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) frozen(inner);
  return Object.freeze(value);
}
