import type { ChangeStore, Session, UserStore } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

/** The session looks at another merchant of the person's. One that is not theirs answers as if it did not exist. */
export async function switchMerchant(
  { users, changes }: { readonly users: UserStore; readonly changes: ChangeStore },
  session: Session,
  to: string,
): Promise<Result<Session>> {
  const membership = (await users.memberships(session.user)).find(({ merchant }) => merchant === to);
  if (!membership) return refuse({ code: "not_found" });
  await changes.run(session.user.home, (change) => change.moveSession(session.id, to));
  return done({ ...session, ...membership });
}
