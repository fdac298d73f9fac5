import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";
import { SignedIn, SignedOut, SignInRequest, SwitchRequest } from "./session.ts";

/** Signing in to the console. */
export const SESSION_ROUTES = {
  signIn: {
    method: "POST",
    path: PATHS.session,
    group: "People",
    summary: "Sign in: a session in a cookie, which scripts cannot read and other sites do not send",
    access: "public",
    sameSite: true,
    body: SignInRequest,
    answer: { status: 201, schema: SignedIn },
    problems: ["sign_in_failed", "unavailable"],
  },
  readSession: {
    method: "GET",
    path: PATHS.session,
    group: "People",
    summary: "Who is signed in, where, and what they may do",
    access: "session",
    answer: { status: 200, schema: SignedIn },
    problems: ["unavailable"],
  },
  signOut: {
    method: "DELETE",
    path: PATHS.session,
    group: "People",
    summary: "Sign out",
    access: "session",
    answer: { status: 200, schema: SignedOut },
    problems: ["unavailable"],
  },
  switchMerchant: {
    method: "PUT",
    path: PATHS.sessionMerchant,
    group: "People",
    summary: "Look at another of one's merchants",
    access: "session",
    body: SwitchRequest,
    answer: { status: 200, schema: SignedIn },
    problems: ["not_found", "unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
