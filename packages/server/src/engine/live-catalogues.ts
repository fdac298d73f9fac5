import type { Instant } from "@fenqi/core/calendar";
import { type CompiledCatalogue, compileCatalogue } from "@fenqi/core/catalogue";
import type { AdjustmentStore, CatalogueStore, Clock, QuotaUse, VersionRecord } from "./ports.ts";

/** What a process answers from: one merchant's newest catalogue, compiled. */
export interface LiveCatalogue {
  readonly record: VersionRecord;
  readonly compiled: CompiledCatalogue;
  readonly quotas: QuotaUse;
  /** When each adjustment was made known, by id. */
  readonly announced: ReadonlyMap<string, Instant>;
}

export interface LiveCatalogues {
  of(merchant: string): LiveCatalogue | undefined;
  merchants(): readonly string[];
  seqOf(merchant: string): number;
  /** Loads what is newer in the store. Only ever forwards: a late answer never replaces a newer version. */
  load(merchant: string): Promise<void>;
  /** The store has just said that nothing is newer. */
  confirm(atMs: number): void;
  /** Milliseconds of the last confirmation; undefined before the first. */
  confirmedAt(): number | undefined;
  /** Any version, for replay: from memory, else from the store. */
  find(merchant: string, version: string): CompiledCatalogue | undefined | Promise<CompiledCatalogue | undefined>;
}

/** Compiled versions kept for replay. */
const KEPT_VERSIONS = 64;

export function liveCatalogues(store: CatalogueStore & Pick<AdjustmentStore, "announced">): LiveCatalogues {
  const live = new Map<string, LiveCatalogue>();
  const kept = new Map<string, CompiledCatalogue>();
  let confirmed: number | undefined;

  const keep = (merchant: string, compiled: CompiledCatalogue) => {
    const key = `${merchant} ${compiled.version}`;
    kept.delete(key);
    kept.set(key, compiled);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_VERSIONS) kept.delete(oldest!);
    return compiled;
  };

  return {
    of: (merchant) => live.get(merchant),
    merchants: () => [...live.keys()],
    seqOf: (merchant) => live.get(merchant)?.record.seq ?? 0,
    confirm: (atMs) => {
      confirmed = atMs;
    },
    confirmedAt: () => confirmed,

    async load(merchant) {
      const [record, quotas, announced] = await Promise.all([
        store.newest(merchant),
        store.quotaUse(merchant),
        store.announced(merchant),
      ]);
      const before = live.get(merchant);
      if (!record || (before && before.record.seq > record.seq)) return;
      const compiled =
        before?.record.version === record.version
          ? before.compiled
          : compileCatalogue(record.catalogue, record.version);
      live.set(merchant, { record, compiled: keep(merchant, compiled), quotas, announced });
    },

    find(merchant, version) {
      const current = live.get(merchant)?.compiled;
      if (current?.version === version) return current;
      const old = kept.get(`${merchant} ${version}`);
      if (old) return keep(merchant, old);
      return store
        .byVersion(merchant, version)
        .then((record) => record && keep(merchant, compileCatalogue(record.catalogue, version)));
    },
  };
}

/** Seconds since the last confirmation after which a process no longer calls its catalogue current. */
const UNCERTAIN_AFTER_SECONDS = 3;

/** How sure a process is that it answers from the newest catalogue. */
export function freshness(live: LiveCatalogues, now: Clock): { state: "current" | "uncertain"; age: number | null } {
  const confirmed = live.confirmedAt();
  if (confirmed === undefined) return { state: "uncertain", age: null };
  const age = Math.max(0, (now() - confirmed) / 1000);
  return { state: age > UNCERTAIN_AFTER_SECONDS ? "uncertain" : "current", age: Math.round(age * 10) / 10 };
}
