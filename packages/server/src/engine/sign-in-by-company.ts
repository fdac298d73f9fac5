import { formatInstant } from "@fenqi/core/calendar";
import { insertUser } from "./accept-invitation.ts";
import { isDemoAddress } from "./demo-people.ts";
import type { Change, CompanyClaims, OidcConfig, User, UserRole } from "./ports.ts";
import { type Result, refuse } from "./refusals.ts";
import { type From, type Opened, type OpenSessionDeps, openSession } from "./sign-in.ts";

export interface CompanyDeps extends OpenSessionDeps {
  /** The merchant whose people the company's are. */
  readonly firstMerchant: string;
}

/**
 * Opens a session for somebody whom their company vouches for, in the role of their groups. Somebody new becomes a member;
 * somebody who is there by the same verified address is the same person; a changed group changes the role.
 */
export async function signInByCompany(
  deps: CompanyDeps,
  { roles }: Pick<OidcConfig, "roles">,
  claims: CompanyClaims,
  from: From,
): Promise<Result<Opened>> {
  const role = roleOf(roles, claims.groups);
  const email = claims.email?.trim().toLowerCase();
  if (role === undefined || (email !== undefined && isDemoAddress(email))) return refuse({ code: "company_refused" });
  const merchant = deps.firstMerchant;
  const known = await deps.users.byIdentity(claims.issuer, claims.subject);
  const same = known ?? (email === undefined ? undefined : await deps.users.byEmail(email));
  // Somebody at home at another merchant signs in there.
  if ((!same && email === undefined) || (same && same.home !== merchant)) return refuse({ code: "company_refused" });
  const joined = await deps.changes.run(merchant, async (change): Promise<User | undefined> => {
    const made = { at: formatInstant(deps.now()), by: "company" };
    const user = same ?? (await newUser(change, merchant, email!, claims.name ?? email!, made));
    if (!user) return undefined;
    await change.insertIdentity(user.id, claims, made.at);
    await giveRole(change, user, role, made);
    return user;
  });
  return joined ? openSession(deps, joined, from) : refuse({ code: "company_refused" });
}

/** Of somebody's groups, what the one says that is listed first. */
const roleOf = (roles: OidcConfig["roles"], groups: readonly string[]): UserRole | undefined =>
  Object.entries(roles).find(([group]) => groups.includes(group))?.[1];

type Made = { readonly at: string; readonly by: string };

async function newUser(
  change: Change,
  merchant: string,
  email: string,
  name: string,
  made: Made,
): Promise<User | undefined> {
  const id = await insertUser(change, { email, name, passwordHash: null, passwordLong: false }, made);
  return id === undefined ? undefined : { home: merchant, id, email, name };
}

/** The last admin stays one, whatever their groups: somebody must be able to look after people. */
async function giveRole(change: Change, user: User, role: UserRole, made: Made): Promise<void> {
  const member = await change.member(user.id);
  if (member?.role === role) return;
  if (member?.role === "admin" && (await change.countRole("admin")) === 1) return;
  if (member) await change.setRole(user.id, role);
  else await change.insertMembership(user, role, made);
  await change.audit({
    stream: "people",
    action: member ? "user.role" : "user.join",
    subject: user.id,
    ...(member ? { before: { role: member.role } } : {}),
    after: { role },
    ...made,
  });
}
