import { type FindSessionDeps, findSession } from "../engine/find-session.ts";
import type { Caller, Session } from "../engine/ports.ts";

/** The cookie that keeps somebody signed in. */
export const SESSION_COOKIE = "fenqi_session";

/** A token is 32 characters; a longer value is not hashed. */
const FORM = /^[0-9A-Z]{32}$/;

/** The token in a request's cookies; undefined where there is none that could be one. */
export function sessionToken(cookie: string | undefined): string | undefined {
  const prefix = `${SESSION_COOKIE}=`;
  const value = cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
  return value !== undefined && FORM.test(value) ? value : undefined;
}

/** Who is signed in by a token, with a secret key's reach in their role; undefined when the session is over. */
export async function callerOf(
  sessions: FindSessionDeps,
  token: string,
): Promise<(Caller & { readonly session: Session }) | undefined> {
  const session = await findSession(sessions, token);
  if (!session) return undefined;
  const { id, merchant, role, user } = session;
  const mode = sessions.demo ? "test" : "live";
  return { id, merchant, role, kind: "secret", mode, person: user.id, scopes: null, origins: [], session };
}
