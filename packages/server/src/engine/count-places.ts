import type { LiveCatalogues } from "./live-catalogues.ts";

/** Reads the places taken of quotas, for merchants that have any: quotes say soon that a quota is used up, or open again. */
export async function countPlaces(live: LiveCatalogues): Promise<void> {
  for (const merchant of live.merchants()) {
    const { offers } = live.of(merchant)!.record.catalogue;
    if (offers.some(({ quota }) => quota !== undefined)) await live.load(merchant);
  }
}
