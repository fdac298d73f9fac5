import { createHmac, timingSafeEqual } from "node:crypto";
import type { AuditSigner } from "../../engine/ports.ts";
import type { DerivedKey } from "./secrets.ts";

/** HMAC-SHA-256 in hex. The first key signs; the others still verify. */
export function auditSigner(keys: readonly [DerivedKey, ...DerivedKey[]]): AuditSigner {
  const mac = ({ key }: DerivedKey, hash: string) => createHmac("sha256", key).update(hash).digest();
  return {
    keyId: keys[0].id,
    sign: (hash) => mac(keys[0], hash).toString("hex"),
    verify(seal) {
      const found = keys.find(({ id }) => id === seal.keyId);
      if (!found) return undefined;
      const given = Buffer.from(seal.mac, "hex");
      const right = mac(found, seal.hash);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
