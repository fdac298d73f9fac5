import { createCipheriv, createDecipheriv, randomFillSync } from "node:crypto";
import type { DerivedKey } from "./secrets.ts";

const ALGORITHM = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/** Random bytes in stock: asking for twelve at a time costs more than the encryption. */
const stock = Buffer.alloc(NONCE * 512);
let used = stock.length;

function nonce(): Buffer {
  if (used === stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  used += NONCE;
  return stock.subarray(used - NONCE, used);
}

/** Encrypts and authenticates; `context` must be the same to open it again. base64url of nonce, text, tag. */
export function seal({ id, key }: DerivedKey, content: string | Buffer, context: string): string {
  const iv = nonce();
  const cipher = createCipheriv(ALGORITHM, key, iv);
  cipher.setAAD(Buffer.from(`${id} ${context}`));
  const sealed = Buffer.concat([iv, cipher.update(asBytes(content)), cipher.final(), cipher.getAuthTag()]);
  return `${id}.${sealed.toString("base64url")}`;
}

const asBytes = (content: string | Buffer): Buffer => (typeof content === "string" ? Buffer.from(content) : content);

/** Opens what was sealed with one of these keys; undefined when it was altered or belongs to another context. */
export const open = (keys: readonly DerivedKey[], sealed: string, context: string): string | undefined =>
  openBytes(keys, sealed, context)?.toString("utf8");

/** The same for what is not text. */
export function openBytes(keys: readonly DerivedKey[], sealed: string, context: string): Buffer | undefined {
  const dot = sealed.indexOf(".");
  const found = keys.find(({ id }) => id === sealed.slice(0, dot));
  const text = sealed.slice(dot + 1);
  const bytes = Buffer.from(text, "base64url");
  // base64url has several spellings of one value; only the one that was given out is taken.
  if (!found || bytes.length <= NONCE + TAG || bytes.toString("base64url") !== text) return undefined;
  const decipher = createDecipheriv(ALGORITHM, found.key, bytes.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(`${found.id} ${context}`));
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
