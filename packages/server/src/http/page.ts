import { LIMITS } from "@fenqi/contract";

/** How a list is read and shown, page by page. */
interface Paged<T, R> {
  /** The first so many from where the question goes on. */
  find(count: number): Promise<readonly T[]>;
  show(one: T): R;
  /** What the page after this row is asked with. */
  cursor(last: T): string;
}

/** A page as long as is asked for. One more is looked for than it holds: whether there is a next one is known by that. */
export async function pageOf<T, R>(limit: string | undefined, { find, show, cursor }: Paged<T, R>) {
  const size = Number(limit ?? LIMITS.page);
  const found = await find(size + 1);
  const page = found.slice(0, size);
  return { items: page.map(show), next_cursor: found.length > size ? cursor(page.at(-1)!) : null };
}

/** The number in a cursor or an id; 0 before the first. */
export const numberIn = (cursor: string | undefined): number => Number(cursor?.replace(/^\D+/, "") ?? 0);
