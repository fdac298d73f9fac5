import { formatInstant, type Instant } from "@fenqi/core/calendar";
import { entryBytes, GENESIS, sealHash } from "./audit-chain.ts";
import type { AuditAnchor, AuditHead, AuditRecord, AuditSeal, AuditSigner, AuditStore } from "./audit-log.ts";
import type { Clock, Digest } from "./ports.ts";

export type AuditFlawCode =
  | "entry_changed"
  | "entry_missing"
  | "head_differs"
  | "sealed_entry_missing"
  | "sealed_entry_differs"
  | "seal_changed"
  | "seal_missing"
  | "seal_forged"
  | "seal_key_unknown"
  | "anchored_seal_missing"
  | "anchored_seal_differs";

/** One place where the log is not what was written. */
export interface AuditFlaw {
  readonly code: AuditFlawCode;
  /** Null for a seal. */
  readonly stream: string | null;
  /** Of the entry, or of the seal. */
  readonly seq: number;
}

export interface AuditVerdict {
  readonly merchant: string;
  readonly sound: boolean;
  readonly checkedAt: Instant;
  readonly entries: number;
  readonly streams: number;
  readonly seals: number;
  /** Entries after the newest seal: chained, and not yet signed. */
  readonly unsealed: number;
  /** Time of the newest seal; null before the first. */
  readonly sealedAt: Instant | null;
  /** The newest seal that was found outside the database; null when none was looked at. */
  readonly anchoredSeal: number | null;
  /** The first of them. */
  readonly flaws: readonly AuditFlaw[];
  /** All of them. */
  readonly flawCount: number;
}

export interface VerifyDeps {
  readonly audit: Pick<AuditStore, "entries" | "heads" | "seals">;
  readonly signer: Pick<AuditSigner, "verify">;
  readonly anchor?: Pick<AuditAnchor, "newest">;
  readonly digest: Digest;
  readonly now: Clock;
}

/** A seal as somebody kept it outside. */
export type Anchored = Pick<AuditSeal, "seq" | "hash">;

/** Flaws that are told one by one. */
const TOLD = 50;

/**
 * Reads a merchant's whole log and recomputes it: every entry from the one before it, every seal from the one before it,
 * every signature, the sealed heads, and the seals kept outside the database (this server's, and `anchored`).
 * Entries appended meanwhile may or may not be counted.
 */
export async function verifyAudit(
  deps: VerifyDeps,
  merchant: string,
  anchored: readonly Anchored[] = [],
): Promise<AuditVerdict> {
  const flaws = flawList();
  const outside = [deps.anchor?.newest(merchant), ...anchored].filter((seal) => seal !== undefined);
  const sealed = await checkSeals(deps, merchant, outside, flaws);
  const heads = await deps.audit.heads(merchant);
  const found = await checkEntries(deps, merchant, sealed.heads, heads, flaws);
  return {
    merchant,
    sound: flaws.count() === 0,
    checkedAt: formatInstant(deps.now()),
    entries: found.entries,
    streams: found.streams,
    seals: sealed.count,
    unsealed: found.unsealed,
    sealedAt: sealed.at,
    anchoredSeal: outside.length === 0 ? null : Math.max(...outside.map(({ seq }) => seq)),
    flaws: flaws.told,
    flawCount: flaws.count(),
  };
}

interface FlawList {
  readonly told: readonly AuditFlaw[];
  count(): number;
  add(code: AuditFlawCode, stream: string | null, seq: number): void;
}

function flawList(): FlawList {
  const told: AuditFlaw[] = [];
  let count = 0;
  return {
    told,
    count: () => count,
    add(code, stream, seq) {
      count += 1;
      if (told.length < TOLD) told.push({ code, stream, seq });
    },
  };
}

/** By stream, the heads that seals name, oldest first. */
type SealedHeads = ReadonlyMap<string, readonly AuditHead[]>;

