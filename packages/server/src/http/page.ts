import { LIMITS } from "@fenqi/contract";

/** A page of what has numbers, from one more than fits: the cursor is the number of the last that is shown. */
export function pageOf<T extends { readonly seq: number }, R>(found: readonly T[], show: (one: T) => R) {
  const page = found.slice(0, LIMITS.page);
  return {
    items: page.map(show),
    next_cursor: found.length > page.length ? String(page.at(-1)!.seq) : null,
  };
}

/** The number in a cursor or an id; 0 before the first. */
export const numberIn = (cursor: string | undefined): number => Number(cursor?.replace(/^\D+/, "") ?? 0);
