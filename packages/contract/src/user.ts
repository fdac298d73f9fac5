import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { Code, Email, Password, UserRole } from "./session.ts";
import { closed, Id, Instant, Locale, list, Name, nullable, oneOf, Words } from "./values.ts";

/** Somebody who may sign in at this merchant. */
export const UserRecord = closed("User", {
  /** The person that audit, approvals and keys name. */
  id: Id,
  name: Name,
  /** For who manages people; null for everybody else. */
  email: nullable(Type.String()),
  role: UserRole,
  created_at: Instant,
  created_by: Type.String(),
});

export const UserPage = closed("UserPage", {
  items: list(UserRecord, LIMITS.page),
  next_cursor: nullable(Type.String()),
});

/** What an id that audit, approvals and lists show is called. */
export const KnownName = closed("KnownName", {
  id: Type.String(),
  /** A key that acts for nobody who signs in goes by its own name. */
  kind: oneOf("person", "key"),
  name: Type.String(),
});

export const KnownNames = closed("KnownNames", { items: list(KnownName, LIMITS.names) });

export const RoleRequest = closed("RoleRequest", { role: UserRole });

export const InvitationRequest = closed("InvitationRequest", {
  email: Email,
  role: UserRole,
  /** Language of the mail; Chinese where absent. */
  locale: Type.Optional(Locale),
});

const invitation = {
  id: Id,
  email: Type.String(),
  role: UserRole,
  created_at: Instant,
  created_by: Type.String(),
  ends_at: Instant,
};

export const InvitationRecord = closed("Invitation", invitation);
export const InvitationMade = closed("InvitationMade", {
  ...invitation,
  link: Type.String({ description: "The same as in the mail, shown this once: whoever has it can accept." }),
});
export const Invitations = closed("Invitations", { items: list(InvitationRecord, LIMITS.page) });

const Token = Type.String({ pattern: "^[0-9A-Z]{32}$", description: "What stands behind the # of the link." });

export const InvitationToken = closed("InvitationToken", { token: Token });
/** What somebody sees who opens the link. */
export const InvitationShown = closed("InvitationShown", {
  merchant: closed("InvitingMerchant", { id: Id, name: nullable(Words) }),
  email: Type.String(),
  role: UserRole,
  ends_at: Instant,
  /** `new` chooses a name and a password; `known` has signed in elsewhere and gives that password. */
  person: oneOf("new", "known"),
});

export const AcceptInvitation = closed("AcceptInvitation", {
  token: Token,
  /** Of somebody new. */
  name: Type.Optional(Name),
  /** A new one; of somebody known, their own. */
  password: Password,
  /** Of somebody known who has a second factor. */
  code: Type.Optional(Code),
});

/** The first person, with the token that the first start prints. */
export const SetupRequest = closed("SetupRequest", { token: Token, email: Email, name: Name, password: Password });

/** Where somebody is signed in. */
export const SessionRecord = closed("Session", {
  id: Id,
  merchant: Id,
  created_at: Instant,
  seen_at: Instant,
  ends_at: Instant,
  user_agent: Type.String(),
  address: Type.String({ description: "Cut short: the network, not the place." }),
  current: Type.Boolean(),
});
export const Sessions = closed("Sessions", { items: list(SessionRecord, 100) });

export type UserRecord = Static<typeof UserRecord>;
export type UserPage = Static<typeof UserPage>;
export type KnownName = Static<typeof KnownName>;
export type KnownNames = Static<typeof KnownNames>;
export type InvitationRequest = Static<typeof InvitationRequest>;
export type InvitationRecord = Static<typeof InvitationRecord>;
export type InvitationMade = Static<typeof InvitationMade>;
export type Invitations = Static<typeof Invitations>;
export type InvitationShown = Static<typeof InvitationShown>;
export type Sessions = Static<typeof Sessions>;
export type SessionRecord = Static<typeof SessionRecord>;
export type AcceptInvitation = Static<typeof AcceptInvitation>;
export type SetupRequest = Static<typeof SetupRequest>;
