import type { Instant } from "@fenqi/core/calendar";

/** One thing that somebody changed. Never a secret, and of a person no more than who acted. */
export interface AuditEntry {
  /** The subject area: `adjustments`, `catalogue`, `keys`, …; entries of one are in one chain. */
  readonly stream: string;
  /** What was done: `adjustment.lift`. */
  readonly action: string;
  /** Id of what was changed. */
  readonly subject: string;
  /** Plain data; absent where there was nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Who did it; `system` for what time and figures do. */
  readonly by: string;
  readonly at: Instant;
}

/** An entry as it is kept: `before` and `after` are canonical JSON, whose bytes are hashed. */
export interface AuditRecord {
  readonly merchant: string;
  readonly stream: string;
  /** 1, 2, 3 … within its stream, without a gap. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly hash: string;
}

/** Where a stream stands: how many entries, and the last one's hash. */
export interface AuditHead {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

/** The heads that had moved since the seal before it, under one signed hash. */
export interface AuditSeal {
  readonly merchant: string;
  /** 1, 2, 3 … within its merchant. */
  readonly seq: number;
  readonly at: Instant;
  readonly heads: readonly AuditHead[];
  /** Over the hash of the seal before it and everything above. */
  readonly hash: string;
  /** Names the key that signed. */
  readonly keyId: string;
  readonly mac: string;
}

export interface AuditFilter {
  readonly stream?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly by?: string;
  /** From this instant on. */
  readonly from?: Instant;
  /** Before this instant. */
  readonly until?: Instant;
}

/** Names one entry of a merchant. */
export interface AuditPlace {
  readonly stream: string;
  readonly seq: number;
}

export interface AuditStore {
  /** Newest first, those older than `before`. */
  list(
    merchant: string,
    filter: AuditFilter,
    before: AuditPlace | undefined,
    limit: number,
  ): Promise<readonly AuditRecord[]>;
  /** Every entry, stream by stream, oldest first, in pages. */
  entries(merchant: string): AsyncIterable<readonly AuditRecord[]>;
  /** Where each stream stands by its own row, which the chain must agree with. */
  heads(merchant: string): Promise<readonly AuditHead[]>;
  /** Oldest first, in pages. */
  seals(merchant: string): AsyncIterable<readonly AuditSeal[]>;
  /** The newest seal of each merchant. */
  newestSeals(): Promise<readonly AuditSeal[]>;
  /** Merchants with entries that no seal covers. */
  unsealed(): Promise<readonly string[]>;
  /**
   * Puts the heads that have moved, up to `limit`, under the next seal, whole or not at all. Undefined when none has, or
   * another process is sealing.
   */
  seal(
    merchant: string,
    limit: number,
    make: (before: AuditSeal | undefined, heads: readonly AuditHead[]) => AuditSeal,
  ): Promise<AuditSeal | undefined>;
}

/** Signs seals with a key that is not in the database. */
export interface AuditSigner {
  readonly keyId: string;
  sign(hash: string): string;
  /** Undefined when the key is no longer given. */
  verify(seal: Pick<AuditSeal, "hash" | "keyId" | "mac">): boolean | undefined;
}

/** A place outside the database where seals are kept, so that a database rewritten whole is found out. */
export interface AuditAnchor {
  /** The newest seal that is kept there. */
  newest(merchant: string): AuditSeal | undefined;
  append(seal: AuditSeal): Promise<void>;
}

/** An entry as it is kept, after the one that its stream's head names. */
export type NextRecord = (merchant: string, head: Omit<AuditHead, "stream">, entry: AuditEntry) => AuditRecord;
