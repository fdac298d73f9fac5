import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeStore, Digest, Ids, OneTimeCodes, Passwords, Session, User, Vault } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { type GuardDeps, takeOwnAttempt } from "./sign-in-guard.ts";

export interface FactorDeps extends GuardDeps {
  readonly changes: ChangeStore;
  readonly passwords: Passwords;
  readonly codes: OneTimeCodes;
  readonly vault: Pick<Vault, "seal" | "open">;
  readonly ids: Ids;
  readonly digest: Digest;
}

/** Codes for the loss of the telephone; each gets in once. */
const RECOVERY_CODES = 10;

/** Takes the code of somebody who has a second factor; anybody else needs none. Each code is taken once. */
export async function takeCode(
  deps: FactorDeps,
  user: Pick<User, "home" | "id">,
  code: string | undefined,
  pointer: string,
): Promise<Result<undefined>> {
  const factor = await deps.users.secondFactor(user);
  if (!factor?.confirmed) return done(undefined);
  if (code === undefined) return refuse({ code: "second_factor_needed" });
  const typed = code.replaceAll(/[\s-]/g, "").toUpperCase();
  const nowMs = deps.now();
  const step = deps.codes.stepOf(deps.vault.open(factor.secret), typed, nowMs);
  const taken = await deps.changes.run(user.home, async (change) => {
    if (step !== undefined) return change.useStep(user.id, step);
    const at = formatInstant(nowMs);
    const used = await change.useRecoveryCode(user.id, deps.digest(typed), at);
    if (used) await change.audit({ stream: "people", action: "factor.recover", subject: user.id, by: user.id, at });
    return used;
  });
  return taken ? done(undefined) : refuse({ code: "second_factor_wrong", pointer });
}

/** What an authenticator is told, once. */
export interface FactorBegun {
  readonly secret: string;
  /** The same for a camera: `otpauth://totp/…`. */
  readonly uri: string;
}

/** Begins a second factor: it counts when a first code was typed in. The password is asked for again. */
export async function beginFactor(deps: FactorDeps, { user }: Session, password: string): Promise<Result<FactorBegun>> {
  const known = await knowsPassword(deps, user, password);
  if (!known.ok) return known;
  const secret = deps.codes.newSecret();
  const sealed = deps.vault.seal(secret);
  const at = formatInstant(deps.now());
  const begun = await deps.changes.run(user.home, (change) => change.beginFactor(user.id, sealed, at));
  if (!begun) return refuse({ code: "second_factor_kept" });
  const label = encodeURIComponent(`Fenqi:${user.email}`);
  return done({
    secret,
    uri: `otpauth://totp/${label}?secret=${secret}&issuer=Fenqi&algorithm=SHA1&digits=6&period=30`,
  });
}

/** The first code: from now on one is asked for at each sign-in. The answer's codes are shown this once. */
export async function confirmFactor(
  deps: FactorDeps,
  { user }: Session,
  code: string,
): Promise<Result<{ readonly recoveryCodes: readonly string[] }>> {
  const factor = await deps.users.secondFactor(user);
  if (!factor) return refuse({ code: "not_found" });
  if (factor.confirmed) return refuse({ code: "second_factor_kept" });
  const nowMs = deps.now();
  const step = deps.codes.stepOf(deps.vault.open(factor.secret), code.replaceAll(/\s/g, ""), nowMs);
  if (step === undefined) return refuse({ code: "second_factor_wrong", pointer: "/code" });
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => deps.ids.voucherCode());
  const hashes = recoveryCodes.map((each) => deps.digest(each.replaceAll("-", "")));
  const at = formatInstant(nowMs);
  await deps.changes.run(user.home, async (change) => {
    await change.confirmFactor(user.id, step, hashes, at);
    await change.audit({ stream: "people", action: "factor.confirm", subject: user.id, by: user.id, at });
  });
  return done({ recoveryCodes });
}

/** Ends the second factor, with the password and a last code. A password that is too short to stand alone keeps it. */
export async function removeFactor(
  deps: FactorDeps,
  { user }: Session,
  shown: { readonly password: string; readonly code: string },
): Promise<Result<undefined>> {
  const known = await knowsPassword(deps, user, shown.password);
  if (!known.ok) return known;
  if (!known.value.passwordLong) return refuse({ code: "second_factor_kept" });
  const coded = await takeCode(deps, user, shown.code, "/code");
  if (!coded.ok) return coded;
  const at = formatInstant(deps.now());
  await deps.changes.run(user.home, async (change) => {
    await change.removeFactor(user.id);
    await change.audit({ stream: "people", action: "factor.remove", subject: user.id, by: user.id, at });
  });
  return done(undefined);
}

/** Whether whoever sits at a session knows its person's password. */
export async function knowsPassword(
  deps: Pick<FactorDeps, "passwords"> & GuardDeps,
  user: User,
  password: string,
): Promise<Result<User & { readonly passwordLong: boolean }>> {
  const attempt = await takeOwnAttempt(deps, user);
  if (!attempt.ok) return attempt;
  const kept = await deps.users.byId(user);
  const same = await deps.passwords.matches(password, kept?.passwordHash);
  if (!same || !kept) return refuse({ code: "password_wrong", pointer: "/password" });
  await attempt.value.forgive();
  return done(kept);
}
