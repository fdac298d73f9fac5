import type { AuditRecord, AuditSeal, NextRecord } from "./audit-log.ts";
import { canonical } from "./canonical.ts";
import type { Digest } from "./ports.ts";

/** What the first entry of a stream, and the first seal of a merchant, follow. */
export const GENESIS = "0".repeat(64);

/**
 * The bytes that an entry's hash is over: a JSON array of texts and numbers, which can be written in one way only, so
 * that no two entries share it.
 */
export const entryBytes = (previous: string, entry: Omit<AuditRecord, "hash">): string =>
  JSON.stringify([
    "fenqi.audit.entry/1",
    previous,
    entry.merchant,
    entry.stream,
    entry.seq,
    entry.at,
    entry.by,
    entry.action,
    entry.subject,
    entry.before,
    entry.after,
  ]);

const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : canonical(value));

/** The record that follows on a stream's head. */
export const nextRecord =
  (digest: Digest): NextRecord =>
  (merchant, head, { stream, at, by, action, subject, before, after }) => {
    const record = {
      merchant,
      stream,
      seq: head.seq + 1,
      at,
      by,
      action,
      subject,
      before: textOf(before),
      after: textOf(after),
    };
    return { ...record, hash: digest(entryBytes(head.hash, record)) };
  };

/** The hash of a seal from that of the one before it. */
export const sealHash = (
  digest: Digest,
  previous: string,
  seal: Pick<AuditSeal, "merchant" | "seq" | "at" | "heads">,
) =>
  digest(
    JSON.stringify([
      "fenqi.audit.seal/1",
      previous,
      seal.merchant,
      seal.seq,
      seal.at,
      seal.heads.map(({ stream, seq, hash }) => [stream, seq, hash]),
    ]),
  );
