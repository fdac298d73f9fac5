import type { KeyRow, KeyStore } from "./ports.ts";

/** The keys of all merchants, in memory, by the first characters of their hash. */
export interface KnownKeys {
  /** Those whose hash begins like this one; the caller compares in constant time. */
  candidates(hash: string): readonly KeyRow[];
  seqOf(merchant: string): number;
  load(merchant: string, keysSeq: number): Promise<void>;
}

/** Enough to tell a million keys apart, and too little to learn a hash from. */
const PREFIX = 10;

/** `refused`: hashes of keys that are never taken, such as the demo's outside the demo. */
export function knownKeys(store: KeyStore, refused: ReadonlySet<string> = new Set()): KnownKeys {
  const byMerchant = new Map<string, { seq: number; rows: readonly KeyRow[] }>();
  let byPrefix: ReadonlyMap<string, readonly KeyRow[]> = new Map();

  return {
    candidates: (hash) => byPrefix.get(hash.slice(0, PREFIX)) ?? [],
    seqOf: (merchant) => byMerchant.get(merchant)?.seq ?? -1,
    async load(merchant, keysSeq) {
      const rows = (await store.all(merchant)).filter(({ hash }) => !refused.has(hash));
      if ((byMerchant.get(merchant)?.seq ?? -1) > keysSeq) return;
      byMerchant.set(merchant, { seq: keysSeq, rows });
      byPrefix = Map.groupBy(
        [...byMerchant.values()].flatMap((entry) => entry.rows),
        (row) => row.hash.slice(0, PREFIX),
      );
    },
  };
}
