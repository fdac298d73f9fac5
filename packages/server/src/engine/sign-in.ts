import { formatInstant } from "@fenqi/core/calendar";
import { isDemoAddress } from "./demo-people.ts";
import type { ChangeStore, Clock, Digest, Ids, NewSession, Passwords, User, UserStore } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import type { SessionTimes } from "./session-times.ts";

export interface SignInDeps {
  readonly users: UserStore;
  readonly passwords: Passwords;
  readonly changes: ChangeStore;
  readonly now: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly sessionTimes: SessionTimes;
  /** Whether the demo's own people, whose password everybody knows, may sign in. */
  readonly demo: boolean;
}

/** Where a request comes from, as far as it is kept. */
export type From = Pick<NewSession, "userAgent" | "address">;

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  readonly from: From;
}

/** Opens a session by address and password. Answers alike, and as fast, whether the address or the password is wrong. */
export async function signIn(deps: SignInDeps, command: SignInCommand): Promise<Result<{ readonly token: string }>> {
  const email = command.email.trim().toLowerCase();
  const user = !deps.demo && isDemoAddress(email) ? undefined : await deps.users.byEmail(email);
  if (!(await deps.passwords.matches(command.password, user?.passwordHash)) || !user) {
    return refuse({ code: "sign_in_failed" });
  }
  return openSession(deps, user, command.from);
}

/** Opens a session for somebody who has shown who they are. Always a new token: nobody can fix one beforehand. */
export async function openSession(
  deps: Omit<SignInDeps, "passwords">,
  user: User,
  from: From,
): Promise<Result<{ readonly token: string }>> {
  const { users, changes, ids, digest } = deps;
  const [first] = await users.memberships(user);
  if (!first) return refuse({ code: "sign_in_failed" });
  const now = deps.now();
  const token = ids.secret();
  const session: NewSession = {
    id: ids.session(now),
    user: { id: user.id },
    tokenHash: digest(token),
    merchant: first.merchant,
    createdAt: formatInstant(now),
    endsAt: formatInstant(now + deps.sessionTimes.longestMs),
    ...from,
  };
  await changes.run(user.home, async (change) => {
    await change.openSession(session);
    const at = session.createdAt;
    await change.audit({ stream: "people", action: "session.open", subject: session.id, by: user.id, at });
  });
  return done({ token });
}
