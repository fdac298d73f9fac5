import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "../../engine/ports.ts";

/** argon2id, 19 MiB, two passes: OWASP's first choice for a machine that also does other things. */
const COSTS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** argon2id in the thread pool, off the event loop. */
export function argon2Passwords(): Passwords {
  // The hash of a password that nobody has, with the same costs.
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => hash(password.normalize("NFC"), COSTS),
    async matches(password, kept) {
      nobody ??= hash(randomBytes(32), COSTS);
      const same = await verify(kept ?? (await nobody), password.normalize("NFC"));
      return same && kept !== null && kept !== undefined;
    },
  };
}
