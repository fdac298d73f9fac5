import { formatInstant } from "@fenqi/core/calendar";
import { GENESIS, sealHash } from "./audit-chain.ts";
import type { AuditAnchor, AuditHead, AuditSeal, AuditSigner, AuditStore } from "./audit-log.ts";
import type { Clock, Digest } from "./ports.ts";

export interface SealDeps {
  readonly audit: AuditStore;
  readonly signer: AuditSigner;
  /** Absent where there is no place outside the database. */
  readonly anchor?: AuditAnchor;
  readonly digest: Digest;
  readonly now: Clock;
}

/** Heads under one seal; what is more waits for the next. */
const HEADS = 1_000;

/** Seals what was appended since the last seal, for every merchant, and anchors each seal outside the database. */
export async function sealAudit(deps: SealDeps): Promise<void> {
  for (const merchant of await deps.audit.unsealed()) {
    const seal = await deps.audit.seal(merchant, HEADS, (before, heads) => nextSeal(deps, merchant, before, heads));
    if (seal) await deps.anchor?.append(seal);
  }
}

/** Anchors the newest seals that are not yet: a process may have died between sealing and anchoring. */
export async function anchorNewest({ audit, anchor }: SealDeps): Promise<void> {
  if (!anchor) return;
  for (const seal of await audit.newestSeals()) {
    if ((anchor.newest(seal.merchant)?.seq ?? 0) < seal.seq) await anchor.append(seal);
  }
}

function nextSeal(
  { signer, digest, now }: SealDeps,
  merchant: string,
  before: AuditSeal | undefined,
  heads: readonly AuditHead[],
): AuditSeal {
  const seal = { merchant, seq: (before?.seq ?? 0) + 1, at: formatInstant(now()), heads };
  const hash = sealHash(digest, before?.hash ?? GENESIS, seal);
  return { ...seal, hash, keyId: signer.keyId, mac: signer.sign(hash) };
}
