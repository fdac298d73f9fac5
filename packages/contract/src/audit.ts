import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { closed, Id, Instant, list, nullable, oneOf } from "./values.ts";

const Stream = Type.String({ pattern: "^[a-z][a-z0-9_.-]{0,79}$", description: "adjustments, catalogue, keys, …" });
const Hash = Type.String({ pattern: "^[0-9a-f]{64}$", description: "sha256 in hex." });
const Who = Type.String({ minLength: 1, maxLength: LIMITS.nameLength });
const Seq = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });

export const AuditQuery = closed("AuditQuery", {
  ...paged(Type.String({ pattern: "^[a-z][a-z0-9_.-]{0,79}:\\d{1,10}$" })),
  stream: Type.Optional(Stream),
  action: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.idLength })),
  subject: Type.Optional(Who),
  by: Type.Optional(Who),
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
});

/** One thing that somebody changed. */
export const AuditEntry = closed("AuditEntry", {
  /** `stream:seq`; the cursor of the page after it. */
  id: Type.String(),
  stream: Stream,
  /** 1, 2, 3 … within its stream. */
  seq: Seq,
  at: Instant,
  by: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  /** Plain data; null where there was nothing. */
  before: Type.Unknown(),
  after: Type.Unknown(),
  hash: Hash,
});

export const AuditPage = closed("AuditPage", {
  items: list(AuditEntry, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

export const AuditVerifyQuery = closed("AuditVerifyQuery", {
  /** A seal that was kept elsewhere, as `seq:hash`. */
  anchor: Type.Optional(Type.String({ pattern: "^[1-9]\\d{0,9}:[0-9a-f]{64}$" })),
});

/** One place where the log is not what was written. */
export const AuditFlaw = closed("AuditFlaw", {
  code: oneOf(
    "entry_changed",
    "entry_missing",
    "head_differs",
    "sealed_entry_missing",
    "sealed_entry_differs",
    "seal_changed",
    "seal_missing",
    "seal_forged",
    "seal_key_unknown",
    "anchored_seal_missing",
    "anchored_seal_differs",
  ),
  /** Null for a seal. */
  stream: nullable(Stream),
  /** Of the entry, or of the seal. */
  seq: Type.Integer({ minimum: 0 }),
});

export const AuditVerdict = closed("AuditVerdict", {
  merchant: Id,
  sound: Type.Boolean(),
  checked_at: Instant,
  entries: Type.Integer({ minimum: 0 }),
  streams: Type.Integer({ minimum: 0 }),
  seals: Type.Integer({ minimum: 0 }),
  /** Entries after the newest seal: chained, and not yet signed. */
  unsealed: Type.Integer({ minimum: 0 }),
  sealed_at: nullable(Instant),
  /** The newest seal that was found outside the database. */
  anchored_seal: nullable(Seq),
  /** The first of them. */
  flaws: list(AuditFlaw, LIMITS.reasons),
  /** All of them. */
  flaw_count: Type.Integer({ minimum: 0 }),
});

export type AuditQuery = Static<typeof AuditQuery>;
export type AuditEntry = Static<typeof AuditEntry>;
export type AuditPage = Static<typeof AuditPage>;
export type AuditFlaw = Static<typeof AuditFlaw>;
export type AuditVerdict = Static<typeof AuditVerdict>;
