import type { InviteDeps } from "./invite-user.ts";
import { insertInvitation } from "./invite-user.ts";

/**
 * The token with which the first person of a merchant becomes its admin; undefined where there is somebody already. Each
 * start makes a new one in place of the one before, so that what was printed once does not open the door for ever.
 */
export async function firstPersonToken(
  deps: Pick<InviteDeps, "users" | "changes" | "now" | "ids" | "digest">,
  merchant: string,
): Promise<string | undefined> {
  return deps.changes.run(merchant, async (change) => {
    if ((await change.countRole("admin")) > 0) return undefined;
    await change.revokeSetup();
    return (await insertInvitation(deps, change, { email: null, role: "admin", by: "system" })).token;
  });
}
