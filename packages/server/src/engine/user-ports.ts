import type { Instant } from "@fenqi/core/calendar";
import type { Role } from "./permissions.ts";

/** Somebody who signs in. `id` is the person that audit, approvals and keys name. */
export interface User {
  /** The merchant that let them in first, where their sign-in is kept. */
  readonly home: string;
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
}

/** What somebody may do at a merchant. */
export interface Membership {
  readonly merchant: string;
  readonly role: UserRole;
}

/** The store's own role is for its keys. */
export type UserRole = Exclude<Role, "store">;

/** Where somebody is signed in. */
export interface Session extends Membership {
  readonly id: string;
  readonly user: User;
  readonly createdAt: Instant;
  /** To the minute: it is not written at every request. */
  readonly seenAt: Instant;
  /** Then it is over, however busy it is. */
  readonly endsAt: Instant;
  readonly userAgent: string;
  /** Cut short. */
  readonly address: string;
}

export interface NewSession extends Pick<Session, "id" | "createdAt" | "endsAt" | "userAgent" | "address"> {
  readonly user: Pick<User, "id">;
  readonly tokenHash: string;
  /** The merchant that is looked at first. */
  readonly merchant: string;
}

/** Somebody as a merchant sees them. */
export interface Member extends User {
  readonly role: UserRole;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** A chance to become a member, for three days. */
export interface Invitation {
  readonly merchant: string;
  readonly id: string;
  /** Null for the first person, who names their own. */
  readonly email: string | null;
  readonly role: UserRole;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly endsAt: Instant;
}

/** How failures of one kind slow down: from the `free`-th on, `firstS` seconds, doubled each time, up to `mostS`. */
export interface GuardRule {
  readonly free: number;
  readonly firstS: number;
  readonly mostS: number;
  /** After so many seconds without one they are forgotten. */
  readonly forgetS: number;
}

/** Codes from a telephone. */
export interface SecondFactor {
  /** Sealed under the master key. */
  readonly secret: string;
  /** Asked for at each sign-in; before, only begun. */
  readonly confirmed: boolean;
}

export interface UserStore {
  byEmail(email: string): Promise<UserWithPassword | undefined>;
  byId(user: Pick<User, "home" | "id">): Promise<UserWithPassword | undefined>;
  /** Whom a company's subject is here. */
  byIdentity(issuer: string, subject: string): Promise<User | undefined>;
  /** Every merchant that the person may look at, by id. */
  memberships(user: Pick<User, "home" | "id">): Promise<readonly Membership[]>;
  /** By id, those after one. */
  members(merchant: string, after: string, limit: number): Promise<readonly Member[]>;
  /** Those that may still be accepted, newest first; with an address. */
  invitations(merchant: string, at: Instant, limit: number): Promise<readonly Invitation[]>;
  /** Whatever its age, unless it was accepted. */
  invitationOf(tokenHash: string): Promise<Invitation | undefined>;
  /** Somebody's that time has not ended yet, the latest first. */
  sessionsOf(
    user: Pick<User, "home" | "id">,
    seenAfter: Instant,
    at: Instant,
    limit: number,
  ): Promise<readonly Session[]>;
  /** One that was not ended, with what the person may do at its merchant now. */
  session(tokenHash: string): Promise<Session | undefined>;
  /** It was used at this instant. */
  sawSession(session: Pick<Session, "id" | "user">, at: Instant): Promise<void>;
  secondFactor(user: Pick<User, "home" | "id">): Promise<SecondFactor | undefined>;
  /** Whether they were signed in from a network since. */
  wasSignedIn(user: Pick<User, "home" | "id">, address: string, since: Instant): Promise<boolean>;
  /** Counts an attempt, in one statement; or leaves it uncounted and says until when none is taken. */
  countAttempt(merchant: string, mark: string, rule: GuardRule, at: Instant): Promise<Instant | undefined>;
  forgetAttempts(merchant: string, marks: readonly string[]): Promise<void>;
  /** Removes sessions and invitations that ended before an instant, and attempts last counted before another. */
  forgetEnded(before: Instant, attemptsBefore: Instant): Promise<void>;
  /** Takes one back. */
  uncountAttempt(merchant: string, mark: string): Promise<void>;
}

/** With the password's hash; null where they have none. */
export interface UserWithPassword extends User {
  readonly passwordHash: string | null;
  /** Whether it is long enough to stand without a second factor. */
  readonly passwordLong: boolean;
}

/** Changes to the people at home at a merchant, and to who is a member there. */
export interface UserChange {
  /** Unless the id or the address is somebody's already. */
  insertUser(
    user: Omit<UserWithPassword, "home">,
    made: { readonly at: Instant; readonly by: string },
  ): Promise<"inserted" | "id_taken" | "email_taken">;
  /** False when they are a member already. */
  insertMembership(
    user: Pick<User, "home" | "id">,
    role: UserRole,
    made: { readonly at: Instant; readonly by: string },
  ): Promise<boolean>;
  /** From now on this subject of a company is this person; theirs from before stays. */
  insertIdentity(user: string, identity: Pick<CompanyClaims, "issuer" | "subject">, at: Instant): Promise<void>;
  member(id: string): Promise<Member | undefined>;
  setRole(id: string, role: UserRole): Promise<void>;
  /** How many of a role there are. */
  countRole(role: UserRole): Promise<number>;
  /** No longer a member here; their sessions here end. Of somebody who is nowhere a member now, only the id stays. */
  removeMember(member: Member, at: Instant): Promise<void>;
  insertInvitation(invitation: Omit<Invitation, "merchant">, tokenHash: string): Promise<void>;
  /** Whether it was neither accepted nor taken back. */
  isOpenInvitation(id: string): Promise<boolean>;
  /** It was accepted; its address is erased. */
  acceptInvitation(id: string, by: string, at: Instant): Promise<void>;
  /** Undefined when there is none that may still be accepted. */
  revokeInvitation(id: string): Promise<Invitation | undefined>;
  /** Takes back those without an address. */
  revokeSetup(): Promise<void>;
  openSession(session: NewSession): Promise<void>;
  /** False when it had ended already. */
  endSession(id: string, at: Instant): Promise<boolean>;
  /** Ends all of somebody's sessions, except one where it is named; the ids of those that ended. */
  endSessions(user: string, except: string | null, at: Instant): Promise<readonly string[]>;
  setPassword(user: string, password: Pick<UserWithPassword, "passwordHash" | "passwordLong">): Promise<void>;
  /** Begins a second factor in place of one that was only begun. False where one is in use. */
  beginFactor(user: string, secret: string, at: Instant): Promise<boolean>;
  /** From now on it is asked for, and these codes get in without it. */
  confirmFactor(user: string, step: number, recovery: readonly string[], at: Instant): Promise<void>;
  removeFactor(user: string): Promise<void>;
  /** False when the code of this half minute, or of a later one, was taken before. */
  useStep(user: string, step: number): Promise<boolean>;
  /** False when there is no such code, or it was used. */
  useRecoveryCode(user: string, hash: string, at: Instant): Promise<boolean>;
  /** The session looks at another merchant from now on. */
  moveSession(id: string, merchant: string): Promise<void>;
}

/** Passwords as they are kept. Takes its time, off the event loop, two at once at most. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Against a made-up one where there is none, so that it takes as long. */
  matches(password: string, hash: string | null | undefined): Promise<boolean>;
}

/** Passwords that many people choose. */
export interface FrequentPasswords {
  has(password: string): boolean;
}

/** Codes that change every half minute, as an authenticator on a telephone shows them. */
export interface OneTimeCodes {
  /** Base 32, to be typed or scanned. */
  newSecret(): string;
  /** The half minute that a code is of, if that is now or next to it. */
  stepOf(secret: string, code: string, nowMs: number): number | undefined;
}

/** A company's own OpenID Connect server, and what its groups may do here. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that lists somebody's groups. */
  readonly groupsClaim: string;
  /** Role by group; of several, the first that is listed here. */
  readonly roles: { readonly [group: string]: UserRole };
}

/** What is kept in the browser between the two steps. */
export interface OidcKept {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Who somebody is, as their company says. */
export interface CompanyClaims {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the company has verified it. */
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly groups: readonly string[];
}

export interface CompanySignIn {
  start(redirectUri: string): Promise<{ readonly to: string; readonly kept: OidcKept }>;
  /** Throws when the answer is not one to what was started. `back` is the whole address that the browser came back to. */
  finish(back: string, kept: OidcKept): Promise<CompanyClaims>;
}
