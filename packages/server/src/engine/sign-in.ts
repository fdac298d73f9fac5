import { formatInstant } from "@fenqi/core/calendar";
import { isDemoAddress } from "./demo-people.ts";
import type { ChangeStore, Clock, Digest, Ids, NewSession, Passwords, User, UserStore } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { type FactorDeps, takeCode } from "./second-factor.ts";
import type { SessionTimes } from "./session-times.ts";
import { type GuardDeps, takeAttempt } from "./sign-in-guard.ts";

export interface OpenSessionDeps {
  readonly users: UserStore;
  readonly changes: ChangeStore;
  readonly now: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly sessionTimes: SessionTimes;
  /** Whether the demo's own people, whose password everybody knows, may sign in. */
  readonly demo: boolean;
}

export interface SignInDeps extends OpenSessionDeps, GuardDeps, FactorDeps {
  readonly passwords: Passwords;
}

/** Where a request comes from, as far as it is kept. */
export type From = Pick<NewSession, "userAgent" | "address">;

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  /** Of the telephone, or one that was kept for its loss. */
  readonly code?: string;
  readonly from: From;
  /** Of the request; only its keyed hash is kept. */
  readonly ip: string;
}

/** A session's cookie, shown this once. */
export interface Opened {
  readonly token: string;
}

/**
 * Opens a session by address and password, and a code where the person has a second factor. Answers alike, and takes as
 * long, whether the address or the password is wrong; a code is asked for only where both are right.
 */
export async function signIn(deps: SignInDeps, command: SignInCommand): Promise<Result<Opened>> {
  const email = command.email.trim().toLowerCase();
  const user = !deps.demo && isDemoAddress(email) ? undefined : await deps.users.byEmail(email);
  const { ip, from } = command;
  const attempt = await takeAttempt(deps, { email, user, ip, address: from.address });
  if (!attempt.ok) return attempt;
  if (!(await deps.passwords.matches(command.password, user?.passwordHash)) || !user) {
    return refuse({ code: "sign_in_failed" });
  }
  const coded = await takeCode(deps, user, command.code, "/code");
  if (!coded.ok) return coded;
  const opened = await openSession(deps, user, from);
  if (opened.ok) await attempt.value.forgive();
  return opened;
}

/** Opens a session for somebody who has shown who they are. Always a new token: nobody can fix one beforehand. */
export async function openSession(
  { users, changes, ids, digest, now, sessionTimes }: OpenSessionDeps,
  user: User,
  from: From,
): Promise<Result<Opened>> {
  const [first] = await users.memberships(user);
  if (!first) return refuse({ code: "sign_in_failed" });
  const nowMs = now();
  const token = ids.secret();
  const session: NewSession = {
    id: ids.session(nowMs),
    user: { id: user.id },
    tokenHash: digest(token),
    merchant: first.merchant,
    createdAt: formatInstant(nowMs),
    endsAt: formatInstant(nowMs + sessionTimes.longestMs),
    ...from,
  };
  await changes.run(user.home, async (change) => {
    await change.openSession(session);
    const at = session.createdAt;
    await change.audit({ stream: "people", action: "session.open", subject: session.id, by: user.id, at });
  });
  return done({ token });
}
