import type { FrequentPasswords, User } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** Characters of a password that stands alone, and of one with a second factor beside it. NIST SP 800-63B-4, 3.1.1.2. */
export const LONG = 15;
const SHORTEST = 8;

export type PasswordFlaw = "too_short" | "too_common" | "too_close";

/** Whether a password is long enough to stand without a second factor; a character is what a person sees as one. */
const isLong = (password: string): boolean => lengthOf(password) >= LONG;

const lengthOf = (password: string): number => [...password.normalize("NFC")].length;

/**
 * Whether somebody may choose a password: long enough, not one that many choose, and not about themselves or the product.
 * There is no rule about which characters, and none ever has to be changed.
 */
export function checkPassword(
  common: FrequentPasswords,
  password: string,
  about: { readonly user: Pick<User, "email" | "name">; readonly secondFactor: boolean; readonly pointer: string },
): Result<{ readonly long: boolean }> {
  const flaw = flawOf(common, password, about);
  const least = about.secondFactor ? SHORTEST : LONG;
  return flaw
    ? refuse({ code: "password_refused", pointer: about.pointer, flaw, least })
    : done({ long: isLong(password) });
}

function flawOf(
  common: FrequentPasswords,
  password: string,
  { user, secondFactor }: { readonly user: Pick<User, "email" | "name">; readonly secondFactor: boolean },
): PasswordFlaw | undefined {
  if (lengthOf(password) < (secondFactor ? SHORTEST : LONG)) return "too_short";
  const plain = password.normalize("NFC").toLowerCase();
  const part = repeatedPart(plain);
  if (common.has(plain) || common.has(part) || [...part].length < 4) return "too_common";
  const own = [user.email, user.email.split("@")[0]!, user.name.toLowerCase(), "fenqi"];
  // What is left of it without these words must still be a password.
  const rest = own.filter((word) => word.length >= 3).reduce((left, word) => left.replaceAll(word, ""), plain);
  return lengthOf(rest) < SHORTEST ? "too_close" : undefined;
}

/** `abc` of `abcabcabc`; the whole where nothing repeats. */
function repeatedPart(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}
