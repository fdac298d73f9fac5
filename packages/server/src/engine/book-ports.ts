/** What a merchant's book comes to, counted in one view of it. */
export interface BookCounts {
  readonly plans: number;
  readonly entries: number;
  /** Entries whose postings do not sum to zero, or that have none. */
  readonly unbalanced: number;
  /** Rows whose merchant, plan, entry or audit stream is not there, by table. */
  readonly ownerless: readonly { readonly table: string; readonly rows: number }[];
}

export interface BookStore {
  merchants(): Promise<readonly string[]>;
  /** Reads all of the book, however long it takes. */
  count(merchant: string): Promise<BookCounts>;
}
