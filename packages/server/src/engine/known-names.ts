import type { KeyRow, Member } from "./ports.ts";

/** What an id that audit and approvals name is called: somebody's own name, or the label of the key that acted. */
export interface KnownName {
  readonly id: string;
  readonly kind: "person" | "key";
  readonly name: string;
}

/**
 * Names by id: people first. A key that acts for somebody who signs in is that person; of several keys of one id, the
 * youngest names it, whether or not it still works, for what was done with it stays.
 */
export function knownNames(
  people: readonly Pick<Member, "id" | "name">[],
  keys: readonly Pick<KeyRow, "person" | "name" | "createdAt">[],
): readonly KnownName[] {
  const named = new Map<string, KnownName>();
  for (const { id, name } of people) named.set(id, { id, kind: "person", name });
  const youngestFirst = [...keys].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  for (const { person: id, name } of youngestFirst) {
    if (!named.has(id)) named.set(id, { id, kind: "key", name });
  }
  return [...named.values()];
}
