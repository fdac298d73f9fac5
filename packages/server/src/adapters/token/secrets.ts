import { createHash, hkdfSync } from "node:crypto";

/** A key made from the master key for one purpose, with the name that a sealed thing carries. */
export interface DerivedKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Bytes that a master key must have at least. */
export const MASTER_KEY_BYTES = 32;

/** Purposes never share a key: what leaks of one says nothing of the other. */
export function deriveKey(masterKey: Buffer, purpose: "token" | "answers" | "audit"): DerivedKey {
  const key = Buffer.from(hkdfSync("sha256", masterKey, "", `fenqi ${purpose} v1`, 32));
  return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
}
