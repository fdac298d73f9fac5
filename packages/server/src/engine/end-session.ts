import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock, Session } from "./ports.ts";

/** Signs somebody out. A second time changes nothing. */
export async function endSession(
  { changes, now }: { readonly changes: ChangeStore; readonly now: Clock },
  { id, user }: Pick<Session, "id" | "user">,
): Promise<Instant> {
  const at = formatInstant(now());
  await changes.run(user.home, async (change) => {
    if (!(await change.endSession(id, at))) return;
    await change.audit({ stream: "people", action: "session.end", subject: id, by: user.id, at });
  });
  return at;
}
