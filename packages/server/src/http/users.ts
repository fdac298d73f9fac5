import { LIMITS, type UserRecord } from "@fenqi/contract";
import { formatInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { acceptInvitation, findInvitation } from "../engine/accept-invitation.ts";
import { endSession } from "../engine/end-session.ts";
import { type InvitationMade, inviteUser } from "../engine/invite-user.ts";
import { knownNames } from "../engine/known-names.ts";
import { changeRole, removeUser, revokeInvitation } from "../engine/manage-users.ts";
import { holds } from "../engine/permissions.ts";
import type { Caller, Invitation, Member, Session } from "../engine/ports.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { notBeyond } from "./key-check.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";
import { answerSignedIn, fromOf } from "./sessions.ts";

export function userRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { sessions, engine, digest } = context;
  const { users } = sessions;

  addRoute(app, context, gate, "listUsers", async ({ key, query }) => {
    const body = await pageOf(query.limit, {
      find: (count) => users.members(key.merchant, query.cursor ?? "", count),
      show: (member) => toRecord(member, key),
      cursor: ({ id }) => id,
    });
    return { body };
  });

  addRoute(app, context, gate, "listNames", async ({ key: { merchant } }) => {
    const [members, keys] = await Promise.all([
      users.members(merchant, "", LIMITS.names),
      context.keyRecords.all(merchant),
    ]);
    return { body: { items: knownNames(members, keys).slice(0, LIMITS.names) } };
  });

  addRoute(app, context, gate, "changeRole", async ({ key, params, body }) => {
    const { merchant, person: by } = key;
    notBeyond(key, body);
    const changed = await changeRole(sessions, { merchant, id: params.id, by, role: body.role });
    return changed.ok ? { body: toRecord(changed.value, key) } : answerRefusal(changed.error);
  });

  addRoute(app, context, gate, "removeUser", async ({ key, params }) => {
    const removed = await removeUser(sessions, { merchant: key.merchant, id: params.id, by: key.person });
    return removed.ok ? { body: toRecord(removed.value, key) } : answerRefusal(removed.error);
  });

  addRoute(app, context, gate, "inviteUser", async (call) => {
    const { locale = "zh-CN", ...draft } = call.body;
    notBeyond(call.key, draft);
    return answerOnce(
      await inviteUser(sessions, {
        once: onceOf(call, digest),
        by: call.key.person,
        draft: { ...draft, locale },
        answer: (made) => ({ status: 201, body: JSON.stringify(toMade(made, context.publicUrl)) }),
      }),
    );
  });

  addRoute(app, context, gate, "listInvitations", async ({ key }) => {
    const found = await users.invitations(key.merchant, formatInstant(sessions.now()), LIMITS.page);
    return { body: { items: found.map(toInvitation) } };
  });

  addRoute(app, context, gate, "revokeInvitation", async ({ key, params }) => {
    const revoked = await revokeInvitation(sessions, { merchant: key.merchant, id: params.id, by: key.person });
    return revoked.ok ? { body: toInvitation(revoked.value) } : answerRefusal(revoked.error);
  });

  addRoute(app, context, gate, "showInvitation", async ({ body }) => {
    const invitation = await findInvitation(sessions, body.token);
    if (!invitation || invitation.email === null) throw new ProblemAnswer("link_invalid");
    const { merchant: id, email, role, endsAt: ends_at } = invitation;
    const name = engine.live.of(id)?.record.catalogue.merchant.name ?? null;
    const person = (await users.byEmail(email)) ? "known" : "new";
    return { body: { merchant: { id, name }, email, role, ends_at, person } };
  });

  addRoute(app, context, gate, "acceptInvitation", async ({ body, request }) => {
    const opened = await acceptInvitation(sessions, { ...body, from: fromOf(request) });
    return opened.ok ? answerSignedIn(context, opened.value) : answerRefusal(opened.error);
  });

  addRoute(app, context, gate, "setUp", async ({ body, request }) => {
    const opened = await acceptInvitation(sessions, { ...body, from: fromOf(request) });
    return opened.ok ? answerSignedIn(context, opened.value) : answerRefusal(opened.error);
  });

  const ownSessions = ({ user }: Session): Promise<readonly Session[]> => {
    const nowMs = sessions.now();
    const seenAfter = formatInstant(nowMs - sessions.sessionTimes.idleMs);
    return users.sessionsOf(user, seenAfter, formatInstant(nowMs), LIMITS.page);
  };

  addRoute(app, context, gate, "listSessions", async ({ key }) => ({
    body: {
      items: (await ownSessions(key.session)).map((one) => ({
        id: one.id,
        merchant: one.merchant,
        created_at: one.createdAt,
        seen_at: one.seenAt,
        ends_at: one.endsAt,
        user_agent: one.userAgent,
        address: one.address,
        current: one.id === key.session.id,
      })),
    },
  }));

  addRoute(app, context, gate, "endSession", async ({ key, params }) => {
    const own = (await ownSessions(key.session)).find(({ id }) => id === params.id);
    if (!own) throw new ProblemAnswer("not_found");
    return { body: { ended_at: await endSession(sessions, own) } };
  });
}

const toRecord = (member: Member, caller: Caller): UserRecord => ({
  id: member.id,
  name: member.name,
  email: holds(caller, "users:manage") ? member.email : null,
  role: member.role,
  created_at: member.createdAt,
  created_by: member.createdBy,
});

const toInvitation = ({ id, email, role, createdAt, createdBy, endsAt }: Omit<Invitation, "merchant">) => ({
  id,
  email,
  role,
  created_at: createdAt,
  created_by: createdBy,
  ends_at: endsAt,
});

/** The token stands behind the #, which no browser sends and no log keeps. */
const toMade = ({ invitation, token }: InvitationMade, publicUrl: string) => ({
  ...toInvitation(invitation),
  link: `${publicUrl}/console/join#${token}`,
});
