import { formatInstant } from "@fenqi/core/calendar";
import type { Change, ChangeStore, Clock, Invitation, Member, UserRole } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

interface Deps {
  readonly changes: ChangeStore;
  readonly now: Clock;
}

interface Command {
  readonly merchant: string;
  readonly id: string;
  readonly by: string;
}

/** Gives somebody another role, from their next request on. The last admin stays one. */
export function changeRole(
  { changes, now }: Deps,
  { merchant, id, by, role }: Command & { readonly role: UserRole },
): Promise<Result<Member>> {
  return changes.run(merchant, async (change) => {
    const member = await change.member(id);
    if (!member) return refuse({ code: "not_found" });
    if (member.role === role) return done(member);
    if (await isLastAdmin(change, member)) return refuse({ code: "last_admin" });
    await change.setRole(id, role);
    const at = formatInstant(now());
    const before = { role: member.role };
    await change.audit({ stream: "people", action: "user.role", subject: id, before, after: { role }, by, at });
    return done({ ...member, role });
  });
}

/** Removes somebody: signed out at once, and forgotten where they are nobody else's. The last admin stays. */
export function removeUser({ changes, now }: Deps, { merchant, id, by }: Command): Promise<Result<Member>> {
  return changes.run(merchant, async (change) => {
    const member = await change.member(id);
    if (!member) return refuse({ code: "not_found" });
    if (await isLastAdmin(change, member)) return refuse({ code: "last_admin" });
    const at = formatInstant(now());
    await change.removeMember(member, at);
    const before = { role: member.role };
    await change.audit({ stream: "people", action: "user.remove", subject: id, before, by, at });
    return done(member);
  });
}

/** Takes an invitation back that nobody has accepted. */
export function revokeInvitation({ changes, now }: Deps, { merchant, id, by }: Command): Promise<Result<Invitation>> {
  return changes.run(merchant, async (change) => {
    const revoked = await change.revokeInvitation(id);
    if (!revoked) return refuse({ code: "not_found" });
    const at = formatInstant(now());
    await change.audit({ stream: "people", action: "invitation.revoke", subject: id, by, at });
    return done(revoked);
  });
}

/** The merchant's row is held, so that two admins cannot remove each other at once. */
const isLastAdmin = async (change: Change, { role }: Member): Promise<boolean> =>
  role === "admin" && (await change.countRole("admin")) === 1;