async function checkSeals(
  { audit, signer, digest }: VerifyDeps,
  merchant: string,
  outside: readonly Anchored[],
  flaws: FlawList,
): Promise<{ readonly heads: SealedHeads; readonly count: number; readonly at: Instant | null }> {
  const heads = new Map<string, AuditHead[]>();
  const wanted = new Map(outside.map(({ seq, hash }) => [seq, hash]));
  let last: AuditSeal | undefined;
  let count = 0;
  for await (const page of audit.seals(merchant)) {
    for (const seal of page) {
      const expected = (last?.seq ?? 0) + 1;
      if (seal.seq !== expected) flaws.add("seal_missing", null, expected);
      else if (sealHash(digest, last?.hash ?? GENESIS, seal) !== seal.hash) flaws.add("seal_changed", null, seal.seq);
      const signed = signer.verify(seal);
      if (signed !== true) flaws.add(signed === false ? "seal_forged" : "seal_key_unknown", null, seal.seq);
      for (const head of seal.heads) {
        const named = heads.get(head.stream);
        if (named) named.push(head);
        else heads.set(head.stream, [head]);
      }
      last = seal;
      count += 1;
      const kept = wanted.get(seal.seq);
      if (kept !== undefined && kept !== seal.hash) flaws.add("anchored_seal_differs", null, seal.seq);
      wanted.delete(seal.seq);
    }
  }
  for (const seq of wanted.keys()) flaws.add("anchored_seal_missing", null, seq);
  return { heads, count, at: last?.at ?? null };
}

/** Walks one stream after the other. */
async function checkEntries(
  { audit, digest }: VerifyDeps,
  merchant: string,
  sealed: SealedHeads,
  heads: readonly AuditHead[],
  flaws: FlawList,
): Promise<{ readonly entries: number; readonly streams: number; readonly unsealed: number }> {
  const standing = new Map(heads.map((head) => [head.stream, head]));
  const left = new Set([...sealed.keys(), ...standing.keys()]);
  let [entries, streams, unsealed] = [0, 0, 0];
  let walk: StreamWalk | undefined;

  const finish = () => {
    if (!walk) return;
    unsealed += walk.end();
    left.delete(walk.stream);
  };
  const begin = (stream: string) => walkStream(stream, sealed.get(stream) ?? [], standing.get(stream), digest, flaws);

  for await (const page of audit.entries(merchant)) {
    for (const record of page) {
      if (record.stream !== walk?.stream) {
        finish();
        walk = begin(record.stream);
        streams += 1;
      }
      walk.step(record);
      entries += 1;
    }
  }
  finish();
  // Streams of which no entry is left at all.
  for (const stream of left) begin(stream).end();
  return { entries, streams, unsealed };
}

interface StreamWalk {
  readonly stream: string;
  step(record: AuditRecord): void;
  /** Tells what is missing at the end; returns the entries that no seal covers. */
  end(): number;
}

function walkStream(
  stream: string,
  sealed: readonly AuditHead[],
  standing: AuditHead | undefined,
  digest: Digest,
  flaws: FlawList,
): StreamWalk {
  let previous = GENESIS;
  let seq = 0;
  let next = 0;
  /** The hash that the head's row names was met where it should be. */
  let headMet = standing === undefined || standing.seq === 0;

  return {
    stream,
    step(record) {
      if (record.seq !== seq + 1) flaws.add("entry_missing", stream, seq + 1);
      else if (digest(entryBytes(previous, record)) !== record.hash) flaws.add("entry_changed", stream, record.seq);
      for (; next < sealed.length && sealed[next]!.seq <= record.seq; next += 1) {
        const head = sealed[next]!;
        if (head.seq < record.seq) flaws.add("sealed_entry_missing", stream, head.seq);
        else if (head.hash !== record.hash) flaws.add("sealed_entry_differs", stream, head.seq);
      }
      if (record.seq === standing?.seq) headMet = record.hash === standing.hash;
      // From what is written on, so that one flaw is told once.
      previous = record.hash;
      seq = record.seq;
    },
    end() {
      for (; next < sealed.length; next += 1) flaws.add("sealed_entry_missing", stream, sealed[next]!.seq);
      if (!headMet || standing === undefined) flaws.add("head_differs", stream, standing?.seq ?? seq);
      return Math.max(0, seq - (sealed.at(-1)?.seq ?? 0));
    },
  };
}
