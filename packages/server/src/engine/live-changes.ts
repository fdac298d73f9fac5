/** How far each kind of record has moved, by topic. A mark says nothing but whether it is the same as before. */
export type Marks = ReadonlyMap<string, string>;

export interface MarkStore {
  /** Marks of a merchant: one for each stream of the audit log, and `plans`, `events` and `partners`. */
  marks(merchant: string): Promise<Marks>;
}

/** Kinds of records whose mark is not what it was. */
export function changedTopics(before: Marks, after: Marks): readonly string[] {
  return [...after].filter(([topic, mark]) => before.get(topic) !== mark).map(([topic]) => topic);
}

/**
 * Marks read at most once in `everyMs` for each merchant, however many listen.
 *
 * A read that fails is everybody's failure, and is tried again at the next.
 */
export function sharedMarks(store: MarkStore, everyMs: number, now: () => number): MarkStore {
  const last = new Map<string, { readonly at: number; readonly marks: Promise<Marks> }>();
  return {
    marks(merchant) {
      const known = last.get(merchant);
      if (known && now() - known.at < everyMs) return known.marks;
      const marks = store.marks(merchant);
      last.set(merchant, { at: now(), marks });
      marks.catch(() => last.delete(merchant));
      return marks;
    },
  };
}
