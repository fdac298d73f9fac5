import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { OneTimeCodes } from "../../engine/ports.ts";

const STEP_MS = 30_000;
const DIGITS = 6;
/** Half minutes that a telephone's clock may be off. */
const DRIFT = 1;
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code of one half minute, as every authenticator works it out. Source: RFC 4226, 5.3; RFC 6238, 4.2. */
export function codeAt(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 15;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

export const oneTimeCodes: OneTimeCodes = {
  newSecret: () => toBase32(randomBytes(SECRET_BYTES)),
  stepOf(secret, code, nowMs) {
    const key = fromBase32(secret);
    const now = Math.floor(nowMs / STEP_MS);
    const typed = Buffer.from(code);
    // All of them are compared, so that the time says nothing about which one fits.
    const fitting = [0, -DRIFT, DRIFT].filter((drift) => isSame(typed, Buffer.from(codeAt(key, now + drift))));
    return fitting.length === 0 ? undefined : now + fitting[0]!;
  },
};

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((character) => BASE32.indexOf(character).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
