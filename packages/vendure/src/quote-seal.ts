import { createHmac, timingSafeEqual } from "node:crypto";
import type { Question } from "./order-question.ts";

/**
 * A mark that this shop asked this question and was given this token: whoever pays with a token of their own, of another cart or of one
 * that has changed since, has no mark for it. Hexadecimal, by the shop's own secret key.
 */
export function sealOf(secretKey: string, token: string, question: Question): string {
  const { cart, market, channel, shopper } = question;
  const asked = JSON.stringify([token, cart, market, channel, shopper ?? null]);
  return createHmac("sha256", secretKey).update(asked).digest("hex");
}

/** Compared in constant time. */
export function isSealed(secretKey: string, seal: string, token: string, question: Question): boolean {
  const expected = Buffer.from(sealOf(secretKey, token, question));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
