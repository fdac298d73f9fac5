import { formatInstant } from "@fenqi/core/calendar";
import { checkPassword } from "./password-rule.ts";
import type { FrequentPasswords, Session } from "./ports.ts";
import { done, type Result } from "./refusals.ts";
import { type FactorDeps, knowsPassword } from "./second-factor.ts";

export interface PasswordDeps extends FactorDeps {
  readonly common: FrequentPasswords;
}

/** Gives somebody another password. Their other sessions end: whoever knew the old one is out. */
export async function changePassword(
  deps: PasswordDeps,
  { id: session, user }: Session,
  { password, next }: { readonly password: string; readonly next: string },
): Promise<Result<{ readonly ended: number }>> {
  const known = await knowsPassword(deps, user, password);
  if (!known.ok) return known;
  const factor = await deps.users.secondFactor(user);
  const about = { user, secondFactor: factor?.confirmed === true, pointer: "/new_password" };
  const checked = checkPassword(deps.common, next, about);
  if (!checked.ok) return checked;
  const passwordHash = await deps.passwords.hash(next);
  const at = formatInstant(deps.now());
  return deps.changes.run(user.home, async (change) => {
    await change.setPassword(user.id, { passwordHash, passwordLong: checked.value.long });
    const ended = await change.endSessions(user.id, session, at);
    await change.audit({ stream: "people", action: "password.change", subject: user.id, by: user.id, at });
    return done({ ended: ended.length });
  });
}
