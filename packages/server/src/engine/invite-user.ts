import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeCommand, ChangeDeps } from "./change-once.ts";
import { isDemoAddress } from "./demo-people.ts";
import type { Change, Effect, Invitation, OnceOutcome, UserRole, UserStore, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface InviteDeps extends Pick<ChangeDeps, "changes" | "now" | "ids" | "digest"> {
  readonly users: UserStore;
  readonly vault: Pick<Vault, "seal">;
  readonly demo: boolean;
}

export interface InvitationMade {
  readonly invitation: Invitation & { readonly email: string };
  /** What the link carries; it is shown and sent, and kept as a hash only. */
  readonly token: string;
}

export interface InvitationDraft {
  readonly email: string;
  readonly role: UserRole;
  readonly locale: "zh-CN" | "en";
}

const DAYS = 3;
const DAY_MS = 86_400_000;

/** Invites somebody by mail, with a link that works once. Also somebody who signs in at another merchant already. */
export async function inviteUser(
  deps: InviteDeps,
  { once, by, answer, draft }: ChangeCommand<InvitationMade> & { readonly draft: InvitationDraft },
): Promise<OnceOutcome<Result<InvitationMade>>> {
  const email = draft.email.trim().toLowerCase();
  const known = await deps.users.byEmail(email);
  const memberships = known ? await deps.users.memberships(known) : [];
  return deps.changes.runOnce(once, async (change): Promise<Effect<Result<InvitationMade>>> => {
    if (memberships.some(({ merchant }) => merchant === once.merchant) || (isDemoAddress(email) && !deps.demo)) {
      return { value: refuse({ code: "already_member" }) };
    }
    const made = await insertInvitation(deps, change, { email, role: draft.role, by });
    const newest = await change.newest();
    await change.enqueue(formatInstant(deps.now()), {
      channel: "email",
      to: deps.vault.seal(email),
      locale: draft.locale,
      template: "invitation",
      facts: {
        merchant: newest?.catalogue.merchant.name ?? null,
        role: draft.role,
        token: deps.vault.seal(made.token),
        endsAt: made.invitation.endsAt,
        zone: newest?.catalogue.merchant.time_zone ?? "UTC",
      },
      dedupe_key: `invitation:${made.invitation.id}`,
    });
    const invitation = { ...made.invitation, merchant: once.merchant, email };
    const value = done({ invitation, token: made.token });
    return { value, remember: answer(value.value) };
  });
}

/** Keeps an invitation, and says so in the audit log. */
export async function insertInvitation(
  { now, ids, digest }: Pick<InviteDeps, "now" | "ids" | "digest">,
  change: Change,
  { email, role, by }: { readonly email: string | null; readonly role: UserRole; readonly by: string },
): Promise<{ readonly invitation: Omit<Invitation, "merchant">; readonly token: string }> {
  const nowMs = now();
  const at = formatInstant(nowMs);
  const token = ids.secret();
  const endsAt = formatInstant(nowMs + DAYS * DAY_MS);
  const invitation = { id: ids.invitation(nowMs), email, role, createdAt: at, createdBy: by, endsAt };
  await change.insertInvitation(invitation, digest(token));
  await change.audit({
    stream: "people",
    action: "invitation.make",
    subject: invitation.id,
    after: { role, ends_at: endsAt },
    by,
    at,
  });
  return { invitation, token };
}
