/** A page of a list, and where the next one begins; null at the end. */
interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

/** The items of all pages in their order, of `most` pages at most. */
export async function allPages<T>(
  most: number,
  fetchPage: (after: { readonly cursor?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < most; page++) {
    const answer: Page<T> = await fetchPage(cursor === null ? {} : { cursor });
    all.push(...answer.items);
    cursor = answer.next_cursor;
    if (cursor === null) break;
  }
  return all;
}
