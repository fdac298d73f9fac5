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

export interface UserStore {
  /** With the password's hash; null where they have none. */
  byEmail(email: string): Promise<(User & { readonly passwordHash: string | null }) | undefined>;
  /** Every merchant that the person may look at, by id. */
  memberships(user: Pick<User, "home" | "id">): Promise<readonly Membership[]>;
  /** One that was not ended, with what the person may do at its merchant now. */
  session(tokenHash: string): Promise<Session | undefined>;
  /** It was used at this instant. */
  sawSession(session: Pick<Session, "id" | "user">, at: Instant): Promise<void>;
}

/** Changes to the people at home at a merchant, and to who is a member there. */
export interface UserChange {
  /** False when the id or the address is somebody's already. */
  insertUser(
    user: Omit<User, "home"> & { readonly passwordHash: string | null },
    made: { readonly at: Instant; readonly by: string },
  ): Promise<boolean>;
  insertMembership(
    user: Pick<User, "home" | "id">,
    role: UserRole,
    made: { readonly at: Instant; readonly by: string },
  ): Promise<void>;
  openSession(session: NewSession): Promise<void>;
  /** False when it had ended already. */
  endSession(id: string, at: Instant): Promise<boolean>;
  /** The session looks at another merchant from now on. */
  moveSession(id: string, merchant: string): Promise<void>;
}

/** Passwords as they are kept. Takes its time, off the event loop, two at once at most. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Against a made-up one where there is none, so that it takes as long. */
  matches(password: string, hash: string | null | undefined): Promise<boolean>;
}
