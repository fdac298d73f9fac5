import type { SignedIn } from "@fenqi/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { changePassword, type PasswordDeps } from "../engine/change-password.ts";
import { endSession } from "../engine/end-session.ts";
import { type FindSessionDeps, findSession } from "../engine/find-session.ts";
import type { InviteDeps } from "../engine/invite-user.ts";
import { ROLE_PERMISSIONS } from "../engine/permissions.ts";
import type { Session } from "../engine/ports.ts";
import { beginFactor, confirmFactor, removeFactor } from "../engine/second-factor.ts";
import { type From, type Opened, type SignInDeps, signIn } from "../engine/sign-in.ts";
import { switchMerchant } from "../engine/switch-merchant.ts";
import { addRoute } from "./add-route.ts";
import type { Answer } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerRefusal } from "./problem.ts";
import { SESSION_COOKIE } from "./session-check.ts";
import { shortAddress } from "./short-address.ts";

export type SessionsContext = SignInDeps & FindSessionDeps & PasswordDeps & InviteDeps;

export function sessionRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { sessions } = context;
  const shown = (session: Session) => signedIn(context, session);

  addRoute(app, context, gate, "signIn", async ({ body, request }) => {
    const opened = await signIn(sessions, { ...body, from: fromOf(request), ip: request.ip });
    return opened.ok ? answerSignedIn(context, opened.value) : answerRefusal(opened.error);
  });

  addRoute(app, context, gate, "readSession", async ({ key }) => ({ body: await shown(key.session) }));

  addRoute(app, context, gate, "signOut", async ({ key }) => ({
    body: { ended_at: await endSession(sessions, key.session) },
    headers: { "set-cookie": cookieOf("", context.publicUrl) },
  }));

  addRoute(app, context, gate, "changePassword", async ({ key, body }) => {
    const { password, new_password: next } = body;
    const changed = await changePassword(sessions, key.session, { password, next });
    return changed.ok ? { body: { sessions_ended: changed.value.ended } } : answerRefusal(changed.error);
  });

  addRoute(app, context, gate, "beginSecondFactor", async ({ key, body }) => {
    const begun = await beginFactor(sessions, key.session, body.password);
    return begun.ok ? { body: begun.value } : answerRefusal(begun.error);
  });

  addRoute(app, context, gate, "confirmSecondFactor", async ({ key, body }) => {
    const confirmed = await confirmFactor(sessions, key.session, body.code);
    return confirmed.ok ? { body: { recovery_codes: confirmed.value.recoveryCodes } } : answerRefusal(confirmed.error);
  });

  addRoute(app, context, gate, "removeSecondFactor", async ({ key, body }) => {
    const removed = await removeFactor(sessions, key.session, body);
    return removed.ok ? { body: { second_factor: false } } : answerRefusal(removed.error);
  });

  addRoute(app, context, gate, "switchMerchant", async ({ key, body }) => {
    const switched = await switchMerchant(sessions, key.session, body.merchant);
    return switched.ok ? { body: await shown(switched.value) } : answerRefusal(switched.error);
  });
}

/** Who is signed in, at which merchant, and what they may do there. */
async function signedIn({ sessions, engine }: HttpContext, session: Session): Promise<SignedIn> {
  const memberships = await sessions.users.memberships(session.user);
  const factor = await sessions.users.secondFactor(session.user);
  const named = (id: string) => {
    const { name = null, time_zone = "UTC" } = engine.live.of(id)?.record.catalogue.merchant ?? {};
    return { id, name, time_zone };
  };
  const { id, email, name } = session.user;
  return {
    user: { id, email, name },
    merchant: named(session.merchant),
    merchants: memberships.map(({ merchant }) => named(merchant)),
    role: session.role,
    permissions: [...ROLE_PERMISSIONS[session.role]],
    demo: sessions.demo,
    second_factor: factor?.confirmed === true,
    ends_at: session.endsAt,
    idle_minutes: Math.ceil(sessions.sessionTimes.idleMs / 60_000),
  };
}

/** A session that was just opened, with its cookie. */
export async function answerSignedIn(context: HttpContext, { token }: Opened): Promise<Answer> {
  const session = await findSession(context.sessions, token);
  if (!session) throw new Error("a session that was just opened is not there");
  const headers = { "set-cookie": cookieOf(token, context.publicUrl), "cache-control": "private, no-store" };
  return { body: await signedIn(context, session), headers };
}

const LONGEST_AGENT = 200;

/** What is kept of where a request comes from: the browser's own name, and an address cut short. */
export const fromOf = ({ headers, ip }: FastifyRequest): From => ({
  userAgent: (headers["user-agent"] ?? "").slice(0, LONGEST_AGENT),
  address: shortAddress(ip),
});

/** The cookie's header: ends with the browser, or at once without a token. */
export const cookieOf = (token: string, publicUrl: string): string =>
  [
    `${SESSION_COOKIE}=${token}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    ...(publicUrl.startsWith("https:") ? ["Secure"] : []),
    ...(token === "" ? ["Max-Age=0"] : []),
  ].join("; ");
