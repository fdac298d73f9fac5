import type { Passwords } from "./ports.ts";

/** So many passwords wait to be checked that another one would wait for seconds. */
export class PasswordsBusy extends Error {
  override readonly name = "PasswordsBusy";
}

/** Each takes a thread and 19 MiB for some 20 ms: more at once would starve everything else that uses threads. */
const AT_ONCE = 2;
const WAITING = 64;

/** Passwords two at once, the others in the order in which they came. Throws PasswordsBusy when too many wait. */
export function inTurn(passwords: Passwords, atOnce = AT_ONCE, mostWaiting = WAITING): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running++;
    else if (waiting.length < mostWaiting) await new Promise<void>((go) => waiting.push(go));
    else throw new PasswordsBusy("too many passwords wait to be checked");
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };

  return {
    hash: (password) => turn(() => passwords.hash(password)),
    matches: (password, kept) => turn(() => passwords.matches(password, kept)),
  };
}
