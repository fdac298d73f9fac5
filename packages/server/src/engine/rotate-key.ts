import { formatInstant } from "@fenqi/core/calendar";
import type { ChangeCommand } from "./change-once.ts";
import { type IssuedKey, type KeyDeps, keyRow, reload } from "./keys.ts";
import { readInstant } from "./known-times.ts";
import type { Effect, KeyRow, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface Rotation {
  readonly overlapHours: number;
  readonly expiresAt?: string;
}

const HOUR_MS = 3_600_000;

/**
 * Makes a key like another one, which works on until the overlap is over: whoever uses it has the time to change over, and is
 * refused at no moment. Somebody's own key cannot be revived: one that has ended, or was rotated before, stays as it is.
 */
export async function rotateKey(
  deps: KeyDeps,
  { once, by, answer, id, rotation }: ChangeCommand<IssuedKey> & { readonly id: string; readonly rotation: Rotation },
): Promise<OnceOutcome<Result<IssuedKey>>> {
  const outcome = await deps.changes.runOnce(once, async (change): Promise<Effect<Result<IssuedKey>>> => {
    const old = await change.readKey(id);
    if (!old) return { value: refuse({ code: "not_found" }) };
    const nowMs = deps.now();
    const ended = endedBy(old, nowMs);
    if (ended) return { value: refuse({ code: "move_not_allowed", state: ended }) };
    const expiresAt = rotation.expiresAt === undefined ? sameLife(old, nowMs) : readInstant(rotation.expiresAt);
    if (rotation.expiresAt !== undefined && expiresAt === undefined) {
      return { value: refuse({ code: "invalid_date", pointer: "/expires_at" }) };
    }
    const { kind, mode, name, role, person, origins, scopes } = old;
    const key = `${kind === "secret" ? "sk" : "pk"}_${mode}_${deps.ids.secret()}`;
    const at = formatInstant(nowMs);
    const draft = {
      kind,
      mode,
      name,
      role,
      person,
      origins,
      ...(scopes && { scopes }),
      ...(expiresAt && { expires_at: expiresAt }),
    };
    const row = keyRow(key, deps.ids.key(nowMs), draft, at, deps.digest);
    if (!(await change.insertKey(row, by))) throw new Error(`there is a key ${row.id} already`);
    const overlapMs = nowMs + rotation.overlapHours * HOUR_MS;
    const ends = Math.min(overlapMs, old.expiresAt === null ? overlapMs : Date.parse(old.expiresAt));
    await change.rotateKey(old.id, row.id, formatInstant(ends), at, by);
    const value = done({ row, key });
    return { value, remember: answer(value.value) };
  });
  if (outcome.kind === "done") await reload(deps, once.merchant);
  return outcome;
}

/** What keeps a key from being rotated. */
function endedBy({ revokedAt, expiresAt, rotatedTo }: KeyRow, nowMs: number): string | undefined {
  if (revokedAt !== null) return "revoked";
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs) return "expired";
  return rotatedTo === null ? undefined : "rotated";
}

/** As long a life as the old key's; none where that had none. */
const sameLife = ({ createdAt, expiresAt }: KeyRow, nowMs: number): string | undefined =>
  expiresAt === null ? undefined : formatInstant(nowMs + Date.parse(expiresAt) - Date.parse(createdAt));
