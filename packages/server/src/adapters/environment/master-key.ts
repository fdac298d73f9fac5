import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Bytes of a master key. */
export const MASTER_KEY_BYTES = 32;
/** A random key has about 30 different bytes; one typed by hand or taken from an example has few. */
const DIFFERENT_BYTES = 16;

/** Reads a master key: 32 random bytes in base64 or hex. Returns what is wrong as words. */
export function parseMasterKey(text: string): Buffer | string {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (bytes.length !== MASTER_KEY_BYTES) return "must be 32 bytes in base64 or hex (openssl rand -base64 32)";
  if (new Set(bytes).size < DIFFERENT_BYTES) return "is not random; make one with: openssl rand -base64 32";
  return bytes;
}

/** The demo's own key, made once and kept in the data folder, so that its tokens outlive a restart. */
export function demoMasterKey(dataDir: string): Buffer {
  const file = path.join(dataDir, "master.key");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(MASTER_KEY_BYTES).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return Buffer.from(readFileSync(file, "utf8"), "base64");
}
