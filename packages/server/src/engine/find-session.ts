import { formatInstant } from "@fenqi/core/calendar";
import { isDemoAddress } from "./demo-people.ts";
import type { Clock, Digest, Session, UserStore } from "./ports.ts";
import { isOver, type SessionTimes } from "./session-times.ts";

export interface FindSessionDeps {
  readonly users: UserStore;
  readonly now: Clock;
  readonly digest: Digest;
  readonly sessionTimes: SessionTimes;
  readonly demo: boolean;
}

/** A use is written at most this often. */
const SAW_EVERY_MS = 60_000;

/** The session of a cookie, if it is still good; notes that it was used. */
export async function findSession(deps: FindSessionDeps, token: string): Promise<Session | undefined> {
  const session = await deps.users.session(deps.digest(token));
  const now = deps.now();
  if (!session || isOver(session, deps.sessionTimes, now)) return undefined;
  if (!deps.demo && isDemoAddress(session.user.email)) return undefined;
  if (now - Date.parse(session.seenAt) >= SAW_EVERY_MS) await deps.users.sawSession(session, formatInstant(now));
  return session;
}
