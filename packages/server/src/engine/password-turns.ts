import type { Passwords } from "./ports.ts";
import { turnsOf } from "./turns.ts";

/** Each takes a thread and 19 MiB for some 20 ms: more at once would starve everything else that uses threads. */
const AT_ONCE = 2;
const WAITING = 64;

/** Passwords two at once, the others in the order in which they came. Throws Busy when too many wait. */
export function inTurn(passwords: Passwords, atOnce = AT_ONCE, mostWaiting = WAITING): Passwords {
  const turn = turnsOf(atOnce, mostWaiting);
  return {
    hash: (password) => turn(() => passwords.hash(password)),
    matches: (password, kept) => turn(() => passwords.matches(password, kept)),
  };
}
