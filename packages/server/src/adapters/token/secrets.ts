import { createHash, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/** A key made from the master key for one purpose, with the name that a sealed thing carries. */
export interface DerivedKey {
  readonly id: string;
  /** Made ready once: a cipher on plain bytes takes ten times as long to set up. */
  readonly key: KeyObject;
}

/** Purposes never share a key: what leaks of one says nothing of the other. */
export type KeyPurpose = "token" | "answers" | "audit" | "addresses" | "plan-links" | "links" | "settlements";

export function deriveKey(masterKey: Buffer, purpose: KeyPurpose): DerivedKey {
  const key = Buffer.from(hkdfSync("sha256", masterKey, "", `fenqi ${purpose} v1`, 32));
  return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key: createSecretKey(key) };
}
