import { formatInstant } from "@fenqi/core/calendar";
import type { PasswordDeps } from "./change-password.ts";
import { isDemoAddress } from "./demo-people.ts";
import { checkPassword } from "./password-rule.ts";
import { personId } from "./person-id.ts";
import type { Change, Invitation, User } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { knowsPassword, takeCode } from "./second-factor.ts";
import { type From, type Opened, type OpenSessionDeps, openSession } from "./sign-in.ts";

export type AcceptDeps = PasswordDeps & OpenSessionDeps;

export interface AcceptCommand {
  readonly token: string;
  /** Of the first person, whose invitation has none. */
  readonly email?: string;
  readonly name?: string;
  readonly password: string;
  readonly code?: string;
  readonly from: From;
}

/** The invitation that a token is of, while it may be accepted. Every other token answers alike. */
export async function findInvitation(
  { users, digest, now }: Pick<AcceptDeps, "users" | "digest" | "now">,
  token: string,
): Promise<Invitation | undefined> {
  const found = await users.invitationOf(digest(token));
  return found && Date.parse(found.endsAt) > now() ? found : undefined;
}

/**
 * Makes somebody a member and signs them in. Somebody new chooses a name and a password; somebody who signs in elsewhere
 * on this server shows that it is them, and keeps what they have.
 */
export async function acceptInvitation(deps: AcceptDeps, command: AcceptCommand): Promise<Result<Opened>> {
  const invitation = await findInvitation(deps, command.token);
  // One by mail is for its address; the first person's is for whoever holds it.
  if (!invitation || (invitation.email === null) !== (command.email !== undefined)) {
    return refuse({ code: "link_invalid" });
  }
  const email = (invitation.email ?? command.email!).trim().toLowerCase();
  if (isDemoAddress(email) && !deps.demo) return refuse({ code: "link_invalid" });
  const known = await deps.users.byEmail(email);
  const joined = known
    ? await joinKnown(deps, invitation, known, command)
    : await joinNew(deps, invitation, email, command);
  return joined.ok ? openSession(deps, joined.value, command.from) : joined;
}

async function joinKnown(
  deps: AcceptDeps,
  invitation: Invitation,
  user: User,
  { password, code }: AcceptCommand,
): Promise<Result<User>> {
  const shown = await knowsPassword(deps, user, password);
  if (!shown.ok) return shown;
  const coded = await takeCode(deps, user, code, "/code");
  if (!coded.ok) return coded;
  return deps.changes.run(invitation.merchant, async (change) => {
    if (!(await isOpen(change, invitation))) return refuse({ code: "link_invalid" });
    return join(deps, change, invitation, user);
  });
}

async function joinNew(
  deps: AcceptDeps,
  invitation: Invitation,
  email: string,
  { name, password }: AcceptCommand,
): Promise<Result<User>> {
  if (name === undefined) return refuse({ code: "name_needed" });
  const about = { user: { email, name }, secondFactor: false, pointer: "/password" };
  const checked = checkPassword(deps.common, password, about);
  if (!checked.ok) return checked;
  const secret = { passwordHash: await deps.passwords.hash(password), passwordLong: checked.value.long };
  return deps.changes.run(invitation.merchant, async (change) => {
    if (!(await isOpen(change, invitation))) return refuse({ code: "link_invalid" });
    const made = { at: formatInstant(deps.now()), by: invitation.createdBy };
    const id = await insertUser(change, { email, name, ...secret }, made);
    const user = { home: invitation.merchant, id: id ?? "", email, name };
    return id === undefined ? refuse({ code: "already_member" }) : join(deps, change, invitation, user);
  });
}

/** Asked while the merchant's row is held: it stays so until the change is made. The first person's is for an empty house. */
const isOpen = async (change: Change, { id, email }: Invitation): Promise<boolean> =>
  (await change.isOpenInvitation(id)) && (email !== null || (await change.countRole("admin")) === 0);

const IDS_TRIED = 100;

/** The id of somebody new; undefined when the address became somebody's meanwhile. */
export async function insertUser(
  change: Change,
  draft: Omit<Parameters<Change["insertUser"]>[0], "id">,
  made: Parameters<Change["insertUser"]>[1],
): Promise<string | undefined> {
  for (let attempt = 1; attempt <= IDS_TRIED; attempt++) {
    const id = personId(draft.email, attempt);
    const outcome = await change.insertUser({ ...draft, id }, made);
    if (outcome === "inserted") return id;
    if (outcome === "email_taken") return undefined;
  }
  throw new Error(`${IDS_TRIED} people have the same name before the @`);
}

async function join(
  { now }: Pick<AcceptDeps, "now">,
  change: Change,
  { id, role, createdBy }: Invitation,
  user: User,
): Promise<Result<User>> {
  const at = formatInstant(now());
  if (!(await change.insertMembership(user, role, { at, by: createdBy }))) return refuse({ code: "already_member" });
  await change.acceptInvitation(id, user.id, at);
  const after = { role, invitation: id };
  await change.audit({ stream: "people", action: "user.join", subject: user.id, after, by: user.id, at });
  return done(user);
}
