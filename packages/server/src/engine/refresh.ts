import type { KnownKeys } from "./known-keys.ts";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type { CatalogueStore, Clock } from "./ports.ts";

export interface RefreshDeps {
  readonly store: Pick<CatalogueStore, "heads">;
  readonly live: LiveCatalogues;
  readonly keys: KnownKeys;
  readonly now: Clock;
}

/**
 * Brings this process up to the store: asks for every merchant's newest numbers and loads what is behind.
 * Throws what the store throws; what is in memory stays and goes on answering.
 */
export async function refresh({ store, live, keys, now }: RefreshDeps): Promise<void> {
  const asked = now();
  const heads = await store.heads();
  const behind = heads.flatMap(({ merchant, seq, keysSeq }) => [
    ...(seq > live.seqOf(merchant) ? [live.load(merchant)] : []),
    ...(keysSeq > keys.seqOf(merchant) ? [keys.load(merchant, keysSeq)] : []),
  ]);
  await Promise.all(behind);
  live.confirm(asked);
}
