import { formatInstant } from "@fenqi/core/calendar";
import type { Clock, GuardRule, User, UserStore } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** Five wrong ones from one place cost nothing; then each doubles the wait, from a second up to a quarter of an hour. */
const PAIR: GuardRule = { free: 5, firstS: 1, mostS: 900, forgetS: 86_400 };
/** A hundred wrong ones in a row, from wherever, and the account takes none for a day (NIST SP 800-63B-4, 3.2.2). */
const ACCOUNT: GuardRule = { free: 100, firstS: 86_400, mostS: 86_400, forgetS: 86_400 };
/** A hundred from one address at whatever accounts, and it waits for an hour. */
const ADDRESS: GuardRule = { free: 100, firstS: 3_600, mostS: 3_600, forgetS: 3_600 };

/** A place where somebody was signed in within so many days is theirs: guesses from elsewhere do not shut them out there. */
const KNOWN_DAYS = 30;
const DAY_MS = 86_400_000;

export interface GuardDeps {
  readonly users: UserStore;
  readonly now: Clock;
  /** Keyed hash, so that no address is kept. */
  readonly mark: (text: string) => string;
  /** Where attempts at addresses are counted that are nobody's. */
  readonly firstMerchant: string;
}

export interface Attempt {
  readonly email: string;
  /** Undefined for an address that is nobody's: treated as anybody's. */
  readonly user: User | undefined;
  readonly ip: string;
  /** The network of `ip`. */
  readonly address: string;
}

/**
 * Takes an attempt to sign in, or says when the next one is taken. It counts as failed until `forgive`: attempts at the same
 * moment cannot slip by. One that is refused is not counted, so that nobody can prolong another's wait.
 */
export async function takeAttempt(deps: GuardDeps, { email, user, ip, address }: Attempt): Promise<Result<Guarded>> {
  const { users } = deps;
  const nowMs = deps.now();
  const home = user?.home ?? deps.firstMerchant;
  const since = formatInstant(nowMs - KNOWN_DAYS * DAY_MS);
  const isKnown = await users.wasSignedIn({ home, id: user?.id ?? "nobody" }, address, since);
  const pair = deps.mark(`pair ${email} ${address}`);
  const account = deps.mark(`account ${email}`);
  const place = deps.mark(`address ${ip}`);
  const rules: readonly (readonly [string, string, GuardRule])[] = [
    [home, pair, PAIR],
    ...(isKnown
      ? []
      : ([
          [deps.firstMerchant, place, ADDRESS],
          [home, account, ACCOUNT],
        ] as const)),
  ];
  for (const [merchant, mark, rule] of rules) {
    const counted = await count(deps, merchant, mark, rule);
    if (!counted.ok) return counted;
  }
  return done({
    async forgive() {
      await users.forgetAttempts(home, [pair, account]);
      // What others tried from here stays.
      if (!isKnown) await users.uncountAttempt(deps.firstMerchant, place);
    },
  });
}

/** The same for the password of somebody who is signed in: whoever took their place may not try without end. */
export async function takeOwnAttempt(
  deps: GuardDeps,
  { home, id }: Pick<User, "home" | "id">,
): Promise<Result<Guarded>> {
  const mark = deps.mark(`own ${home} ${id}`);
  const counted = await count(deps, home, mark, PAIR);
  return counted.ok ? done({ forgive: () => deps.users.forgetAttempts(home, [mark]) }) : counted;
}

async function count(
  { users, now }: GuardDeps,
  merchant: string,
  mark: string,
  rule: GuardRule,
): Promise<Result<undefined>> {
  const nowMs = now();
  const until = await users.countAttempt(merchant, mark, rule, formatInstant(nowMs));
  if (until === undefined) return done(undefined);
  const seconds = Math.max(1, Math.ceil((Date.parse(until) - nowMs) / 1000));
  return refuse({ code: "sign_in_slowed", retryAfterSeconds: seconds });
}

export interface Guarded {
  /** The attempt was right: what was counted against the person is forgotten. */
  readonly forgive: () => Promise<void>;
}
