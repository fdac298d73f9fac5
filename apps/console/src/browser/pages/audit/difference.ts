/** One field that is not what it was; `undefined` where there was none. */
export interface Difference {
  /** Names joined by dots: `explanation.en`. */
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The leaves of a value by their dotted names. Lists are leaves: their order means something. */
function leavesOf(value: unknown, name = ""): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (!isPlain(value)) return [[name, typeof value === "string" ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, name === "" ? key : `${name}.${key}`));
}

/** Fields of which both values differ, in the order in which they first stand. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const [old, now] = [new Map(leavesOf(before)), new Map(leavesOf(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((each) => each.before !== each.after);
}
